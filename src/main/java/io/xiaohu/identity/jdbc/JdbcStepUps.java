package io.xiaohu.identity.jdbc;

import io.xiaohu.identity.StepUps;
import io.xiaohu.identity.core.CodePurpose;
import io.xiaohu.kernel.Ids;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.Tokens;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Challenges, each bound to the hash of one act and good once. */
@Service
class JdbcStepUps implements StepUps {

    private static final Duration LIFE = Duration.ofMinutes(10);

    private static final String INSERT =
            """
            insert into identity.challenge (id, customer_id, act, created_at, expires_at)
            values (:id, :customer, :act, :now, :expires)
            """;

    private static final String IS_FOR =
            """
            select exists (
                select
                from identity.challenge
                where id = :id
                and customer_id = :customer
                and act = :act
                and used_at is null
                and expires_at > :now)
            """;

    private static final String USE =
            """
            update identity.challenge
            set used_at = :now
            where id = :id
            and used_at is null
            """;

    private final JdbcClient sql;
    private final Clock clock;
    private final JdbcCustomers customers;
    private final Codes codes;

    JdbcStepUps(JdbcClient sql, Clock clock, JdbcCustomers customers, Codes codes) {
        this.sql = sql;
        this.clock = clock;
        this.customers = customers;
        this.codes = codes;
    }

    @Override
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    public void require(
            UUID customer, String act, @Nullable UUID challengeId, @Nullable String proof) {
        if (challengeId == null || proof == null) {
            throw asked(customer, act);
        }
        boolean fits =
                sql.sql(IS_FOR)
                        .param("id", challengeId)
                        .param("customer", customer)
                        .param("act", Tokens.hash(act))
                        .param("now", OffsetDateTime.now(clock))
                        .query(Boolean.class)
                        .single();
        if (!fits) {
            throw Problem.of(Reason.STEP_UP_FAILED).exception();
        }
        codes.use(customers.get(customer).phone(), CodePurpose.STEP_UP, "proof", proof);
        int used =
                sql.sql(USE)
                        .param("id", challengeId)
                        .param("now", OffsetDateTime.now(clock))
                        .update();
        if (used != 1) {
            throw Problem.of(Reason.STEP_UP_FAILED).exception();
        }
    }

    private RuntimeException asked(UUID customer, String act) {
        UUID id = Ids.next();
        OffsetDateTime now = OffsetDateTime.now(clock);
        sql.sql(INSERT)
                .param("id", id)
                .param("customer", customer)
                .param("act", Tokens.hash(act))
                .param("now", now)
                .param("expires", now.plus(LIFE))
                .update();
        return Problem.of(Reason.STEP_UP_NEEDED)
                .extra("challenge", Map.of("id", id, "kinds", List.of("CODE")))
                .exception();
    }
}
