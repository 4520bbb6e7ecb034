package io.xiaohu.limits.jdbc;

import io.xiaohu.kernel.Asset;
import io.xiaohu.kernel.KeptByCustomer;
import io.xiaohu.kernel.Money;
import io.xiaohu.kernel.Signals;
import io.xiaohu.limits.core.Rule;
import io.xiaohu.verification.AccountClass;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Limits of single customers that are higher for a time. */
@Repository
public class OverrideRows implements DisposableBean {

    private static final String COLUMNS =
            """
            select id, customer_id, rule, class, cap, asset, until, reason_code, applied_at
            from limits.limit_override
            """;

    private static final String FIND = COLUMNS + "where id = :id";

    private static final String IN_FORCE =
            COLUMNS
                    + """
                    where customer_id = :customer
                    and applied_at is not null
                    and until > :now
                    """;

    private static final String INSERT =
            """
            insert into limits.limit_override (
                id, customer_id, rule, class, cap, asset, until, reason_code, drafted_by,
                drafted_at)
            values (:id, :customer, :rule, :class, :cap, :asset, :until, :code, :by, :now)
            """;

    private static final String APPLY =
            """
            update limits.limit_override
            set applied_at = :now
            where id = :id
            and applied_at is null
            and until > :now
            """;

    /** How many times its cap a limit can be raised to. */
    private static final int MOST_TIMES = 10;

    /**
     * An override; null {@code appliedAt} while it waits for its approval.
     *
     * @param accountClass what the customer's account was when it was asked for; null for one from
     *     before that was kept
     */
    public record Raised(
            UUID id,
            UUID customer,
            String rule,
            @Nullable AccountClass accountClass,
            Money cap,
            Instant until,
            String reasonCode,
            @Nullable Instant appliedAt) {

        /** Whether it raises this rule: the same limit of the same class. */
        private boolean raises(Rule other) {
            return rule.equals(other.code())
                    && cap.asset() == other.cap().asset()
                    && cap.compareTo(other.cap()) > 0
                    && (accountClass == null
                            ? isWithinReach(cap, other)
                            : accountClass == other.accountClass());
        }
    }

    private final JdbcClient sql;
    private final Clock clock;

    /** Read with every payment, and nobody's for most people. */
    private final KeptByCustomer<List<Raised>> known;

    OverrideRows(JdbcClient sql, Clock clock, Signals signals) {
        this.sql = sql;
        this.clock = clock;
        this.known = new KeptByCustomer<>(signals, "limit-overrides", this::read);
    }

    @Override
    public void destroy() throws Exception {
        known.close();
    }

    /** Whether a limit may be raised as high as this. */
    public static boolean isWithinReach(Money cap, Rule rule) {
        return (cap.minor() - 1) / MOST_TIMES < rule.cap().minor();
    }

    public void draft(Raised wanted, UUID by) {
        AccountClass asked = wanted.accountClass();
        sql.sql(INSERT)
                .param("id", wanted.id())
                .param("customer", wanted.customer())
                .param("rule", wanted.rule())
                .param("class", asked == null ? null : asked.name())
                .param("cap", wanted.cap().minor())
                .param("asset", wanted.cap().asset().name())
                .param("until", wanted.until().atOffset(ZoneOffset.UTC))
                .param("code", wanted.reasonCode())
                .param("by", by)
                .param("now", OffsetDateTime.now(clock))
                .update();
    }

    public Optional<Raised> find(UUID id) {
        return sql.sql(FIND).param("id", id).query(OverrideRows::read).optional();
    }

    private List<Raised> inForce(UUID customer) {
        Instant now = clock.instant();
        return known.get(customer).stream().filter(one -> one.until().isAfter(now)).toList();
    }

    private List<Raised> read(UUID customer) {
        return sql.sql(IN_FORCE)
                .param("customer", customer)
                .param("now", OffsetDateTime.now(clock))
                .query(OverrideRows::read)
                .list();
    }

    /** False when it was applied already, or its end has passed. */
    public boolean apply(Raised raised) {
        boolean applied =
                sql.sql(APPLY)
                                .param("id", raised.id())
                                .param("now", OffsetDateTime.now(clock))
                                .update()
                        == 1;
        if (applied) {
            known.changed(raised.customer());
        }
        return applied;
    }

    private static Raised read(ResultSet row, int n) throws SQLException {
        String accountClass = row.getString("class");
        OffsetDateTime applied = row.getObject("applied_at", OffsetDateTime.class);
        return new Raised(
                row.getObject("id", UUID.class),
                row.getObject("customer_id", UUID.class),
                row.getString("rule"),
                accountClass == null ? null : AccountClass.valueOf(accountClass),
                new Money(row.getLong("cap"), Asset.valueOf(row.getString("asset"))),
                row.getObject("until", OffsetDateTime.class).toInstant(),
                row.getString("reason_code"),
                applied == null ? null : applied.toInstant());
    }

    /** The rules as they are for this customer now: what is raised is as high as the highest. */
    public List<Rule> raise(UUID customer, List<Rule> rules) {
        List<Raised> inForce = inForce(customer);
        return inForce.isEmpty()
                ? rules
                : rules.stream()
                        .map(rule ->
                                inForce.stream()
                                        .filter(one -> one.raises(rule))
                                        .map(Raised::cap)
                                        .max(Comparator.naturalOrder())
                                        .map(rule::withCap)
                                        .orElse(rule))
                        .toList();
    }
}
