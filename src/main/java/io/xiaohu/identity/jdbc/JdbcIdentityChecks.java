package io.xiaohu.identity.jdbc;

import io.xiaohu.identity.IdentityChecks;
import io.xiaohu.kernel.Ids;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of identity checks; they are added and used, never changed. */
@Repository
public class JdbcIdentityChecks implements IdentityChecks {

    private static final Duration LIFE = Duration.ofHours(24);

    private static final String GRANT =
            """
            insert into identity.identity_check (
                id, customer_id, purpose, proposal_id, approved_at, expires_at)
            values (:id, :customer, :purpose, :proposal, :now, :expires)
            """;

    private static final String STANDS =
            """
            select exists (
                select
                from identity.identity_check
                where customer_id = :customer
                and purpose = :purpose
                and used_at is null
                and expires_at > :now)
            """;

    /** Should two stand, they are used up together: nobody was checked for a second time. */
    private static final String USE =
            """
            update identity.identity_check
            set used_at = :now
            where customer_id = :customer
            and purpose = :purpose
            and used_at is null
            and expires_at > :now
            """;

    private final JdbcClient sql;
    private final Clock clock;

    JdbcIdentityChecks(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** Grants one for a day, in the transaction of the proposal's approval. */
    public void grant(UUID customer, Purpose purpose, UUID proposal) {
        OffsetDateTime now = OffsetDateTime.now(clock);
        sql.sql(GRANT)
                .param("id", Ids.next())
                .param("customer", customer)
                .param("purpose", purpose.name())
                .param("proposal", proposal)
                .param("now", now)
                .param("expires", now.plus(LIFE))
                .update();
    }

    @Override
    public boolean stands(UUID customer, Purpose purpose) {
        return sql.sql(STANDS)
                .param("customer", customer)
                .param("purpose", purpose.name())
                .param("now", OffsetDateTime.now(clock))
                .query(Boolean.class)
                .single();
    }

    @Override
    public boolean use(UUID customer, Purpose purpose) {
        return sql.sql(USE)
                        .param("customer", customer)
                        .param("purpose", purpose.name())
                        .param("now", OffsetDateTime.now(clock))
                        .update()
                > 0;
    }
}
