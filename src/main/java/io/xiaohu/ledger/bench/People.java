package io.xiaohu.ledger.bench;

import io.xiaohu.kernel.Asset;
import io.xiaohu.kernel.IdempotentRequest;
import io.xiaohu.kernel.Keyring;
import io.xiaohu.kernel.Money;
import io.xiaohu.ledger.AccountRef;
import io.xiaohu.ledger.Ledger;
import io.xiaohu.ledger.LedgerCommand;
import io.xiaohu.ledger.Leg;
import io.xiaohu.ledger.PostingId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/** The people whose money is moved, and transfers between two of them. */
final class People {

    private static final long FUNDS_MINOR = 1_000_000_000L;
    private static final long SEED = 20_260_101L;

    private final Keyring keyring;
    private final UUID[] people;
    private final String run = UUID.randomUUID().toString();
    private final AtomicLong number = new AtomicLong();

    /** Whom the transfers go to. */
    enum Mix {
        /** Everybody as likely as anybody. */
        UNIFORM,
        /** Every other transfer goes to the same account. */
        HALF_ON_ONE
    }

    People(Keyring keyring, int count) {
        this.keyring = keyring;
        this.people = new UUID[count];
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < count; i++) {
            people[i] = new UUID(random.nextLong(), random.nextLong());
        }
    }

    /** Gives everybody money, from the clearing account of their partition. */
    void fund(Ledger ledger) {
        List<LedgerCommand> some = new ArrayList<>();
        for (int i = 0; i < people.length; i++) {
            some.add(topUp(people[i]));
            if (some.size() == Ledger.MOST_IN_BULK || i == people.length - 1) {
                ledger.applyEach(some);
                some.clear();
            }
        }
    }

    LedgerCommand.Post transfer(Mix mix) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        UUID from = people[1 + random.nextInt(people.length - 1)];
        UUID to = from;
        while (to.equals(from)) {
            boolean hot = mix == Mix.HALF_ON_ONE && random.nextBoolean();
            to = hot ? people[0] : people[random.nextInt(people.length)];
        }
        Money amount = Money.cny(1 + random.nextInt(10_000));
        String key = run + number.incrementAndGet();
        PostingId id = PostingId.of(from, "transfer", key);
        LedgerCommand.Header header =
                LedgerCommand.Header.of(id, from, "TRANSFER", amount, id.toString())
                        .memo("午饭")
                        .counterparty(to)
                        .content(
                                new IdempotentRequest.Digest(
                                        keyring, key.getBytes(StandardCharsets.UTF_8)));
        return new LedgerCommand.Post(
                header,
                List.of(
                        new Leg(AccountRef.wallet(from, Asset.CNY), amount.negated()),
                        new Leg(AccountRef.wallet(to, Asset.CNY), amount)),
                List.of());
    }

    List<LedgerCommand.Post> transfers(int count) {
        List<LedgerCommand.Post> many = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            many.add(transfer(Mix.UNIFORM));
        }
        return many;
    }

    private static LedgerCommand.Post topUp(UUID person) {
        Money funds = Money.cny(FUNDS_MINOR);
        LedgerCommand.Header header =
                LedgerCommand.Header.of(
                        PostingId.of(person, "bench.fund", "1"), person, "TOP_UP", funds, "bench");
        return new LedgerCommand.Post(
                header.passingFreeze(),
                List.of(
                        new Leg(AccountRef.clearing("bench", person, Asset.CNY), funds.negated()),
                        new Leg(AccountRef.wallet(person, Asset.CNY), funds)),
                List.of());
    }
}
