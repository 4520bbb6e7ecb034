package io.xiaohu.funding;

import io.xiaohu.funding.channel.PaymentChannel;
import io.xiaohu.funding.channel.PaymentChannels;
import io.xiaohu.funding.core.Flow;
import io.xiaohu.funding.core.FlowRunner;
import io.xiaohu.funding.core.FlowState;
import io.xiaohu.funding.jdbc.Flows;
import io.xiaohu.identity.PaymentPins;
import io.xiaohu.identity.StepUps;
import io.xiaohu.kernel.IdempotentRequest;
import io.xiaohu.kernel.Ids;
import io.xiaohu.kernel.Languages;
import io.xiaohu.kernel.Money;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.limits.Limits;
import io.xiaohu.limits.Risk;
import io.xiaohu.limits.RiskAttempt;
import io.xiaohu.limits.RiskOutcome;
import io.xiaohu.limits.RiskReviews;
import io.xiaohu.limits.RiskVerdict;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Topping up and withdrawing. The order of every call: the id first, so that a repeat is answered
 * from its row; then the channel and the destination, the PIN, the risk rules, a second factor
 * where the amount or a rule asks for it; then the row, and only then money.
 */
@Service
public class Funding {

    /** After this long a customer is told that it takes longer than usual. */
    private static final Duration ANSWER_WITHIN = Duration.ofMinutes(2);

    /** How long a repeat waits for the call that came first and is still at it. */
    private static final Duration FIRST_ANSWER_WITHIN = Duration.ofSeconds(5);

    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    private final Flows flows;
    private final FlowRunner runner;
    private final PaymentChannels channels;
    private final Channels open;
    private final BankCards cards;
    private final Limits limits;
    private final Risk risk;
    private final RiskReviews reviews;
    private final PaymentPins pins;
    private final StepUps stepUps;
    private final Clock clock;

    Funding(
            Flows flows,
            FlowRunner runner,
            PaymentChannels channels,
            Channels open,
            BankCards cards,
            Limits limits,
            Risk risk,
            RiskReviews reviews,
            PaymentPins pins,
            StepUps stepUps,
            Clock clock) {
        this.flows = flows;
        this.runner = runner;
        this.channels = channels;
        this.open = open;
        this.cards = cards;
        this.limits = limits;
        this.risk = risk;
        this.reviews = reviews;
        this.pins = pins;
        this.stepUps = stepUps;
        this.clock = clock;
    }

    /**
     * What confirms a withdrawal.
     *
     * @param session in which it is given; null when in none
     */
    public record Proof(
            String pin,
            @Nullable UUID challengeId,
            @Nullable String proof,
            @Nullable UUID session) {}

    /**
     * Starts a top-up and goes as far as the channel answers at once.
     *
     * @param fee what the customer was shown that it costs; null where nothing was
     * @return the flow's id
     * @throws io.xiaohu.kernel.ProblemException CHANNEL_NOT_FOUND, AMOUNT_INVALID,
     *     IDEMPOTENCY_CONFLICT, and CHANNEL_DOWN, MAINTENANCE or FEE_CHANGED, which leave the key
     *     free; a refusal by a limit is the flow's own and told by its state
     */
    public UUID topUp(
            UUID customer,
            IdempotentRequest request,
            String channel,
            Money amount,
            @Nullable Money fee) {
        Optional<UUID> earlier = earlier(customer, Direction.TOP_UP, request);
        if (earlier.isPresent()) {
            return earlier.get();
        }
        requireUsable(channel, Direction.TOP_UP, amount);
        Money costs = agreed(channel, fee);
        Flow flow = flow(customer, Direction.TOP_UP, request, channel, amount, costs, null);
        Problem tooMuch = singleLimit(channel, amount).or(() -> tooMuchToHold(flow)).orElse(null);
        return begin(request, flow, null, tooMuch);
    }

    /**
     * Starts a withdrawal: sets the money aside, then hands the order to the channel.
     *
     * @param destination a card number, or the id of a bound card
     * @throws io.xiaohu.kernel.ProblemException DESTINATION_INVALID, NOT_FOUND for a card that is
     *     not the customer's, PIN_WRONG and its kin, STEP_UP_NEEDED, and those of {@link #topUp}; a
     *     refusal by limits or ledger is the flow's own and told by its state
     */
    public UUID withdraw(
            UUID customer,
            IdempotentRequest request,
            String channel,
            String destination,
            Money amount,
            @Nullable Money fee,
            Proof proof) {
        Optional<UUID> earlier = earlier(customer, Direction.WITHDRAWAL, request);
        if (earlier.isPresent()) {
            return earlier.get();
        }
        requireUsable(channel, Direction.WITHDRAWAL, amount);
        Money costs = agreed(channel, fee);
        String card = cards.number(customer, destination);
        pins.require(customer, proof.pin());
        Flow flow =
                flow(
                        customer,
                        Direction.WITHDRAWAL,
                        request,
                        channel,
                        amount,
                        costs,
                        card.substring(card.length() - 4));
        Optional<Problem> tooMuch = singleLimit(channel, amount);
        if (tooMuch.isPresent()) {
            return begin(request, flow, card, tooMuch.get());
        }
        RiskAttempt attempt =
                RiskAttempt.withdrawal(flow.id(), customer, card, amount, proof.session());
        RiskVerdict verdict = risk.judge(attempt);
        if (verdict.outcome() == RiskOutcome.REFUSE) {
            return begin(request, flow, card, verdict.refusal());
        }
        if (limits.needsTwoFactors(amount) || verdict.outcome() == RiskOutcome.STEP_UP) {
            String act = "withdrawal " + channel + " " + card + " " + amount;
            stepUps.require(customer, act, proof.challengeId(), proof.proof());
            flow = flow.confirmedByTwoFactors();
        }
        if (verdict.outcome() == RiskOutcome.REVIEW) {
            flow = flow.reviewedUntil(reviews.draft(attempt, verdict).answerBy());
        }
        return begin(request, flow, card, null);
    }

    /**
     * Where another call with the key was first, what became of that; with other content, a
     * conflict.
     */
    private UUID begin(
            IdempotentRequest request,
            Flow flow,
            @Nullable String destination,
            @Nullable Problem refusal) {
        boolean first =
                refusal != null
                        ? runner.refuse(flow, destination, refusal.reason())
                        : flows.insert(flow, destination);
        if (!first && flow.reviewUntil() != null) {
            reviews.forget(flow.id());
        }
        if (!first) {
            return earlier(flow.customer(), flow.direction(), request).orElseThrow();
        }
        runner.run(flow.id());
        return flow.id();
    }

    /** What could never leave again before the name is verified is not taken in. */
    private Optional<Problem> tooMuchToHold(Flow flow) {
        return limits.holding(flow.customer(), flow.ofWallet());
    }

    /**
     * Waits until the call that came first has its answer, so that both give the same one. One that
     * died on the way is finished by the sweep, for which nobody waits.
     */
    private UUID answered(Flow flow) {
        Instant until = clock.instant().plus(FIRST_ANSWER_WITHIN);
        Flow now = flow;
        while (now.isUnderWay() && clock.instant().isBefore(until)) {
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
            now = flows.find(flow.id()).orElseThrow();
        }
        return flow.id();
    }

    private Optional<UUID> earlier(UUID customer, Direction direction, IdempotentRequest request) {
        return flows.findByKey(customer, direction, request.key())
                .map(flow -> {
                    if (!request.content().matches(flow.requestDigest())) {
                        throw Problem.of(Reason.IDEMPOTENCY_CONFLICT)
                                .about(flow.subject())
                                .exception();
                    }
                    return answered(flow);
                });
    }

    private void requireUsable(String channelId, Direction direction, Money amount) {
        channels.get(channelId);
        limits.requireMovable(amount);
        open.requireOpen(channelId, direction);
    }

    /** What the channel costs now, which is what the customer was shown, or it is refused. */
    private Money agreed(String channelId, @Nullable Money shown) {
        Money costs = channels.get(channelId).describe(Languages.ENGLISH).fee();
        if (shown != null && !shown.equals(costs)) {
            throw Problem.of(Reason.FEE_CHANGED).with("fee", costs).field("fee").exception();
        }
        return costs;
    }

    private Optional<Problem> singleLimit(String channelId, Money amount) {
        PaymentChannel.Description channel = channels.get(channelId).describe(Languages.ENGLISH);
        return limits.single(amount, channel.smallest(), channel.largest());
    }

    private Flow flow(
            UUID customer,
            Direction direction,
            IdempotentRequest request,
            String channel,
            Money amount,
            Money fee,
            @Nullable String tail) {
        Instant now = clock.instant();
        return new Flow(
                Ids.next(),
                direction,
                customer,
                request.key(),
                request.content().value(),
                channel,
                amount,
                fee,
                tail,
                false,
                FlowState.CREATED,
                null,
                null,
                null,
                0,
                null,
                now,
                now,
                now.plus(ANSWER_WITHIN),
                null);
    }
}
