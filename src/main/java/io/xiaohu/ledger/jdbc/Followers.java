package io.xiaohu.ledger.jdbc;

import io.xiaohu.ledger.LedgerEvents;
import io.xiaohu.ledger.LedgerFollower;
import io.xiaohu.ledger.Partition;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes every follower through the outbox, in all partitions at once. Looks often, since the writer
 * tells nobody; it is woken when this process wrote something. Several servers share the work: who
 * holds a follower's row of a partition goes on there, the others pass by.
 */
@Component
@ConditionalOnProperty(name = "db-scheduler.enabled", matchIfMissing = true)
class Followers implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Followers.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(250);
    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(2);
    private static final Duration STOP_WAIT = Duration.ofSeconds(5);
    private static final int EVENTS_OF_EACH = 50;

    private static final String BEGIN =
            """
            insert into ledger.follower (name, p, number)
            select :name, p, 0
            from ledger.event_head
            on conflict (name, p) do nothing
            """;

    private static final String TAKE =
            """
            select f.p, f.number
            from ledger.follower f
            join ledger.event_head h on h.p = f.p
            where f.name = :name
            and f.p = any (:among)
            and h.number > f.number
            order by f.p
            for update of f skip locked
            """;

    private static final String ADVANCE =
            """
            update ledger.follower f
            set number = seen.number
            from unnest(:partitions, :numbers) as seen (p, number)
            where f.name = :name
            and f.p = seen.p
            """;

    private final List<LedgerFollower> followers;
    private final LedgerEvents events;
    private final JdbcClient sql;
    private final TransactionTemplate transactions;
    private final CommitBell bell;
    private volatile boolean running;
    private @Nullable Thread thread;

    Followers(
            List<LedgerFollower> followers,
            LedgerEvents events,
            JdbcClient sql,
            TransactionTemplate transactions,
            CommitBell bell) {
        this.followers = followers;
        this.events = events;
        this.sql = sql;
        this.transactions = transactions;
        this.bell = bell;
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofVirtual().name("ledger-followers").start(this::run);
    }

    @Override
    public void stop() {
        running = false;
        bell.ring();
        Thread started = thread;
        try {
            if (started != null) {
                started.join(STOP_WAIT);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void run() {
        Set<String> begun = new HashSet<>();
        while (running) {
            Duration pause = LOOK_EVERY;
            for (LedgerFollower follower : followers) {
                try {
                    if (!begun.contains(follower.name())) {
                        sql.sql(BEGIN).param("name", follower.name()).update();
                        begun.add(follower.name());
                    }
                    if (!goOn(follower)) {
                        pause = AFTER_A_FAILURE;
                    }
                } catch (RuntimeException e) {
                    pause = AFTER_A_FAILURE;
                    report(follower, e);
                }
            }
            await(pause);
        }
    }

    /**
     * Goes on in all partitions together. An event that cannot be taken holds up its own partition
     * and no other: then each goes on by itself.
     *
     * @return false when there is such an event
     */
    private boolean goOn(LedgerFollower follower) {
        try {
            goOn(follower, Partition.ALL);
            return true;
        } catch (TransactionException | DataAccessResourceFailureException e) {
            throw e;
        } catch (RuntimeException together) {
            for (Integer partition : Partition.ALL) {
                try {
                    goOn(follower, Set.of(partition));
                } catch (TransactionException | DataAccessResourceFailureException e) {
                    throw e;
                } catch (RuntimeException alone) {
                    report(follower, alone);
                }
            }
            return false;
        }
    }

    private void goOn(LedgerFollower follower, Set<Integer> among) {
        boolean more = true;
        while (more && running) {
            more = Boolean.TRUE.equals(transactions.execute(status -> takeMore(follower, among)));
        }
    }

    private void report(LedgerFollower follower, RuntimeException e) {
        if (running) {
            LOG.error("{} could not follow the ledger; it tries again", follower.name(), e);
        }
    }

    /**
     * Goes on in those of the partitions nobody else is at, in one transaction.
     *
     * @return whether there may be more
     */
    private boolean takeMore(LedgerFollower follower, Set<Integer> among) {
        Map<Integer, Long> after = new LinkedHashMap<>();
        sql.sql(TAKE)
                .param("name", follower.name())
                .param("among", among.toArray(Integer[]::new))
                .query(row -> {
                    after.put(row.getInt("p"), row.getLong("number"));
                });
        if (after.isEmpty()) {
            return false;
        }
        List<LedgerEvents.Event> next = events.read(after, EVENTS_OF_EACH);
        if (next.isEmpty()) {
            return false;
        }
        follower.follow(next);
        Map<Integer, Long> last = new LinkedHashMap<>();
        next.forEach(event -> last.put(event.partition(), event.number()));
        sql.sql(ADVANCE)
                .param("name", follower.name())
                .param("partitions", last.keySet().toArray(Integer[]::new))
                .param("numbers", last.values().toArray(Long[]::new))
                .update();
        return next.size() >= EVENTS_OF_EACH;
    }

    private void await(Duration pause) {
        try {
            bell.await(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            running = false;
        }
    }
}
