package io.xiaohu.payment.jdbc;

import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.Keyring;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Codes a customer shows to pay with. A customer has one at a time; it is good for a minute and
 * pays once. Only a keyed hash is kept: a copy of the table pays nothing.
 */
@Repository
public class PayCodes {

    /** How long a code is good for. */
    public static final Duration GOOD_FOR = Duration.ofSeconds(60);

    /** How long one PIN lets a session show codes. */
    private static final Duration CONFIRMED_FOR = Duration.ofMinutes(10);

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String FIRST_DIGITS = "28";
    private static final long SIXTEEN_DIGITS = 10_000_000_000_000_000L;

    /** Keeps these codes apart from others the same key makes hashes of. */
    private static final String WHAT = "pay code ";

    private static final String FORGET =
            "delete from payment.pay_code where customer_id = :customer";

    private static final String CONFIRMED =
            """
            select confirmed_until
            from payment.pay_code
            where customer_id = :customer
            and session_id = :session
            and confirmed_until > :now
            """;

    private static final String INSERT =
            """
            insert into payment.pay_code (
                hash, customer_id, session_id, confirmed_until, expires_at)
            values (:hash, :customer, :session, :confirmed, :expires)
            """;

    private static final String USE =
            """
            update payment.pay_code
            set used_for = :order
            where hash = any (:hashes)
            and used_for is null
            and expires_at > :now
            returning customer_id, session_id
            """;

    /** A code with its end. */
    public record Shown(String code, Instant expiresAt) {
        /** Says nothing of the code. */
        @Override
        public String toString() {
            return "pay code until " + expiresAt;
        }
    }

    /** Whose code was used, and the session that showed it. */
    public record Used(UUID customer, UUID session) {}

    private final JdbcClient sql;
    private final Keyring keyring;
    private final Clock clock;

    PayCodes(JdbcClient sql, Keyring keyring, Clock clock) {
        this.sql = sql;
        this.keyring = keyring;
        this.clock = clock;
    }

    /** Until when the PIN this session gave is good for more codes; empty when it is asked for. */
    public Optional<Instant> confirmedUntil(Caller.Customer me) {
        return sql.sql(CONFIRMED)
                .param("customer", me.customerId())
                .param("session", me.sessionId())
                .param("now", OffsetDateTime.now(clock))
                .query((row, n) ->
                        row.getObject("confirmed_until", OffsetDateTime.class).toInstant())
                .optional();
    }

    /** Until when a PIN that was right now is good. */
    public Instant confirmedNow() {
        return clock.instant().plus(CONFIRMED_FOR);
    }

    /** Makes a new one; the one before is no longer good. */
    @Transactional
    public Shown make(Caller.Customer me, Instant confirmedUntil) {
        UUID customer = me.customerId();
        String code = FIRST_DIGITS + "%016d".formatted(RANDOM.nextLong(SIXTEEN_DIGITS));
        Instant expires = clock.instant().plus(GOOD_FOR);
        sql.sql(FORGET).param("customer", customer).update();
        sql.sql(INSERT)
                .param("hash", keyring.mac(Keyring.Purpose.VERIFICATION_CODE, bytes(code)))
                .param("customer", customer)
                .param("session", me.sessionId())
                .param("confirmed", confirmedUntil.atOffset(ZoneOffset.UTC))
                .param("expires", expires.atOffset(ZoneOffset.UTC))
                .update();
        return new Shown(code, expires);
    }

    /**
     * Uses a code up. Whether its session still stands is the caller's to ask.
     *
     * @return whose it is; empty when it is none, over, or used
     */
    public Optional<Used> use(String code, UUID order) {
        return sql.sql(USE)
                .param("order", order)
                .param("hashes", keyring.allMacs(Keyring.Purpose.VERIFICATION_CODE, bytes(code)))
                .param("now", OffsetDateTime.now(clock))
                .query((row, n) ->
                        new Used(
                                row.getObject("customer_id", UUID.class),
                                row.getObject("session_id", UUID.class)))
                .optional();
    }

    private static byte[] bytes(String code) {
        return (WHAT + code).getBytes(StandardCharsets.UTF_8);
    }
}
