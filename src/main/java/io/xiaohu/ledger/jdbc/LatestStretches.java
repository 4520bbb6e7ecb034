package io.xiaohu.ledger.jdbc;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.xiaohu.ledger.Partition;
import io.xiaohu.ledger.Statements.Stretch;
import io.xiaohu.ledger.jdbc.OperationStretches.Asked;
import java.time.Duration;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Where customers look most: the latest of their operations. What was read last is given again when
 * the ledger says, each time it is asked, that nothing came since. What was erased in it is gone
 * within a minute.
 */
@Repository
class LatestStretches {

    /**
     * Each account's number of entries, and the customer's latest own operations. Of accounts in
     * several assets a refusal can be booked a moment before another's entry and be seen after it:
     * so it is not the last one alone.
     */
    private static final String STATE =
            """
            select
                array(
                    select seq
                    from ledger.account
                    where p = :p
                    and owner = :owner
                    and purpose = 'WALLET'
                    order by id)::text
                || array(
                    select id
                    from ledger.operation
                    where p = :p
                    and owner = :owner
                    order by booked_at desc, id desc
                    limit 3)::text
            """;

    /** Of longer ones the reading is a small part of what they cost. */
    private static final int LONGEST = 50;

    private static final int MOST = 5_000;
    private static final Duration KEPT = Duration.ofMinutes(1);

    /**
     * @param state how the ledger was when it was read, or a moment before
     */
    private record Known(String state, Stretch stretch) {}

    private final Cache<Asked, Known> known =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(KEPT).build();

    private final JdbcClient sql;
    private final OperationStretches stretches;

    LatestStretches(@Qualifier(ReadingBeans.READS) JdbcClient sql, OperationStretches stretches) {
        this.sql = sql;
        this.stretches = stretches;
    }

    Stretch read(Asked asked) {
        if (asked.before() != null || asked.most() > LONGEST) {
            return stretches.read(asked);
        }
        String now = state(asked.customer());
        Known there = known.getIfPresent(asked);
        if (there != null && there.state().equals(now)) {
            return there.stretch();
        }
        Stretch found = stretches.read(asked);
        known.put(asked, new Known(now, found));
        return found;
    }

    private String state(UUID customer) {
        return sql.sql(STATE)
                .param("p", Partition.of(customer))
                .param("owner", customer)
                .query(String.class)
                .single();
    }
}
