package io.xiaohu.verification;

import io.xiaohu.kernel.KeptByCustomer;
import io.xiaohu.kernel.Signals;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Which class an account has. */
@Service
public class AccountClasses implements DisposableBean {

    private static final String FIND =
            """
            select class
            from verification.classification
            where customer_id = :customer
            """;

    private static final String RAISE =
            """
            insert into verification.classification (customer_id, class, since)
            values (:customer, :class, :since)
            on conflict (customer_id)
            do update set class = excluded.class, since = excluded.since
            where classification.class < excluded.class
            """;

    private static final String LOWER =
            """
            update verification.classification
            set class = :class, since = :since, lasts_until = :until, told_at = null
            where customer_id = :customer
            and class > :class
            """;

    private static final String LASTS =
            """
            update verification.classification
            set lasts_until = :until, told_at = null
            where customer_id = :customer
            and lasts_until is distinct from :until::timestamptz
            """;

    private static final String LASTS_UNTIL =
            """
            select lasts_until
            from verification.classification
            where customer_id = :customer
            and lasts_until is not null
            """;

    private static final String TELL =
            """
            update verification.classification
            set told_at = :now
            where customer_id = :customer
            and told_at is null
            """;

    private static final String ENDING =
            """
            select customer_id, class, lasts_until
            from verification.classification
            where lasts_until <= :before
            and (told_at is null or lasts_until <= :now)
            order by lasts_until
            limit 500
            """;

    /** A class that falls at a time. */
    record Ending(UUID customer, AccountClass accountClass, Instant at) {}

    private final JdbcClient sql;
    private final Clock clock;
    private final KeptByCustomer<AccountClass> known;

    AccountClasses(JdbcClient sql, Clock clock, Signals signals) {
        this.sql = sql;
        this.clock = clock;
        this.known = new KeptByCustomer<>(signals, "classes", this::of);
    }

    /** The same without a reading each time: a change may be met a moment after it was made. */
    public AccountClass known(UUID customer) {
        return known.get(customer);
    }

    public AccountClass of(UUID customer) {
        return sql.sql(FIND)
                .param("customer", customer)
                .query(String.class)
                .optional()
                .map(AccountClass::valueOf)
                .orElse(AccountClass.I);
    }

    /**
     * Raises the class after the checks for it have passed; a class is never lowered here (zero
     * rows are fine).
     */
    public void raise(UUID customer, AccountClass to) {
        sql.sql(RAISE)
                .param("customer", customer)
                .param("class", to.name())
                .param("since", OffsetDateTime.now(clock))
                .update();
        known.changed(customer);
    }

    /**
     * Lowers the class after what it stood on has run out; whoever does it tells the customer. Zero
     * rows are fine: it is no higher.
     */
    void lower(UUID customer, AccountClass to, @Nullable Instant until) {
        sql.sql(LOWER)
                .param("customer", customer)
                .param("class", to.name())
                .param("since", OffsetDateTime.now(clock))
                .param("until", at(until))
                .update();
        known.changed(customer);
    }

    /** Notes until when the class holds; zero rows are fine: that was known. */
    void lasts(UUID customer, @Nullable Instant until) {
        sql.sql(LASTS).param("customer", customer).param("until", at(until)).update();
    }

    /** Until when the class holds; empty when nothing ends it. */
    public Optional<Instant> lastsUntil(UUID customer) {
        return sql.sql(LASTS_UNTIL)
                .param("customer", customer)
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    /** Whether the customer was told only now that the class will fall. */
    boolean told(UUID customer) {
        return sql.sql(TELL)
                        .param("customer", customer)
                        .param("now", OffsetDateTime.now(clock))
                        .update()
                == 1;
    }

    /** Classes that have run out, and those that fall by then and nobody was told of. */
    List<Ending> ending(Instant now, Instant before) {
        return sql.sql(ENDING)
                .param("now", at(now))
                .param("before", at(before))
                .query((row, n) ->
                        new Ending(
                                row.getObject("customer_id", UUID.class),
                                AccountClass.valueOf(row.getString("class")),
                                row.getObject("lasts_until", OffsetDateTime.class).toInstant()))
                .list();
    }

    @Override
    public void destroy() throws Exception {
        known.close();
    }

    private static @Nullable OffsetDateTime at(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }
}
