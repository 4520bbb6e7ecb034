package io.xiaohu.ledger.proof;

import static io.xiaohu.ledger.jdbc.rows.LockedRows.HORIZON_LOCK;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The moment up to which everything booked is committed and nothing more will be booked. Whoever
 * books holds the horizon's lock shared from before the time is stamped until the commit; raising
 * the horizon takes it alone, and so waits for what is under way, in every process.
 */
@Component
public class Horizon {

    /**
     * While raising waits, nobody can begin to book; it rather tries again than keep them waiting
     * for one slow transaction.
     */
    private static final String WAIT_BRIEFLY = "set local lock_timeout = '400ms'";

    private static final String TAKE = "select pg_advisory_xact_lock(:lock)";

    private static final String RAISE =
            """
            update ledger.horizon
            set booked_at = greatest(clock_timestamp(), booked_at + interval '1 microsecond')
            returning booked_at
            """;

    private static final String CURRENT = "select booked_at from ledger.horizon";

    private static final int MOST_TRIES = 40;
    private static final long PAUSE_NANOS = 50_000_000;

    private final JdbcClient sql;
    private final TransactionTemplate alone;

    Horizon(JdbcClient sql, PlatformTransactionManager transactions) {
        this.sql = sql;
        this.alone = new TransactionTemplate(transactions);
        alone.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** Where it is, in microseconds since 1970. */
    public long currentMicros() {
        return sql.sql(CURRENT).query(Horizon::bookedAt).single();
    }

    /**
     * Raises it to now, in a transaction of its own.
     *
     * @return where it is, in microseconds since 1970
     * @throws IllegalStateException when somebody books without an end
     */
    public long raise() {
        for (int attempt = 1; ; attempt++) {
            try {
                Long raised = alone.execute(status -> raiseNow());
                if (raised != null) {
                    return raised;
                }
            } catch (CannotAcquireLockException | QueryTimeoutException busy) {
                if (attempt == MOST_TRIES) {
                    throw new IllegalStateException("the horizon could not be raised", busy);
                }
            }
            LockSupport.parkNanos(PAUSE_NANOS + ThreadLocalRandom.current().nextLong(PAUSE_NANOS));
        }
    }

    private Long raiseNow() {
        sql.sql(WAIT_BRIEFLY).update();
        sql.sql(TAKE).param("lock", HORIZON_LOCK).query(row -> {});
        return sql.sql(RAISE).query(Horizon::bookedAt).single();
    }

    private static Long bookedAt(ResultSet row, int n) throws SQLException {
        return SealTable.micros(row, "booked_at");
    }
}
