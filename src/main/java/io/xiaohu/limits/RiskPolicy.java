package io.xiaohu.limits;

import io.xiaohu.identity.Customer;
import io.xiaohu.identity.Customers;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.Ids;
import io.xiaohu.kernel.Masks;
import io.xiaohu.kernel.Phone;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.limits.core.ReportedPayee;
import io.xiaohu.limits.core.RiskCode;
import io.xiaohu.limits.core.RiskRule;
import io.xiaohu.limits.jdbc.ReportedPayeeRows;
import io.xiaohu.limits.jdbc.RiskRuleRows;
import io.xiaohu.staff.Proposal;
import io.xiaohu.staff.Proposals;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The risk rules and the list of reported payees as staff see and change them. */
@Service
public class RiskPolicy {

    private static final int CHANGES_SHOWN = 30;
    private static final int PAYEES_SHOWN = 200;

    private final RiskRuleRows rules;
    private final ReportedPayeeRows payees;
    private final RiskInForce inForce;
    private final Customers customers;
    private final Proposals proposals;
    private final Clock clock;

    RiskPolicy(
            RiskRuleRows rules,
            ReportedPayeeRows payees,
            RiskInForce inForce,
            Customers customers,
            Proposals proposals,
            Clock clock) {
        this.rules = rules;
        this.payees = payees;
        this.inForce = inForce;
        this.customers = customers;
        this.proposals = proposals;
        this.clock = clock;
    }

    /**
     * One rule.
     *
     * @param says what it says, in words
     * @param parameters amounts in minor units of CNY
     */
    public record Line(
            RiskCode code,
            String title,
            String says,
            boolean enabled,
            RiskOutcome outcome,
            Map<String, Long> parameters) {}

    /**
     * A change somebody asked for.
     *
     * @param state where its proposal stands
     * @param decidedBy null while nobody has
     */
    public record ChangeShown(
            UUID id,
            RiskCode code,
            String title,
            String before,
            String after,
            Proposal.State state,
            String reason,
            String proposedBy,
            @Nullable String decidedBy,
            Instant draftedAt,
            @Nullable Instant appliedAt) {}

    /**
     * An entry of the list.
     *
     * @param state where the newest proposal about it stands
     * @param addedBy who asked for it to be listed
     * @param approvedBy null while nobody has approved it
     */
    public record PayeeShown(
            UUID id,
            ReportedPayee.Kind kind,
            String shown,
            @Nullable UUID customerId,
            String why,
            boolean listed,
            boolean removed,
            boolean removalAsked,
            Proposal.State state,
            String addedBy,
            @Nullable String approvedBy,
            Instant draftedAt,
            @Nullable Instant listedAt,
            @Nullable Instant removedAt) {}

    /** What somebody wants a rule to be. */
    public record Wanted(
            RiskCode code,
            boolean enabled,
            RiskOutcome outcome,
            Map<String, Long> parameters,
            String reason,
            String evidence) {}

    /** As they are in the database now, and not half a minute ago. */
    public List<Line> rules(Locale locale) {
        List<RiskRule> read = rules.read();
        return Arrays.stream(RiskCode.values())
                .flatMap(code -> read.stream().filter(rule -> rule.code() == code))
                .map(rule ->
                        new Line(
                                rule.code(),
                                RiskWords.title(rule.code(), locale),
                                RiskWords.says(rule, locale),
                                rule.enabled(),
                                rule.outcome(),
                                rule.parameters()))
                .toList();
    }

    /** The newest first; what was withdrawn or declined stays to be read. */
    public List<ChangeShown> changes(Locale locale) {
        return rules.latest(CHANGES_SHOWN).stream()
                .flatMap(change -> shown(change, locale).stream())
                .toList();
    }

    /** Listed, proposed and removed ones, the newest first. */
    public List<PayeeShown> payees() {
        return payees.latest(PAYEES_SHOWN).stream()
                .flatMap(payee -> shown(payee).stream())
                .toList();
    }

    /**
     * Asks for another rule.
     *
     * @throws io.xiaohu.kernel.ProblemException BAD_INPUT for a parameter the rule does not have or
     *     out of its bounds, or when nothing would change; and those of {@link Proposals#propose}
     */
    @Transactional
    public ChangeShown propose(Caller.Staff me, Wanted wanted, Locale locale) {
        RiskRule before =
                rules.read().stream()
                        .filter(rule -> rule.code() == wanted.code())
                        .findFirst()
                        .orElseThrow();
        RiskRule after =
                new RiskRule(
                        wanted.code(),
                        wanted.enabled(),
                        wanted.outcome(),
                        wanted.parameters(),
                        before.version() + 1);
        if (!after.fits() || after.saysTheSame(before)) {
            throw Problem.of(Reason.BAD_INPUT).field("parameters").exception();
        }
        UUID id = Ids.next();
        rules.draft(id, before, after);
        proposals.propose(
                me,
                new Proposals.Asked(
                        RiskRuleChangeKind.NAME, id, wanted.reason(), wanted.evidence(), Set.of()));
        return shown(rules.find(id).orElseThrow(), locale).orElseThrow();
    }

    /**
     * Asks for somebody to be listed.
     *
     * @param value a customer's id, a phone, or a card's number
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND, PHONE_INVALID, DESTINATION_INVALID; and
     *     those of {@link Proposals#propose}
     */
    @Transactional
    public PayeeShown report(
            Caller.Staff me, ReportedPayee.Kind kind, String value, String why, String evidence) {
        ReportedPayee drafted =
                switch (kind) {
                    case CUSTOMER -> customer(value, why);
                    case PHONE -> phone(Phone.parse(value), why);
                    case CARD -> card(value.replaceAll("[\\s-]", ""), why);
                };
        payees.draft(drafted);
        proposals.propose(
                me,
                new Proposals.Asked(ReportedPayeeKind.NAME, drafted.id(), why, evidence, Set.of()));
        return shown(drafted).orElseThrow();
    }

    /**
     * Asks for somebody to be taken off the list.
     *
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND, RISK_RULE_CHANGED when it is not on it;
     *     and those of {@link Proposals#propose}
     */
    @Transactional
    public PayeeShown clear(Caller.Staff me, UUID id, String why, String evidence) {
        ReportedPayee payee =
                payees.find(id).orElseThrow(() -> Problem.of(Reason.NOT_FOUND).exception());
        proposals.propose(
                me, new Proposals.Asked(ClearedPayeeKind.NAME, id, why, evidence, Set.of()));
        return shown(payee).orElseThrow();
    }

    private ReportedPayee customer(String id, String why) {
        Customer found;
        try {
            found =
                    customers
                            .find(UUID.fromString(id.strip()))
                            .orElseThrow(
                                    () -> Problem.of(Reason.NOT_FOUND).field("value").exception());
        } catch (IllegalArgumentException e) {
            throw Problem.of(Reason.NOT_FOUND).field("value").exception();
        }
        return drafted(
                ReportedPayee.Kind.CUSTOMER,
                found.id(),
                null,
                Masks.name(found.displayName()) + " " + found.phone().masked(),
                why);
    }

    private ReportedPayee phone(Phone phone, String why) {
        return drafted(
                ReportedPayee.Kind.PHONE,
                customers.findByPhone(phone).map(Customer::id).orElse(null),
                inForce.hash(phone.bytes()),
                phone.masked(),
                why);
    }

    private ReportedPayee card(String number, String why) {
        if (!number.matches("[0-9]{12,19}")) {
            throw Problem.of(Reason.DESTINATION_INVALID).field("value").exception();
        }
        return drafted(
                ReportedPayee.Kind.CARD,
                null,
                inForce.hash(RiskInForce.ofCard(number)),
                "**** " + Masks.tail(number),
                why);
    }

    private ReportedPayee drafted(
            ReportedPayee.Kind kind,
            @Nullable UUID customer,
            byte @Nullable [] hash,
            String shown,
            String why) {
        return new ReportedPayee(
                Ids.next(), kind, customer, hash, shown, why, clock.instant(), null, null);
    }

    private Optional<PayeeShown> shown(ReportedPayee payee) {
        Optional<Proposal> removal = proposals.latestAbout(ClearedPayeeKind.NAME, payee.id());
        return proposals
                .latestAbout(ReportedPayeeKind.NAME, payee.id())
                .map(proposal ->
                        new PayeeShown(
                                payee.id(),
                                payee.kind(),
                                payee.shown(),
                                payee.customerId(),
                                payee.why(),
                                payee.isListed(),
                                payee.removedAt() != null,
                                removal.filter(one -> one.state() == Proposal.State.PROPOSED)
                                        .isPresent(),
                                proposal.state(),
                                proposal.proposedBy().name(),
                                name(proposal.decidedBy()),
                                payee.draftedAt(),
                                payee.listedAt(),
                                payee.removedAt()));
    }

    private Optional<ChangeShown> shown(RiskRuleRows.Change change, Locale locale) {
        return proposals
                .latestAbout(RiskRuleChangeKind.NAME, change.id())
                .map(proposal ->
                        new ChangeShown(
                                change.id(),
                                change.after().code(),
                                RiskWords.title(change.after().code(), locale),
                                RiskWords.says(change.before(), locale),
                                RiskWords.says(change.after(), locale),
                                proposal.state(),
                                proposal.reason(),
                                proposal.proposedBy().name(),
                                name(proposal.decidedBy()),
                                change.draftedAt(),
                                change.appliedAt()));
    }

    private static @Nullable String name(Proposal.@Nullable Person person) {
        return person == null ? null : person.name();
    }
}
