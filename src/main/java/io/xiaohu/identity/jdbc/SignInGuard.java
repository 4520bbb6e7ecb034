package io.xiaohu.identity.jdbc;

import io.xiaohu.identity.core.Lock;
import io.xiaohu.kernel.Phone;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Counts wrong sign-ins in a row, the same for a phone that is registered and one that is not, and
 * locks after five of them, longer each time.
 */
@Repository
public class SignInGuard {

    private static final String LOCKED_UNTIL =
            """
            select locked_until
            from identity.sign_in_guard
            where phone_index = :phone
            and locked_until > :now
            """;

    private static final String COUNT =
            """
            insert into identity.sign_in_guard (phone_index, wrong, locks)
            values (:phone, 1, 0)
            on conflict (phone_index) do update set wrong = sign_in_guard.wrong + 1
            returning wrong, locks
            """;

    private static final String LOCK =
            """
            update identity.sign_in_guard
            set wrong = 0, locks = locks + 1, locked_until = :until
            where phone_index = :phone
            """;

    private static final String CLEAR =
            "delete from identity.sign_in_guard where phone_index = :phone";

    private record Count(int wrong, int locks) {}

    private final JdbcClient sql;
    private final Clock clock;
    private final JdbcCustomers customers;

    SignInGuard(JdbcClient sql, Clock clock, JdbcCustomers customers) {
        this.sql = sql;
        this.clock = clock;
        this.customers = customers;
    }

    /**
     * Counts a wrong try, committed at once.
     *
     * @return the end of the lock this try brought about
     */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public Optional<Instant> countWrong(Phone phone) {
        byte[] index = customers.index(phone);
        Count count =
                sql.sql(COUNT)
                        .param("phone", index)
                        .query((row, n) -> new Count(row.getInt("wrong"), row.getInt("locks")))
                        .single();
        if (count.wrong() < Lock.TRIES) {
            return Optional.empty();
        }
        Instant until = clock.instant().plus(Lock.length(count.locks()));
        sql.sql(LOCK).param("phone", index).param("until", until.atOffset(ZoneOffset.UTC)).update();
        return Optional.of(until);
    }

    /** After a success, or a reset; zero rows means there was nothing to forget. */
    public void clear(Phone phone) {
        sql.sql(CLEAR).param("phone", customers.index(phone)).update();
    }

    /** The end of the lock there is now. */
    public Optional<Instant> lockedUntil(Phone phone) {
        return sql.sql(LOCKED_UNTIL)
                .param("phone", customers.index(phone))
                .param("now", OffsetDateTime.now(clock))
                .query((row, n) -> row.getObject("locked_until", OffsetDateTime.class).toInstant())
                .optional();
    }
}
