package io.xiaohu.identity.jdbc;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.xiaohu.identity.PaymentPins;
import io.xiaohu.identity.core.Lock;
import io.xiaohu.kernel.KeyedLocks;
import io.xiaohu.kernel.Keyring;
import io.xiaohu.kernel.Phone;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Payment PINs as keyed hashes with a salt per customer: with six digits the key protects them, a
 * slow hash cannot. A wrong try takes its place under the maximum in the database before anything
 * is compared with it again; a right one with none on record writes nothing.
 */
@Service
public class JdbcPaymentPins implements PaymentPins {

    private static final int SALT_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private static final String FIND =
            """
            select salt, mac, wrong, locks, locked_until
            from identity.payment_pin
            where customer_id = :customer
            """;

    private static final String COUNT =
            """
            update identity.payment_pin
            set wrong = wrong + 1
            where customer_id = :customer
            and wrong < :tries
            returning wrong
            """;

    private static final String LOCK =
            """
            update identity.payment_pin
            set locks = locks + 1, locked_until = :until
            where customer_id = :customer
            and locked_until is null
            """;

    /** When a lock has run out, tries begin anew; only one of many callers makes it so. */
    private static final String UNLOCK =
            """
            update identity.payment_pin
            set wrong = 0, locked_until = null
            where customer_id = :customer
            and locked_until <= :now
            """;

    private static final String LOCKED_UNTIL =
            """
            select locked_until
            from identity.payment_pin
            where customer_id = :customer
            and locked_until > :now
            """;

    private static final String END_LOCK =
            """
            update identity.payment_pin
            set wrong = 0, locks = 0, locked_until = null
            where customer_id = :customer
            """;

    private static final String FORGIVE =
            """
            update identity.payment_pin
            set wrong = 0, locks = 0
            where customer_id = :customer
            and locked_until is null
            and wrong < :tries
            """;

    private static final String SET =
            """
            insert into identity.payment_pin (customer_id, salt, mac, set_at)
            values (:customer, :salt, :mac, :now)
            on conflict (customer_id)
            do update set salt = excluded.salt, mac = excluded.mac, set_at = excluded.set_at,
                wrong = 0, locks = 0, locked_until = null
            """;

    private final JdbcClient sql;
    private final Clock clock;
    private final Keyring keyring;
    private final SecurityEvents timeline;
    private final PayerRows payers;
    private final Counter right;
    private final Counter wrong;
    private final KeyedLocks turns = new KeyedLocks();

    JdbcPaymentPins(
            JdbcClient sql,
            Clock clock,
            Keyring keyring,
            SecurityEvents timeline,
            PayerRows payers,
            MeterRegistry meters) {
        this.right = comparisons(meters, "right");
        this.wrong = comparisons(meters, "wrong");
        this.timeline = timeline;
        this.payers = payers;
        this.sql = sql;
        this.clock = clock;
        this.keyring = keyring;
    }

    @Override
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    public void require(UUID customer, String pin) {
        turns.alone(
                customer,
                () -> {
                    check(customer, pin);
                    return null;
                });
    }

    @Override
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    public Optional<Confirmed> confirm(
            UUID payer, String pin, @Nullable Phone payee, BooleanSupplier done) {
        return turns.alone(
                payer,
                () -> {
                    PayerRows.Payer read =
                            payers.read(payer, payee)
                                    .orElseThrow(() -> Problem.of(Reason.PIN_NOT_SET).exception());
                    if (read.pin().isClean() && matches(read.pin(), pin)) {
                        right.increment();
                    } else if (done.getAsBoolean()) {
                        return Optional.empty();
                    } else {
                        check(payer, pin);
                    }
                    return Optional.of(new Confirmed(read.coolDowns(), read.payee()));
                });
    }

    public void set(UUID customer, String pin) {
        byte[] salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        sql.sql(SET)
                .param("customer", customer)
                .param("salt", salt)
                .param("mac", keyring.mac(Keyring.Purpose.PAYMENT_PIN, message(salt, pin)))
                .param("now", OffsetDateTime.now(clock))
                .update();
    }

    /** The end of the lock there is now. */
    Optional<Instant> lockedUntil(UUID customer) {
        return sql.sql(LOCKED_UNTIL)
                .param("customer", customer)
                .param("now", OffsetDateTime.now(clock))
                .query((row, n) -> row.getObject("locked_until", OffsetDateTime.class).toInstant())
                .optional();
    }

    /** Forgets wrong tries; zero rows when there is no PIN. */
    void unlock(UUID customer) {
        sql.sql(END_LOCK).param("customer", customer).update();
    }

    private void check(UUID customer, String text) {
        StoredPin pin = read(customer);
        if (pin.lockedUntil() != null) {
            if (pin.lockedUntil().isAfter(clock.instant())) {
                throw locked(pin.lockedUntil());
            }
            sql.sql(UNLOCK)
                    .param("customer", customer)
                    .param("now", OffsetDateTime.now(clock))
                    .update();
            pin = read(customer);
        }
        if (pin.wrong() >= Lock.TRIES) {
            throw lock(customer, pin.locks());
        }
        boolean matches = matches(pin, text);
        (matches ? right : wrong).increment();
        if (!matches) {
            throw wrong(customer, pin.locks());
        }
        if (pin.wrong() > 0 || pin.locks() > 0) {
            forgive(customer, pin.locks());
        }
    }

    private RuntimeException wrong(UUID customer, int locks) {
        Optional<Integer> counted =
                sql.sql(COUNT)
                        .param("customer", customer)
                        .param("tries", Lock.TRIES)
                        .query(Integer.class)
                        .optional();
        if (counted.isEmpty() || counted.get() >= Lock.TRIES) {
            return lock(customer, locks);
        }
        return Problem.of(Reason.PIN_WRONG)
                .with("left", Lock.TRIES - counted.get())
                .field("pin")
                .exception();
    }

    /** Nothing is accepted once the maximum is on record, though this PIN was right. */
    private void forgive(UUID customer, int locks) {
        int rows = sql.sql(FORGIVE).param("customer", customer).param("tries", Lock.TRIES).update();
        if (rows != 1) {
            throw lock(customer, locks);
        }
    }

    private RuntimeException lock(UUID customer, int locks) {
        Instant until = clock.instant().plus(Lock.length(locks + 2));
        int locked =
                sql.sql(LOCK)
                        .param("customer", customer)
                        .param("until", until.atOffset(ZoneOffset.UTC))
                        .update();
        if (locked == 1) {
            timeline.note(customer, SecurityEvents.Kind.PIN_LOCKED, Device.NONE);
        }
        Instant actual = read(customer).lockedUntil();
        return locked(actual == null ? until : actual);
    }

    private static RuntimeException locked(Instant until) {
        return Problem.of(Reason.PIN_LOCKED)
                .with("until", until)
                .extra("lockedUntil", until)
                .exception();
    }

    private boolean matches(StoredPin pin, String text) {
        return keyring.macMatches(
                Keyring.Purpose.PAYMENT_PIN, message(pin.salt(), text), pin.mac());
    }

    private StoredPin read(UUID customer) {
        return sql.sql(FIND)
                .param("customer", customer)
                .query((row, n) -> StoredPin.of(row))
                .optional()
                .orElseThrow(() -> Problem.of(Reason.PIN_NOT_SET).exception());
    }

    private static Counter comparisons(MeterRegistry meters, String outcome) {
        return Counter.builder("xiaohu.pin.comparisons")
                .description("Payment PINs that were compared")
                .tag("outcome", outcome)
                .register(meters);
    }

    private static byte[] message(byte[] salt, String pin) {
        byte[] text = pin.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(salt.length + text.length).put(salt).put(text).array();
    }
}
