package io.xiaohu.kernel;

import java.text.Normalizer;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/**
 * Passwords as Argon2id hashes: 19 MiB and two passes, the first choice of the OWASP password
 * storage sheet. How many are worked out at once is bounded, so that a burst of sign-ins waits
 * instead of using up the memory.
 */
public final class PasswordHashes {

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int LANES = 1;
    private static final int MEMORY_KIB = 19 * 1024;
    private static final int PASSES = 2;

    private static final Argon2PasswordEncoder ARGON2 =
            new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, LANES, MEMORY_KIB, PASSES);
    private static final Semaphore AT_ONCE =
            new Semaphore(2 * Runtime.getRuntime().availableProcessors(), true);
    private static final String NOBODYS = hash(Tokens.create());

    private PasswordHashes() {}

    /** What to store. */
    public static String hash(String password) {
        return bounded(() -> String.valueOf(ARGON2.encode(plain(password))));
    }

    /**
     * Whether this is the password.
     *
     * @param stored null where there is no such account: the same work is done and the answer is no
     */
    public static boolean matches(String password, @Nullable String stored) {
        boolean same =
                bounded(() -> ARGON2.matches(plain(password), stored == null ? NOBODYS : stored));
        return same && stored != null;
    }

    /** The same letters typed on another keyboard are the same password. */
    private static String plain(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFC);
    }

    private interface Work<T> {
        T done();
    }

    private static <T> T bounded(Work<T> work) {
        AT_ONCE.acquireUninterruptibly();
        try {
            return work.done();
        } finally {
            AT_ONCE.release();
        }
    }
}
