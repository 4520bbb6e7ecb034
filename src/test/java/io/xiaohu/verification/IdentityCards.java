package io.xiaohu.verification;

import io.xiaohu.verification.core.IdentityNumber;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** Identity numbers nobody has used in this run. */
public final class IdentityCards {

    private static final AtomicInteger NEXT =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(0, 200_000));

    private IdentityCards() {}

    public static String next() {
        return born("19900307");
    }

    /**
     * @param day such as 19900307
     */
    public static String born(String day) {
        int n = NEXT.getAndIncrement();
        String first = "%06d%s%03d".formatted(330100 + n / 1000 % 900, day, n % 1000);
        return first + IdentityNumber.checkDigit(first);
    }
}
