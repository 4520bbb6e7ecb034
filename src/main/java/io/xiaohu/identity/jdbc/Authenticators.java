package io.xiaohu.identity.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.xiaohu.kernel.Keyring;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of authenticator apps, one a customer, their secrets sealed. */
@Repository
public class Authenticators {

    /** One that is in force is never replaced. */
    private static final String BEGIN =
            """
            insert into identity.authenticator as old (customer_id, secret, begun_at)
            values (:customer, :secret, :now)
            on conflict (customer_id) do update
            set secret = excluded.secret, begun_at = excluded.begun_at
            where old.confirmed_at is null
            """;

    private static final String LOCK =
            """
            select secret, last_step, wrong, locks, locked_until, begun_at, confirmed_at
            from identity.authenticator
            where customer_id = :customer
            for update
            """;

    private static final String CONFIRM =
            """
            update identity.authenticator
            set confirmed_at = :now, last_step = :step
            where customer_id = :customer
            and confirmed_at is null
            """;

    private static final String SINCE =
            """
            select confirmed_at
            from identity.authenticator
            where customer_id = :customer
            and confirmed_at is not null
            """;

    private static final String REMOVE =
            """
            delete from identity.authenticator
            where customer_id = :customer
            and confirmed_at is not null
            """;

    private static final String ACCEPTED =
            """
            update identity.authenticator
            set last_step = :step, wrong = 0, locks = 0, locked_until = null
            where customer_id = :customer
            """;

    private static final String COUNT_WRONG =
            "update identity.authenticator set wrong = wrong + 1 where customer_id = :customer";

    private static final String LOCK_OUT =
            """
            update identity.authenticator
            set wrong = 0, locks = locks + 1, locked_until = :until
            where customer_id = :customer
            """;

    private static final String LOCKED_UNTIL =
            """
            select locked_until
            from identity.authenticator
            where customer_id = :customer
            and locked_until > :now
            """;

    private static final String UNLOCK =
            """
            update identity.authenticator
            set wrong = 0, locks = 0, locked_until = null
            where customer_id = :customer
            """;

    /** An authenticator whose row is locked until the transaction ends. */
    public record Held(
            byte[] secret,
            long lastStep,
            int wrong,
            int locks,
            @Nullable Instant lockedUntil,
            Instant begunAt,
            boolean confirmed) {
        @Override
        public String toString() {
            return "Held[confirmed=" + confirmed + "]";
        }
    }

    private final JdbcClient sql;
    private final Clock clock;
    private final Keyring keyring;

    Authenticators(JdbcClient sql, Clock clock, Keyring keyring) {
        this.sql = sql;
        this.clock = clock;
        this.keyring = keyring;
    }

    /** Keeps a secret until a first code confirms it; false when one is in force already. */
    public boolean begin(UUID customer, byte[] secret) {
        byte[] sealed = keyring.seal(Keyring.Purpose.SECOND_FACTOR, secret, context(customer));
        return sql.sql(BEGIN)
                        .param("customer", customer)
                        .param("secret", sealed)
                        .param("now", OffsetDateTime.now(clock))
                        .update()
                == 1;
    }

    /** Reads and locks the row, in the caller's transaction: others wait, at every server. */
    public Optional<Held> hold(UUID customer) {
        return sql.sql(LOCK)
                .param("customer", customer)
                .query((row, n) -> held(row, customer))
                .optional();
    }

    /** Puts a held one in force; the step that confirmed it is used up. */
    public void confirm(UUID customer, long step) {
        one(
                sql.sql(CONFIRM)
                        .param("customer", customer)
                        .param("step", step)
                        .param("now", OffsetDateTime.now(clock))
                        .update());
    }

    public boolean isOn(UUID customer) {
        return since(customer).isPresent();
    }

    public Optional<Instant> since(UUID customer) {
        return sql.sql(SINCE)
                .param("customer", customer)
                .query((row, n) -> row.getObject("confirmed_at", OffsetDateTime.class).toInstant())
                .optional();
    }

    /** The end of the lock there is now. */
    Optional<Instant> lockedUntil(UUID customer) {
        return sql.sql(LOCKED_UNTIL)
                .param("customer", customer)
                .param("now", OffsetDateTime.now(clock))
                .query((row, n) -> row.getObject("locked_until", OffsetDateTime.class).toInstant())
                .optional();
    }

    /** Forgets wrong tries; zero rows when there is none. */
    void unlock(UUID customer) {
        sql.sql(UNLOCK).param("customer", customer).update();
    }

    /** False when there is none in force any more. */
    public boolean remove(UUID customer) {
        return sql.sql(REMOVE).param("customer", customer).update() == 1;
    }

    /** After a right proof on a held row. */
    void accepted(UUID customer, long lastStep) {
        one(sql.sql(ACCEPTED).param("customer", customer).param("step", lastStep).update());
    }

    void countWrong(UUID customer) {
        one(sql.sql(COUNT_WRONG).param("customer", customer).update());
    }

    void lockOut(UUID customer, Instant until) {
        one(
                sql.sql(LOCK_OUT)
                        .param("customer", customer)
                        .param("until", until.atOffset(ZoneOffset.UTC))
                        .update());
    }

    private Held held(ResultSet row, UUID customer) throws SQLException {
        OffsetDateTime until = row.getObject("locked_until", OffsetDateTime.class);
        return new Held(
                keyring.open(
                        Keyring.Purpose.SECOND_FACTOR, row.getBytes("secret"), context(customer)),
                row.getLong("last_step"),
                row.getInt("wrong"),
                row.getInt("locks"),
                until == null ? null : until.toInstant(),
                row.getObject("begun_at", OffsetDateTime.class).toInstant(),
                row.getObject("confirmed_at") != null);
    }

    private static void one(int rows) {
        if (rows != 1) {
            throw new IllegalStateException("a held authenticator is gone");
        }
    }

    private static byte[] context(UUID customer) {
        return customer.toString().getBytes(UTF_8);
    }
}
