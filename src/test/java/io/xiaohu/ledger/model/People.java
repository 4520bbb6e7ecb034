package io.xiaohu.ledger.model;

import io.xiaohu.kernel.Asset;
import io.xiaohu.ledger.AccountRef;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Whose money a lane moves. Customers share system accounts with all lanes; the rich, who have
 * amounts near the end of the numbers, have system accounts of their own, so that what overflows
 * does not depend on others.
 */
record People(List<UUID> customers, List<UUID> rich, UUID staff, String richChannel) {

    static People of(Random random, String lane) {
        return new People(
                Stream.generate(() -> person(random)).limit(4).toList(),
                Stream.generate(() -> person(random)).limit(2).toList(),
                person(random),
                "rich " + lane + person(random));
    }

    private static UUID person(Random random) {
        return new UUID(random.nextLong(), random.nextLong());
    }

    UUID customer(Random random) {
        return customers.get(random.nextInt(customers.size()));
    }

    UUID someoneRich(Random random) {
        return rich.get(random.nextInt(rich.size()));
    }

    boolean isRich(UUID owner) {
        return rich.contains(owner);
    }

    /** The system account that is another side for somebody's money. */
    AccountRef outside(UUID of, Asset asset) {
        return AccountRef.clearing(isRich(of) ? richChannel : "sandbox", of, asset);
    }

    AccountRef fees(UUID of, Asset asset) {
        return isRich(of)
                ? AccountRef.clearing(richChannel + " fees", of, asset)
                : AccountRef.fees(of, asset);
    }

    /** Whether only this lane moves the account. */
    boolean isOwn(AccountRef ref) {
        UUID owner = ref.owner();
        return customers.contains(owner)
                || rich.contains(owner)
                || staff.equals(owner)
                || Stream.of(richChannel, richChannel + " fees")
                        .anyMatch(channel ->
                                AccountRef.clearing(channel, owner, ref.asset())
                                        .owner()
                                        .equals(owner));
    }
}
