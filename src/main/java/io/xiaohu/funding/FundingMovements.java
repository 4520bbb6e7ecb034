package io.xiaohu.funding;

import io.xiaohu.funding.channel.ChannelRefusal;
import io.xiaohu.funding.channel.PaymentChannels;
import io.xiaohu.funding.core.Flow;
import io.xiaohu.funding.core.FlowState;
import io.xiaohu.funding.jdbc.Flows;
import io.xiaohu.identity.Refusals;
import io.xiaohu.kernel.Failure;
import io.xiaohu.kernel.Languages;
import io.xiaohu.kernel.MoneyState;
import io.xiaohu.kernel.Movement;
import io.xiaohu.kernel.MovementFilter;
import io.xiaohu.kernel.MovementSource;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.ProblemTexts;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.SubjectDescriber;
import io.xiaohu.kernel.SubjectKind;
import io.xiaohu.kernel.SubjectRef;
import io.xiaohu.kernel.SubjectView;
import io.xiaohu.kernel.Texts;
import io.xiaohu.ledger.Balance;
import io.xiaohu.ledger.Ledger;
import io.xiaohu.ledger.Outcome;
import io.xiaohu.ledger.PostingId;
import io.xiaohu.limits.Limits;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Top-ups and withdrawals as their customer sees them: in the bills, and when asked about. */
@Service
public class FundingMovements implements MovementSource, SubjectDescriber {

    private static final Texts TEXTS = Texts.of("funding");
    private static final Set<String> FAILURES =
            Set.of("REFUSED", "RETURNED", "CHARGED_BACK", "REVIEW_RETURNED", "REVIEW_UNANSWERED");

    private static final List<String> TOP_UP_STEPS =
            List.of(
                    "credit",
                    "charge-back.0",
                    "charge-back.1",
                    "charge-back.2",
                    "charge-back.3",
                    "charge-back.owed");
    private static final List<String> WITHDRAWAL_STEPS =
            List.of(
                    "capture",
                    "release",
                    "paid-after-all.0",
                    "paid-after-all.1",
                    "paid-after-all.2",
                    "paid-after-all.3",
                    "paid-after-all.owed",
                    "returned");

    private final Flows flows;
    private final PaymentChannels channels;
    private final ChannelNotices notices;
    private final Ledger ledger;
    private final Limits limits;
    private final Refusals refusals;

    FundingMovements(
            Flows flows,
            PaymentChannels channels,
            ChannelNotices notices,
            Ledger ledger,
            Limits limits,
            Refusals refusals) {
        this.flows = flows;
        this.channels = channels;
        this.notices = notices;
        this.ledger = ledger;
        this.limits = limits;
        this.refusals = refusals;
    }

    @Override
    public List<Movement> movements(
            UUID customer, @Nullable Place before, int most, Locale locale) {
        return flows.list(customer, before, most).stream()
                .map(flow -> movement(flow, locale))
                .toList();
    }

    /** What is not wanted is never put in words. A person has no part in any of them. */
    @Override
    public Looked look(
            UUID customer, MovementFilter filter, @Nullable Place before, int most, Locale locale) {
        if (filter.person() != null
                || Arrays.stream(Direction.values()).noneMatch(it -> filter.wants(it.name()))) {
            return Looked.NOTHING;
        }
        List<Flow> read = flows.list(customer, before, most);
        List<Movement> found =
                read.stream()
                        .filter(it ->
                                filter.accepts(
                                        it.direction().name(),
                                        state(it),
                                        it.ofWallet(),
                                        it.createdAt()))
                        .map(it -> movement(it, locale))
                        .toList();
        Place upTo =
                read.size() < most
                        ? null
                        : new Place(read.getLast().createdAt(), read.getLast().id());
        return new Looked(found, upTo);
    }

    @Override
    public boolean beginsAfter(UUID customer, Place place) {
        return flows.latest(customer).map(latest -> latest.isBefore(place.at())).orElse(true);
    }

    @Override
    public Optional<Movement> movement(UUID customer, UUID id, Locale locale) {
        return own(customer, id).map(flow -> movement(flow, locale));
    }

    @Override
    public List<Movement.Step> steps(UUID customer, UUID id, Locale locale) {
        return own(customer, id)
                .map(flow ->
                        told(flows.steps(id)).stream()
                                .map(step -> step(flow, step.code(), step.at(), locale))
                                .toList())
                .orElse(List.of());
    }

    /** Of a channel that was down it is said that nothing was sent, so not that something was. */
    private static List<Flows.Step> told(List<Flows.Step> taken) {
        boolean unsent = !taken.isEmpty() && taken.getLast().code().equals("FAILED_DOWN");
        return taken.stream().filter(step -> !(unsent && step.code().equals("SUBMITTED"))).toList();
    }

    @Override
    public Optional<Parties> parties(UUID id) {
        return flows.find(id).map(flow -> new Parties(flow.customer(), null));
    }

    @Override
    public List<UUID> bookings(UUID id) {
        return flows.find(id).stream()
                .flatMap(flow ->
                        Stream.concat(
                                flow.isTopUp() ? Stream.empty() : Stream.of(flow.holdId()),
                                (flow.isTopUp() ? TOP_UP_STEPS : WITHDRAWAL_STEPS)
                                        .stream().map(flow::stepId)))
                .map(PostingId::value)
                .toList();
    }

    @Override
    public Set<SubjectKind> kinds() {
        return Set.of(SubjectKind.TOP_UP, SubjectKind.WITHDRAWAL);
    }

    @Override
    public Optional<SubjectView> describe(
            SubjectRef subject, @Nullable UUID customer, Locale locale) {
        if (customer == null) {
            return Optional.empty();
        }
        return own(customer, subject.id())
                .filter(flow -> flow.subject().equals(subject))
                .map(flow -> movement(flow, locale))
                .map(movement ->
                        new SubjectView(
                                subject,
                                movement.title(),
                                summary(movement, locale),
                                movement.amount(),
                                movement.state().name(),
                                movement.at(),
                                movement.failure()));
    }

    /** A flow of this customer; empty for anyone else's. */
    public Optional<Flow> own(UUID customer, UUID id) {
        return flows.find(id).filter(flow -> flow.customer().equals(customer));
    }

    /** Why a flow failed, as its customer is told; null while it has not. */
    public @Nullable Failure failure(Flow flow, Locale locale) {
        Problem problem = problem(flow);
        return problem == null ? null : ProblemTexts.render(problem.about(flow.subject()), locale);
    }

    /** The problem of a failed flow; a refusal is told as the ledger filed it. */
    public @Nullable Problem problem(Flow flow) {
        Reason reason = flow.reason();
        if (reason == null) {
            return null;
        }
        if (flow.state() == FlowState.REFUSED
                && ledger.find(flow.holdId(), null).orElse(null)
                        instanceof Outcome.Refused refused) {
            return refusals.explained(refused.problem(), flow.customer(), refused.at());
        }
        return switch (reason) {
            case SINGLE_LIMIT -> singleLimit(flow);
            case REAL_NAME_REQUIRED -> limits.stoppedByHolding();
            case WITHDRAWAL_RETURNED -> returned(flow);
            case CHARGED_BACK -> Problem.of(reason).with("amount", flow.ofWallet());
            case CHANNEL_REJECTED, WITHDRAWAL_REJECTED -> rejected(reason, flow.channelCode());
            case CHANNEL_DOWN, WITHDRAWAL_CHANNEL_DOWN -> down(flow, Problem.of(reason));
            default -> Problem.of(reason);
        };
    }

    /** It reaches no balance once its owner's account is closed. */
    private static Problem returned(Flow flow) {
        Problem problem = Problem.of(Reason.WITHDRAWAL_RETURNED).with("amount", flow.ofWallet());
        return flow.balanceAfter() == null ? problem.with("case", "CLOSED") : problem;
    }

    /** With what was announced when it failed. */
    private Problem down(Flow flow, Problem problem) {
        return notices.at(flow.channel(), flow.updatedAt())
                .map(told -> told.saidIn(problem))
                .orElse(problem);
    }

    private static Problem rejected(Reason reason, @Nullable String code) {
        Problem problem = Problem.of(reason);
        return code == null
                ? problem
                : problem.with("case", "CODE")
                        .with("whyZh", bankSays(code, Languages.CHINESE))
                        .with("whyEn", bankSays(code, Languages.ENGLISH));
    }

    private static String bankSays(String code, Locale locale) {
        String known = ChannelRefusal.of(code).map(Enum::name).orElse("OTHER");
        return TEXTS.get(locale, "refused." + known, Map.of("code", code));
    }

    private Problem singleLimit(Flow flow) {
        return channels.find(flow.channel())
                .map(channel -> channel.describe(Languages.ENGLISH))
                .flatMap(channel ->
                        limits.single(flow.amount(), channel.smallest(), channel.largest()))
                .orElse(Problem.of(Reason.SINGLE_LIMIT));
    }

    /** The customer's balances right after the flow's last step; empty when none moved money. */
    public List<Balance> balancesAfter(Flow flow) {
        Optional<PostingId> last =
                switch (flow.state()) {
                    case SUCCEEDED -> Optional.of(flow.stepId("credit"));
                    case PAID -> Optional.of(flow.stepId("capture"));
                    case REJECTED -> Optional.of(flow.stepId("release"));
                    case RETURNING -> Optional.of(flow.stepId("capture"));
                    case CHARGING_BACK -> Optional.of(flow.stepId("credit"));
                    case UNDER_REVIEW, HELD, SUBMITTED -> Optional.of(flow.holdId());
                    case UNKNOWN -> flow.isTopUp() ? Optional.empty() : Optional.of(flow.holdId());
                    case CREATED, AWAITING_CHANNEL, FAILED, REFUSED -> Optional.empty();
                    case RETURNED, CHARGED_BACK, CREDITING, DEBITING -> Optional.empty();
                };
        return last.flatMap(step -> ledger.find(step, null)).orElse(null)
                        instanceof Outcome.Posted posted
                ? posted.balances()
                : List.of();
    }

    /** Where the money is while somebody looks at it or the channel is silent; else null. */
    public @Nullable Failure progress(Flow flow, Locale locale) {
        Instant until = flow.reviewUntil();
        if (flow.state() == FlowState.UNDER_REVIEW && until != null) {
            return ProblemTexts.render(
                    Problem.of(Reason.UNDER_REVIEW)
                            .with("until", until)
                            .checkingUntil(until)
                            .money(MoneyState.HELD)
                            .about(flow.subject()),
                    locale);
        }
        if (flow.state() != FlowState.UNKNOWN) {
            return null;
        }
        Reason reason = flow.isTopUp() ? Reason.CHANNEL_NO_ANSWER : Reason.WITHDRAWAL_NO_ANSWER;
        return ProblemTexts.render(
                Problem.of(reason).checkingUntil(flow.answerBy()).about(flow.subject()), locale);
    }

    private static Movement.State state(Flow flow) {
        if (!flow.state().isFinal()) {
            return Movement.State.PROCESSING;
        }
        return flow.state().isSuccess() ? Movement.State.SUCCEEDED : Movement.State.FAILED;
    }

    private Movement movement(Flow flow, Locale locale) {
        return new Movement(
                flow.id(),
                flow.direction().name(),
                TEXTS.get(locale, flow.direction() + ".title", names(flow, locale)),
                null,
                null,
                flow.createdAt(),
                flow.isTopUp() ? flow.ofWallet() : flow.ofWallet().negated(),
                flow.fee().isZero() ? null : flow.fee(),
                flow.balanceAfter(),
                state(flow),
                failure(flow, locale),
                progress(flow, locale),
                flow.subject());
    }

    private Movement.Step step(Flow flow, String code, Instant at, Locale locale) {
        Movement.State state =
                code.startsWith("FAILED") || FAILURES.contains(code)
                        ? Movement.State.FAILED
                        : code.equals("NO_ANSWER") || code.equals("UNDER_REVIEW")
                                ? Movement.State.PROCESSING
                                : Movement.State.SUCCEEDED;
        String key = flow.direction() + ".step." + code;
        return new Movement.Step(at, TEXTS.get(locale, key, names(flow, locale)), state);
    }

    private Map<String, String> names(Flow flow, Locale locale) {
        String channel = channels.name(flow.channel(), locale);
        String tail = flow.destinationTail();
        return Map.of("channel", channel, "tail", tail == null ? "" : tail);
    }

    private static String summary(Movement movement, Locale locale) {
        Failure failure = movement.failure();
        return failure != null ? failure.title() : TEXTS.get(locale, "summary." + movement.state());
    }
}
