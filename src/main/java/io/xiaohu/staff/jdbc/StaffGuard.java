package io.xiaohu.staff.jdbc;

import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.Tokens;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Counts wrong sign-ins in a row by the name that was typed, the same for a name nobody has, and
 * locks after five of them, longer each time.
 */
@Repository
public class StaffGuard {

    private static final int TRIES = 5;
    private static final List<Duration> LENGTHS =
            List.of(
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(15),
                    Duration.ofHours(1));

    private static final String LOCKED_UNTIL =
            """
            select locked_until
            from staff.sign_in_guard
            where name_hash = :name
            and locked_until > :now
            """;

    private static final String COUNT =
            """
            insert into staff.sign_in_guard as guard (name_hash, wrong)
            values (:name, 1)
            on conflict (name_hash) do update set wrong = guard.wrong + 1
            returning wrong, locks
            """;

    private static final String LOCK =
            """
            update staff.sign_in_guard
            set wrong = 0, locks = locks + 1, locked_until = :until
            where name_hash = :name
            """;

    private static final String CLEAR = "delete from staff.sign_in_guard where name_hash = :name";

    private record Count(int wrong, int locks) {}

    private final JdbcClient sql;
    private final Clock clock;

    StaffGuard(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /**
     * @throws io.xiaohu.kernel.ProblemException STAFF_SIGN_IN_LOCKED with its end
     */
    public void requireOpen(String name) {
        sql.sql(LOCKED_UNTIL)
                .param("name", Tokens.hash(name))
                .param("now", OffsetDateTime.now(clock))
                .query((row, n) -> row.getObject("locked_until", OffsetDateTime.class).toInstant())
                .optional()
                .ifPresent(until -> {
                    throw Problem.of(Reason.STAFF_SIGN_IN_LOCKED)
                            .with("until", until)
                            .extra("lockedUntil", until)
                            .exception();
                });
    }

    /** Counts a wrong try, committed at once; the fifth in a row locks. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void countWrong(String name) {
        byte[] hash = Tokens.hash(name);
        Count count =
                sql.sql(COUNT)
                        .param("name", hash)
                        .query((row, n) -> new Count(row.getInt("wrong"), row.getInt("locks")))
                        .single();
        if (count.wrong() >= TRIES) {
            Duration length = LENGTHS.get(Math.min(count.locks(), LENGTHS.size() - 1));
            Instant until = clock.instant().plus(length);
            sql.sql(LOCK)
                    .param("name", hash)
                    .param("until", until.atOffset(ZoneOffset.UTC))
                    .update();
        }
    }

    /** After a success; zero rows means there was nothing to forget. */
    public void clear(String name) {
        sql.sql(CLEAR).param("name", Tokens.hash(name)).update();
    }
}
