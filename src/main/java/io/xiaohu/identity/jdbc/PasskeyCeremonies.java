package io.xiaohu.identity.jdbc;

import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What authenticators are asked to sign, each good once for one ceremony. */
@Repository
public class PasskeyCeremonies {

    /** How long a browser's dialogue may take. */
    public static final Duration LIFE = Duration.ofMinutes(5);

    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** A step-up asked again is asked anew: what was to be signed before is good for nothing. */
    private static final String BEGIN =
            """
            insert into identity.passkey_ceremony as old (
                id, kind, customer_id, challenge, expires_at)
            values (:id, :kind, :customer, :challenge, :expires)
            on conflict (id) do update
            set challenge = excluded.challenge, expires_at = excluded.expires_at, used_at = null
            where old.kind = 'STEP_UP'
            and old.kind = excluded.kind
            and old.customer_id = excluded.customer_id
            """;

    /** Anybody may begin to sign in, so each beginning takes a few that are over away. */
    private static final String SWEEP =
            """
            delete from identity.passkey_ceremony
            where id in (
                select id
                from identity.passkey_ceremony
                where expires_at < :longAgo
                order by expires_at
                limit 10
                for update skip locked)
            """;

    private static final String TAKE =
            """
            update identity.passkey_ceremony
            set used_at = :now
            where id = :id
            and kind = :kind
            and customer_id is not distinct from cast(:customer as uuid)
            and used_at is null
            and expires_at > :now
            returning challenge
            """;

    /** What a signature is for. */
    public enum Kind {
        ADD,
        SIGN_IN,
        STEP_UP
    }

    private final JdbcClient sql;
    private final Clock clock;

    PasskeyCeremonies(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /**
     * @param customer whose it is; null for signing in, where nobody is known yet
     * @return the random bytes to be signed
     */
    public byte[] begin(UUID id, Kind kind, @Nullable UUID customer) {
        byte[] challenge = new byte[BYTES];
        RANDOM.nextBytes(challenge);
        OffsetDateTime now = OffsetDateTime.now(clock);
        sql.sql(SWEEP).param("longAgo", now.minusDays(1)).update();
        int rows =
                sql.sql(BEGIN)
                        .param("id", id)
                        .param("kind", kind.name())
                        .param("customer", customer)
                        .param("challenge", challenge)
                        .param("expires", now.plus(LIFE))
                        .update();
        if (rows != 1) {
            throw new IllegalStateException("another ceremony has the id " + id);
        }
        return challenge;
    }

    /**
     * Takes it, for this once, whatever becomes of the caller's transaction and of what was signed.
     *
     * @throws io.xiaohu.kernel.ProblemException STEP_UP_FAILED when it is somebody else's, for
     *     something else, taken or over
     */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public byte[] take(UUID id, Kind kind, @Nullable UUID customer) {
        return sql.sql(TAKE)
                .param("id", id)
                .param("kind", kind.name())
                .param("customer", customer)
                .param("now", OffsetDateTime.now(clock))
                .query((row, n) -> row.getBytes("challenge"))
                .optional()
                .orElseThrow(() -> Problem.of(Reason.STEP_UP_FAILED).exception());
    }
}
