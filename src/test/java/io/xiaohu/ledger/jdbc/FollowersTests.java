package io.xiaohu.ledger.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.kernel.Ids;
import io.xiaohu.ledger.LedgerEvents.Entry;
import io.xiaohu.ledger.LedgerEvents.Event;
import io.xiaohu.ledger.LedgerFollower;
import io.xiaohu.ledger.testing.LedgerDatabase;
import io.xiaohu.ledger.testing.Town;
import io.xiaohu.testing.Waiting;
import java.sql.SQLException;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FollowersTests {

    private final Town town = new Town();

    @Test
    void anEventThatCannotBeTakenHoldsUpNobodyInOtherPartitions() throws SQLException {
        UUID refused = new UUID(Ids.next().getMostSignificantBits(), 0x8000_0000_0000_0001L);
        List<UUID> others =
                Stream.iterate(0x8000_0000_0000_0002L, low -> low + 1)
                        .limit(10)
                        .map(low -> new UUID(Ids.next().getMostSignificantBits(), low))
                        .toList();
        Picky picky = new Picky(refused);
        try (TestLedger ledger = TestLedger.open(LedgerDatabase.create())) {
            Followers followers = ledger.followers(picky);
            ledger.ledger().apply(town.topUp(refused, 5));
            others.forEach(owner -> ledger.ledger().apply(town.topUp(owner, 5)));
            followers.start();
            try {
                Waiting.until(() -> picky.taken.containsAll(others));
            } finally {
                followers.stop();
            }
            assertThat(picky.taken).doesNotContain(refused);
        }
    }

    /** Remembers whose entries it took, except that it cannot take one person's. */
    private record Picky(UUID refused, Queue<UUID> taken) implements LedgerFollower {

        Picky(UUID refused) {
            this(refused, new ConcurrentLinkedQueue<>());
        }

        @Override
        public String name() {
            return "picky";
        }

        @Override
        public void follow(List<Event> events) {
            List<UUID> owners =
                    events.stream()
                            .flatMap(event -> event.entries().stream())
                            .map(Entry::account)
                            .map(account -> account.owner())
                            .toList();
            if (owners.contains(refused)) {
                throw new IllegalStateException("This one cannot be taken.");
            }
            taken.addAll(owners);
        }
    }
}
