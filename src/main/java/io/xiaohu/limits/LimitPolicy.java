package io.xiaohu.limits;

import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.Ids;
import io.xiaohu.kernel.Money;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.limits.core.Policy;
import io.xiaohu.limits.core.Policy.Threshold;
import io.xiaohu.limits.core.Rule;
import io.xiaohu.limits.jdbc.PolicyRows;
import io.xiaohu.staff.Proposal;
import io.xiaohu.staff.Proposals;
import io.xiaohu.verification.AccountClass;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The policy as staff see and change it. */
@Service
public class LimitPolicy {

    private static final int CHANGES_SHOWN = 30;
    private static final long LARGEST_MINOR = 1_000_000_000_00L;

    private final PolicyRows rows;
    private final Proposals proposals;
    private final Clock clock;

    LimitPolicy(PolicyRows rows, Proposals proposals, Clock clock) {
        this.rows = rows;
        this.proposals = proposals;
        this.clock = clock;
    }

    /**
     * One limit.
     *
     * @param rule its stable name
     * @param accountClass null for what concerns a single operation
     * @param period null for the same
     */
    public record Line(
            String rule,
            @Nullable AccountClass accountClass,
            @Nullable String period,
            String title,
            Money amount) {}

    /**
     * A change somebody asked for.
     *
     * @param state where its proposal stands
     * @param decidedBy null while nobody has
     */
    public record ChangeShown(
            UUID id,
            String title,
            Money before,
            Money after,
            Proposal.State state,
            String reason,
            String proposedBy,
            @Nullable String decidedBy,
            Instant draftedAt,
            @Nullable Instant appliedAt) {}

    /** What somebody wants a limit to be. */
    public record Wanted(
            String rule,
            @Nullable AccountClass accountClass,
            Money amount,
            String reason,
            String evidence) {}

    /** As it is in the database now, and not half a minute ago. */
    public List<Line> lines(Locale locale) {
        Policy policy = rows.read();
        List<Line> lines =
                policy.rules().stream()
                        .map(rule -> line(rule, locale))
                        .collect(Collectors.toList());
        Arrays.stream(Threshold.values())
                .map(which ->
                        new Line(
                                which.name(),
                                null,
                                null,
                                LimitChangeKind.name(which.name(), null, locale),
                                policy.threshold(which)))
                .forEach(lines::add);
        return lines;
    }

    /** The newest first; what was withdrawn or declined stays to be read. */
    public List<ChangeShown> changes(Locale locale) {
        return rows.latest(CHANGES_SHOWN).stream()
                .flatMap(change -> shown(change, locale).stream())
                .toList();
    }

    /**
     * Asks for another amount.
     *
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND, BAD_INPUT, ASSET_NOT_SUPPORTED, and
     *     those of {@link Proposals#propose}
     */
    @Transactional
    public ChangeShown propose(Caller.Staff me, Wanted wanted, Locale locale) {
        Money before = amount(wanted);
        Money after = wanted.amount();
        if (after.asset() != before.asset()) {
            throw Problem.of(Reason.ASSET_NOT_SUPPORTED).field("amount.asset").exception();
        }
        if (!after.isPositive() || after.minor() > LARGEST_MINOR || after.equals(before)) {
            throw Problem.of(Reason.BAD_INPUT).field("amount").exception();
        }
        PolicyRows.Change change =
                new PolicyRows.Change(
                        Ids.next(),
                        wanted.rule(),
                        wanted.accountClass(),
                        before,
                        after,
                        clock.instant(),
                        null);
        rows.draft(change);
        proposals.propose(
                me,
                new Proposals.Asked(
                        LimitChangeKind.NAME,
                        change.id(),
                        wanted.reason(),
                        wanted.evidence(),
                        Set.of()));
        return shown(change, locale).orElseThrow();
    }

    private Money amount(Wanted wanted) {
        Policy policy = rows.read();
        AccountClass accountClass = wanted.accountClass();
        Optional<Money> found =
                accountClass == null
                        ? Arrays.stream(Threshold.values())
                                .filter(which -> which.name().equals(wanted.rule()))
                                .map(policy::threshold)
                                .findFirst()
                        : policy.rules(accountClass, wanted.amount().asset()).stream()
                                .filter(rule -> rule.code().equals(wanted.rule()))
                                .map(Rule::cap)
                                .findFirst();
        return found.orElseThrow(() -> Problem.of(Reason.NOT_FOUND).field("rule").exception());
    }

    private static Line line(Rule rule, Locale locale) {
        return new Line(
                rule.code(),
                rule.accountClass(),
                rule.period().name(),
                LimitChangeKind.name(rule.code(), rule.accountClass(), locale),
                rule.cap());
    }

    private Optional<ChangeShown> shown(PolicyRows.Change change, Locale locale) {
        return proposals
                .latestAbout(LimitChangeKind.NAME, change.id())
                .map(proposal -> {
                    Proposal.Person decider = proposal.decidedBy();
                    return new ChangeShown(
                            change.id(),
                            LimitChangeKind.name(change, locale),
                            change.before(),
                            change.after(),
                            proposal.state(),
                            proposal.reason(),
                            proposal.proposedBy().name(),
                            decider == null ? null : decider.name(),
                            change.draftedAt(),
                            change.appliedAt());
                });
    }
}
