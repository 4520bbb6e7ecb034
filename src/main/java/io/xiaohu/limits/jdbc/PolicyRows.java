package io.xiaohu.limits.jdbc;

import io.xiaohu.kernel.Asset;
import io.xiaohu.kernel.Money;
import io.xiaohu.kernel.Reason;
import io.xiaohu.ledger.Allowance.Period;
import io.xiaohu.limits.core.Policy;
import io.xiaohu.limits.core.Policy.Threshold;
import io.xiaohu.limits.core.Rule;
import io.xiaohu.verification.AccountClass;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of the policy and of its changes. */
@Repository
public class PolicyRows {

    private static final String RULES =
            """
            select code, class, period, cap, asset, counts_payments, counts_withdrawals,
                one_factor_only, reason
            from limits.policy
            order by class, period desc, cap desc
            """;

    private static final String THRESHOLDS = "select code, amount, asset from limits.threshold";

    private static final String DRAFT =
            """
            insert into limits.policy_change (
                id, rule, class, asset, amount_before, amount_after, drafted_at)
            values (:id, :rule, :class, :asset, :before, :after, :now)
            """;

    private static final String CHANGES =
            """
            select id, rule, class, asset, amount_before, amount_after, drafted_at, applied_at
            from limits.policy_change
            """;

    private static final String FIND = CHANGES + "where id = :id";

    private static final String LATEST = CHANGES + "order by drafted_at desc limit :most";

    /** Only what is still as it was when the change was drafted. */
    private static final String APPLY_TO_RULE =
            """
            update limits.policy
            set cap = :after
            where code = :rule
            and class = :class
            and asset = :asset
            and cap = :before
            """;

    private static final String APPLY_TO_THRESHOLD =
            """
            update limits.threshold
            set amount = :after
            where code = :rule
            and asset = :asset
            and amount = :before
            """;

    private static final String APPLIED =
            "update limits.policy_change set applied_at = :now where id = :id";

    /**
     * A change of one limit.
     *
     * @param accountClass null for a threshold
     * @param appliedAt null while it is not in force
     */
    public record Change(
            UUID id,
            String rule,
            @Nullable AccountClass accountClass,
            Money before,
            Money after,
            Instant draftedAt,
            @Nullable Instant appliedAt) {}

    private final JdbcClient sql;
    private final Clock clock;

    PolicyRows(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    public Policy read() {
        List<Rule> rules = sql.sql(RULES).query(PolicyRows::rule).list();
        Map<Threshold, Money> thresholds = new EnumMap<>(Threshold.class);
        sql.sql(THRESHOLDS)
                .query(row -> {
                    thresholds.put(Threshold.valueOf(row.getString("code")), money(row, "amount"));
                });
        return new Policy(rules, thresholds);
    }

    public void draft(Change change) {
        AccountClass accountClass = change.accountClass();
        sql.sql(DRAFT)
                .param("id", change.id())
                .param("rule", change.rule())
                .param("class", accountClass == null ? null : accountClass.name())
                .param("asset", change.after().asset().name())
                .param("before", change.before().minor())
                .param("after", change.after().minor())
                .param("now", OffsetDateTime.now(clock))
                .update();
    }

    public Optional<Change> find(UUID id) {
        return sql.sql(FIND).param("id", id).query(PolicyRows::change).optional();
    }

    /** The newest first. */
    public List<Change> latest(int most) {
        return sql.sql(LATEST).param("most", most).query(PolicyRows::change).list();
    }

    /**
     * Puts a change in force.
     *
     * @return false when the limit is no longer what it was when the change was drafted
     */
    public boolean apply(Change change) {
        AccountClass accountClass = change.accountClass();
        int changed =
                sql.sql(accountClass == null ? APPLY_TO_THRESHOLD : APPLY_TO_RULE)
                        .param("rule", change.rule())
                        .param("class", accountClass == null ? null : accountClass.name())
                        .param("asset", change.after().asset().name())
                        .param("before", change.before().minor())
                        .param("after", change.after().minor())
                        .update();
        if (changed != 1) {
            return false;
        }
        int noted =
                sql.sql(APPLIED)
                        .param("id", change.id())
                        .param("now", OffsetDateTime.now(clock))
                        .update();
        if (noted != 1) {
            throw new IllegalStateException("no change " + change.id());
        }
        return true;
    }

    private static Rule rule(ResultSet row, int n) throws SQLException {
        return new Rule(
                row.getString("code"),
                AccountClass.valueOf(row.getString("class")),
                Period.valueOf(row.getString("period")),
                money(row, "cap"),
                row.getBoolean("counts_payments"),
                row.getBoolean("counts_withdrawals"),
                row.getBoolean("one_factor_only"),
                Reason.valueOf(row.getString("reason")));
    }

    private static Change change(ResultSet row, int n) throws SQLException {
        String accountClass = row.getString("class");
        OffsetDateTime applied = row.getObject("applied_at", OffsetDateTime.class);
        return new Change(
                row.getObject("id", UUID.class),
                row.getString("rule"),
                accountClass == null ? null : AccountClass.valueOf(accountClass),
                money(row, "amount_before"),
                money(row, "amount_after"),
                row.getObject("drafted_at", OffsetDateTime.class).toInstant(),
                applied == null ? null : applied.toInstant());
    }

    private static Money money(ResultSet row, String column) throws SQLException {
        return new Money(row.getLong(column), Asset.valueOf(row.getString("asset")));
    }
}
