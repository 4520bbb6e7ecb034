package io.xiaohu.identity.jdbc;

import io.xiaohu.kernel.Ids;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.Tokens;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Challenges, each bound to the hash of one act of one customer and good once. */
@Repository
public class Challenges {

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

    private static final String IS_OPEN =
            """
            select exists (
                select
                from identity.challenge
                where id = :id
                and customer_id = :customer
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

    private static final String END_ALL =
            """
            update identity.challenge
            set used_at = :now
            where customer_id = :customer
            and used_at is null
            """;

    private final JdbcClient sql;
    private final Clock clock;

    Challenges(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /**
     * @param act what is to be confirmed, in full
     */
    public UUID make(UUID customer, String act) {
        UUID id = Ids.next();
        OffsetDateTime now = OffsetDateTime.now(clock);
        sql.sql(INSERT)
                .param("id", id)
                .param("customer", customer)
                .param("act", Tokens.hash(act))
                .param("now", now)
                .param("expires", now.plus(LIFE))
                .update();
        return id;
    }

    /**
     * @throws io.xiaohu.kernel.ProblemException STEP_UP_FAILED when the challenge is for something
     *     else, or over
     */
    public void requireFor(UUID customer, String act, UUID id) {
        boolean fits =
                sql.sql(IS_FOR)
                        .param("id", id)
                        .param("customer", customer)
                        .param("act", Tokens.hash(act))
                        .param("now", OffsetDateTime.now(clock))
                        .query(Boolean.class)
                        .single();
        if (!fits) {
            throw Problem.of(Reason.STEP_UP_FAILED).exception();
        }
    }

    /**
     * @throws io.xiaohu.kernel.ProblemException STEP_UP_FAILED when the challenge is somebody
     *     else's, used, or over
     */
    public void requireOpen(UUID customer, UUID id) {
        boolean open =
                sql.sql(IS_OPEN)
                        .param("id", id)
                        .param("customer", customer)
                        .param("now", OffsetDateTime.now(clock))
                        .query(Boolean.class)
                        .single();
        if (!open) {
            throw Problem.of(Reason.STEP_UP_FAILED).exception();
        }
    }

    /**
     * @throws io.xiaohu.kernel.ProblemException STEP_UP_FAILED when another call used it meanwhile
     */
    public void use(UUID id) {
        int used = sql.sql(USE).param("id", id).param("now", OffsetDateTime.now(clock)).update();
        if (used != 1) {
            throw Problem.of(Reason.STEP_UP_FAILED).exception();
        }
    }

    /** Ends all that are open, in the caller's transaction. */
    public void endAll(UUID customer) {
        sql.sql(END_ALL)
                .param("customer", customer)
                .param("now", OffsetDateTime.now(clock))
                .update();
    }
}
