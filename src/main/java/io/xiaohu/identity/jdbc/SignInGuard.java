package io.xiaohu.identity.jdbc;

import io.xiaohu.identity.core.Lock;
import io.xiaohu.kernel.Phone;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Counts wrong sign-ins in a row, the same for a phone that is registered and one that is not, and
 * locks after five of them, longer each time. Each known device is counted by itself, so that
 * strangers, counted together, lock out nobody but strangers.
 */
@Repository
public class SignInGuard {

    private static final String LOCKED_UNTIL =
            """
            select locked_until
            from identity.sign_in_guard
            where phone_index = :phone
            and lane = :lane
            and locked_until > :now
            """;

    private static final String COUNT =
            """
            insert into identity.sign_in_guard (phone_index, lane, wrong, locks)
            values (:phone, :lane, 1, 0)
            on conflict (phone_index, lane) do update set wrong = sign_in_guard.wrong + 1
            returning wrong, locks
            """;

    private static final String LOCK =
            """
            update identity.sign_in_guard
            set wrong = 0, locks = locks + 1, locked_until = :until
            where phone_index = :phone
            and lane = :lane
            """;

    private static final String CLEAR_ALL =
            "delete from identity.sign_in_guard where phone_index = :phone";

    private static final String CLEAR = CLEAR_ALL + " and lane = :lane";

    private static final String ANY_LOCK =
            """
            select max(locked_until)
            from identity.sign_in_guard
            where phone_index = :phone
            and locked_until > :now
            """;

    /**
     * What tries are counted together: those of one known device, or of all unknown ones.
     *
     * @param phoneIndex the keyed hash of the phone, registered or not
     */
    public record Lane(byte[] phoneIndex, UUID device) {

        private static final UUID STRANGERS = new UUID(0, 0);

        /** Whether it is the lane of all unknown devices. */
        public boolean isOfStrangers() {
            return device.equals(STRANGERS);
        }
    }

    private record Count(int wrong, int locks) {}

    private final JdbcClient sql;
    private final Clock clock;
    private final JdbcCustomers customers;
    private final KnownDevices devices;

    SignInGuard(JdbcClient sql, Clock clock, JdbcCustomers customers, KnownDevices devices) {
        this.sql = sql;
        this.clock = clock;
        this.customers = customers;
        this.devices = devices;
    }

    /** Finds the lane with the same work for a phone that is registered and one that is not. */
    public Lane lane(Phone phone, Device device) {
        return new Lane(customers.index(phone), devices.find(phone, device).orElse(Lane.STRANGERS));
    }

    /**
     * Counts a wrong try, committed at once.
     *
     * @return the end of the lock this try brought about
     */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public Optional<Instant> countWrong(Lane lane) {
        Count count =
                sql.sql(COUNT)
                        .param("phone", lane.phoneIndex())
                        .param("lane", lane.device())
                        .query((row, n) -> new Count(row.getInt("wrong"), row.getInt("locks")))
                        .single();
        if (count.wrong() < Lock.TRIES) {
            return Optional.empty();
        }
        Instant until = clock.instant().plus(Lock.length(count.locks()));
        sql.sql(LOCK)
                .param("phone", lane.phoneIndex())
                .param("lane", lane.device())
                .param("until", until.atOffset(ZoneOffset.UTC))
                .update();
        return Optional.of(until);
    }

    /** After a success; zero rows means there was nothing to forget. */
    public void clear(Lane lane) {
        sql.sql(CLEAR).param("phone", lane.phoneIndex()).param("lane", lane.device()).update();
    }

    /** After a new password, or by two of our people: every lane. */
    public void clearAll(byte[] phoneIndex) {
        sql.sql(CLEAR_ALL).param("phone", phoneIndex).update();
    }

    /** The end of the lock there is now. */
    public Optional<Instant> lockedUntil(Lane lane) {
        return sql.sql(LOCKED_UNTIL)
                .param("phone", lane.phoneIndex())
                .param("lane", lane.device())
                .param("now", OffsetDateTime.now(clock))
                .query((row, n) -> row.getObject("locked_until", OffsetDateTime.class).toInstant())
                .optional();
    }

    /** The end of the longest lock of any lane. */
    public Optional<Instant> lockedAnywhereUntil(byte[] phoneIndex) {
        return sql.sql(ANY_LOCK)
                .param("phone", phoneIndex)
                .param("now", OffsetDateTime.now(clock))
                .query((row, n) -> row.getObject(1, OffsetDateTime.class))
                .optional()
                .map(OffsetDateTime::toInstant);
    }
}
