package io.xiaohu.funding.jdbc;

import io.xiaohu.funding.core.Verdict;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Sends a flow on its way to where two members of staff decided it belongs. The ledger is never
 * called in a transaction, so the approval writes only this; the sweep posts it.
 */
@Repository
public class FlowCorrections {

    private static final String BEGIN =
            """
            update funding.flow
            set state = case state when 'PAID' then 'RETURNING' else 'CHARGING_BACK' end,
                updated_at = :now, next_at = :now
            where id = :id
            and state in ('PAID', 'SUCCEEDED')
            """;

    private static final String AFTER_ALL =
            """
            update funding.flow
            set state = case direction when 'TOP_UP' then 'CREDITING' else 'DEBITING' end,
                reason = null, updated_at = :now, next_at = :now
            where id = :id
            and state in ('FAILED', 'REJECTED', 'REFUSED')
            """;

    private static final String LOOK_NOW =
            """
            update funding.flow
            set next_at = :now
            where id = :id
            and verdict is null
            and state in ('AWAITING_CHANNEL', 'SUBMITTED', 'UNKNOWN')
            """;

    private final JdbcClient sql;
    private final Clock clock;
    private final Verdicts verdicts;

    FlowCorrections(JdbcClient sql, Clock clock, Verdicts verdicts) {
        this.sql = sql;
        this.clock = clock;
        this.verdicts = verdicts;
    }

    /** In the caller's transaction; false when it is not done, or on its way back already. */
    public boolean begin(UUID flow) {
        return update(BEGIN, flow);
    }

    /**
     * The bank has carried it out after all. While nobody knew yet, the approved word of the
     * statement is the first final answer. In the caller's transaction; false when that is what the
     * books say, or soon will.
     */
    public boolean afterAll(UUID flow) {
        if (update(AFTER_ALL, flow)) {
            return true;
        }
        boolean waits = update(LOOK_NOW, flow);
        if (waits) {
            verdicts.decide(flow, Verdict.DONE, null);
        }
        return waits;
    }

    private boolean update(String statement, UUID flow) {
        return sql.sql(statement).param("id", flow).param("now", OffsetDateTime.now(clock)).update()
                == 1;
    }
}
