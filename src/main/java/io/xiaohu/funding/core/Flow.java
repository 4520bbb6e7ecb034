package io.xiaohu.funding.core;

import io.xiaohu.funding.Direction;
import io.xiaohu.funding.channel.ChannelAnswer;
import io.xiaohu.kernel.Asset;
import io.xiaohu.kernel.Money;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.SubjectKind;
import io.xiaohu.kernel.SubjectRef;
import io.xiaohu.ledger.AccountRef;
import io.xiaohu.ledger.PostingId;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A top-up or a withdrawal as its row says.
 *
 * @param requestKey the caller's idempotency key
 * @param fee what the channel costs: on top of what a withdrawal sends, out of what a top-up brings
 * @param destinationTail the last digits of the card it goes to
 * @param twoFactors whether a second factor confirmed it
 * @param reason why it failed, once it has
 * @param verdict the channel's first final answer, once there is one
 * @param channelCode what the channel called its refusal; null where it gave no code
 * @param queries how often the channel was asked what became of it
 * @param answerBy when the customer can count on an answer
 * @param reviewUntil when somebody has looked at it at the latest; null when nobody has to
 */
public record Flow(
        UUID id,
        Direction direction,
        UUID customer,
        String requestKey,
        byte[] requestDigest,
        String channel,
        Money amount,
        Money fee,
        @Nullable String destinationTail,
        boolean twoFactors,
        FlowState state,
        @Nullable Reason reason,
        @Nullable Verdict verdict,
        @Nullable String channelCode,
        int queries,
        @Nullable Money balanceAfter,
        Instant createdAt,
        Instant updatedAt,
        Instant answerBy,
        @Nullable Instant reviewUntil) {

    private static final Duration[] PAUSES = {
        Duration.ofSeconds(2),
        Duration.ofSeconds(2),
        Duration.ofSeconds(3),
        Duration.ofSeconds(5),
        Duration.ofSeconds(15),
        Duration.ofMinutes(1),
        Duration.ofMinutes(5)
    };

    public Flow confirmedByTwoFactors() {
        return with(true, answerBy, reviewUntil);
    }

    /** Somebody has to look at it before it goes to the channel. */
    public Flow reviewedUntil(Instant until) {
        return with(twoFactors, until.plus(Duration.between(createdAt, answerBy)), until);
    }

    private Flow with(boolean two, Instant answer, @Nullable Instant until) {
        return new Flow(
                id,
                direction,
                customer,
                requestKey,
                requestDigest,
                channel,
                amount,
                fee,
                destinationTail,
                two,
                state,
                reason,
                verdict,
                channelCode,
                queries,
                balanceAfter,
                createdAt,
                updatedAt,
                answer,
                until);
    }

    public boolean isTopUp() {
        return direction == Direction.TOP_UP;
    }

    /** Whether whoever began it is still at it, as far as the row can tell. */
    public boolean isUnderWay() {
        return !state.isFinal()
                && state != FlowState.UNDER_REVIEW
                && state != FlowState.UNKNOWN
                && !state.isBeingCorrected();
    }

    /**
     * Whether a check refused it before anything was tried: the attempt is kept, with its reason.
     */
    public boolean isRefused() {
        return state == FlowState.REFUSED
                || reason == Reason.SINGLE_LIMIT
                || reason == Reason.REAL_NAME_REQUIRED;
    }

    /** What a refusal is called: a top-up knows no other end than failure. */
    public FlowState refused() {
        return isTopUp() ? FlowState.FAILED : FlowState.REFUSED;
    }

    /** The state before the channel is called: once it is written, only a query may follow. */
    public FlowState submitted() {
        return isTopUp() ? FlowState.AWAITING_CHANNEL : FlowState.SUBMITTED;
    }

    public FlowState succeeded() {
        return isTopUp() ? FlowState.SUCCEEDED : FlowState.PAID;
    }

    public FlowState failed() {
        return isTopUp() ? FlowState.FAILED : FlowState.REJECTED;
    }

    /**
     * By how much the wallet grows or shrinks: what a withdrawal sends with its fee, a top-up's
     * amount without.
     */
    public Money ofWallet() {
        return isTopUp() ? amount.minus(fee) : amount.plus(fee);
    }

    /** How long to wait before the next query. */
    public Duration pause() {
        return PAUSES[Math.min(queries, PAUSES.length - 1)];
    }

    /** The reason to give; a withdrawal's says that the money is back. */
    public Reason reasonFor(ChannelAnswer.Why why) {
        return switch (why) {
            case TIMEOUT -> isTopUp() ? Reason.CHANNEL_TIMEOUT : Reason.WITHDRAWAL_TIMEOUT;
            case DOWN -> isTopUp() ? Reason.CHANNEL_DOWN : Reason.WITHDRAWAL_CHANNEL_DOWN;
            case REJECTED -> isTopUp() ? Reason.CHANNEL_REJECTED : Reason.WITHDRAWAL_REJECTED;
        };
    }

    public SubjectRef subject() {
        return new SubjectRef(isTopUp() ? SubjectKind.TOP_UP : SubjectKind.WITHDRAWAL, id);
    }

    public AccountRef wallet() {
        return AccountRef.wallet(customer, asset());
    }

    public AccountRef clearing() {
        return AccountRef.clearing(channel, customer, asset());
    }

    public AccountRef fees() {
        return AccountRef.fees(customer, asset());
    }

    /** What the customer owes once a floor has refused to take it from the wallet. */
    public AccountRef receivable() {
        return AccountRef.receivable(customer, asset());
    }

    public Asset asset() {
        return amount.asset();
    }

    /** The hold of a withdrawal, which its refusal is filed under too. */
    public PostingId holdId() {
        return PostingId.of(customer, "withdrawal", requestKey);
    }

    /** The posting of a step that ends the flow. */
    public PostingId stepId(String step) {
        return PostingId.of(customer, direction + "." + step, id.toString());
    }
}
