package io.xiaohu.limits;

import io.xiaohu.identity.Customers;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.Ids;
import io.xiaohu.kernel.Money;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.limits.core.Rule;
import io.xiaohu.limits.jdbc.OverrideRows;
import io.xiaohu.limits.jdbc.OverrideRows.Raised;
import io.xiaohu.staff.Proposals;
import io.xiaohu.verification.AccountClasses;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Raises one limit of one customer for a time, by two people. It ends by itself; a lower limit and
 * a cool-down are not for staff to override.
 */
@Service
public class LimitOverrides {

    private static final Duration LONGEST = Duration.ofDays(31);

    private final OverrideRows rows;
    private final PolicyInForce policy;
    private final AccountClasses classes;
    private final Customers customers;
    private final Proposals proposals;
    private final Clock clock;

    LimitOverrides(
            OverrideRows rows,
            PolicyInForce policy,
            AccountClasses classes,
            Customers customers,
            Proposals proposals,
            Clock clock) {
        this.rows = rows;
        this.policy = policy;
        this.classes = classes;
        this.customers = customers;
        this.proposals = proposals;
        this.clock = clock;
    }

    /**
     * What somebody asks for.
     *
     * @param rule the limit's stable name
     * @param until when it is as before again
     * @param reasonCode why, by a name that stays
     */
    public record Wanted(
            UUID customer,
            String rule,
            Money cap,
            Instant until,
            String reasonCode,
            String reason,
            String evidence) {}

    /**
     * Asks for it.
     *
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND when the customer has no such limit;
     *     BAD_INPUT for an end that has passed or is over 31 days away, or an amount that is not
     *     above the limit or over ten times it; and those of {@link Proposals#propose}
     */
    @Transactional
    public UUID propose(Caller.Staff me, Wanted wanted) {
        if (customers.find(wanted.customer()).isEmpty()) {
            throw Problem.of(Reason.NOT_FOUND).field("customerId").exception();
        }
        Rule rule =
                policy.get().rules(classes.known(wanted.customer()), wanted.cap().asset()).stream()
                        .filter(one -> one.code().equals(wanted.rule()))
                        .findFirst()
                        .orElseThrow(() -> Problem.of(Reason.NOT_FOUND).field("rule").exception());
        Instant now = clock.instant();
        if (!wanted.until().isAfter(now) || wanted.until().isAfter(now.plus(LONGEST))) {
            throw Problem.of(Reason.BAD_INPUT).field("until").exception();
        }
        if (wanted.cap().compareTo(rule.cap()) <= 0
                || !OverrideRows.isWithinReach(wanted.cap(), rule)) {
            throw Problem.of(Reason.BAD_INPUT).field("amount").exception();
        }
        Raised raised =
                new Raised(
                        Ids.next(),
                        wanted.customer(),
                        wanted.rule(),
                        rule.accountClass(),
                        wanted.cap(),
                        wanted.until(),
                        wanted.reasonCode(),
                        null);
        rows.draft(raised, me.staffId());
        proposals.propose(
                me,
                new Proposals.Asked(
                        LimitOverrideKind.NAME,
                        raised.id(),
                        wanted.reason(),
                        wanted.evidence(),
                        Set.of()));
        return raised.id();
    }
}
