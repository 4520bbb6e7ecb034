package io.xiaohu.funding.jdbc;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Sends a flow that was done on its way back. The ledger is never called in a transaction, so the
 * approval writes only this; the sweep posts it.
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

    private final JdbcClient sql;
    private final Clock clock;

    FlowCorrections(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** In the caller's transaction; false when it is not done, or on its way back already. */
    public boolean begin(UUID flow) {
        return sql.sql(BEGIN).param("id", flow).param("now", OffsetDateTime.now(clock)).update()
                == 1;
    }
}
