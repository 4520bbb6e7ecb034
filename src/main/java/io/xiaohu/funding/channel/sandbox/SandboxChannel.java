package io.xiaohu.funding.channel.sandbox;

import io.xiaohu.funding.Direction;
import io.xiaohu.funding.channel.ChannelAnswer;
import io.xiaohu.funding.channel.ChannelOrder;
import io.xiaohu.funding.channel.ChannelSilentException;
import io.xiaohu.funding.channel.PaymentChannel;
import io.xiaohu.funding.channel.sandbox.SandboxBank.Outcome;
import io.xiaohu.funding.channel.sandbox.SandboxSteering.Mode;
import io.xiaohu.kernel.Money;
import io.xiaohu.kernel.Texts;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A simulated bank, in demo mode only. It succeeds, unless its console page steers it, or the cents
 * of the amount ask for something else: .01 never receives the order, .02 is down, .03 rejects, .04
 * and .05 receive it and answer late (done, rejected), .06 answers twice, .07 contradicts itself,
 * .08 rejects and says why: no money on the card (code 51), or for a withdrawal another name than
 * the card has (code BE01).
 */
final class SandboxChannel implements PaymentChannel {

    private static final Texts TEXTS = Texts.of("funding");
    private static final Duration LATE = Duration.ofSeconds(5);
    private static final Duration CALLBACK_AFTER = Duration.ofSeconds(2);
    private static final int LAST_STEERING_CENT = 8;
    private static final String NO_FUNDS = "51";
    private static final String OTHER_NAME = "BE01";

    private final String id;
    private final SandboxBank bank;
    private final SandboxSteering steering;
    private final SandboxSignatures signatures;

    SandboxChannel(
            String id, SandboxBank bank, SandboxSteering steering, SandboxSignatures signatures) {
        this.id = id;
        this.bank = bank;
        this.steering = steering;
        this.signatures = signatures;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String name(Locale locale) {
        return TEXTS.get(locale, "channel." + id);
    }

    @Override
    public Description describe(Locale locale) {
        long fee = steering.of(id).feeMinor();
        return new Description(
                name(locale),
                Set.of(Direction.TOP_UP, Direction.WITHDRAWAL),
                Money.cny(fee + 1),
                Money.cny(50_000_00),
                Money.cny(fee),
                TEXTS.get(locale, "channel." + id + ".speed"));
    }

    @Override
    public ChannelAnswer start(ChannelOrder order) {
        return switch (steering.of(id).mode()) {
            case SUCCEED -> byCents(order);
            case REJECT ->
                    new ChannelAnswer.Failed(
                            ChannelAnswer.Why.REJECTED, steering.of(id).rejectCode());
            case TIMEOUT -> throw new ChannelSilentException(id);
            case LATE -> bank.receive(id, order, Outcome.DONE, LATE);
            case TWICE -> answerAgain(order, true);
            case CONTRADICT -> answerAgain(order, false);
            case DOWN -> new ChannelAnswer.Failed(ChannelAnswer.Why.DOWN);
            case CHAOS -> new SandboxChaos(id, bank).start(order);
        };
    }

    @Override
    public ChannelAnswer query(ChannelOrder order) {
        requireThere();
        return bank.tell(order.id());
    }

    @Override
    public ChannelAnswer cancel(ChannelOrder order) {
        requireThere();
        return bank.cancel(id, order);
    }

    @Override
    public void ping() {
        requireThere();
    }

    @Override
    public List<Line> statement(LocalDate day) {
        requireThere();
        return bank.statement(id, day, steering.of(id).statement());
    }

    @Override
    public Optional<Callback> verify(SignedCallback callback) {
        return signatures.verify(id, callback);
    }

    @Override
    public boolean countsTowardsHealth(ChannelOrder order) {
        if (steering.of(id).mode() == Mode.CHAOS) {
            return false;
        }
        long cents = order.amount().minor() % 100;
        return cents == 0 || cents > LAST_STEERING_CENT;
    }

    private ChannelAnswer byCents(ChannelOrder order) {
        return switch ((int) (order.amount().minor() % 100)) {
            case 1 -> new ChannelAnswer.Unknown();
            case 2 -> new ChannelAnswer.Failed(ChannelAnswer.Why.DOWN);
            case 3 -> new ChannelAnswer.Failed(ChannelAnswer.Why.REJECTED);
            case 4 -> bank.receive(id, order, Outcome.DONE, LATE);
            case 5 -> bank.receive(id, order, Outcome.REJECTED, LATE);
            case 6 -> answerAgain(order, true);
            case 7 -> answerAgain(order, false);
            case 8 ->
                    new ChannelAnswer.Failed(
                            ChannelAnswer.Why.REJECTED,
                            order.direction() == Direction.TOP_UP ? NO_FUNDS : OTHER_NAME);
            default -> bank.receive(id, order, Outcome.DONE, Duration.ZERO);
        };
    }

    private ChannelAnswer answerAgain(ChannelOrder order, boolean done) {
        ChannelAnswer first = bank.receive(id, order, Outcome.DONE, Duration.ZERO);
        bank.callBack(id, order.id(), done, CALLBACK_AFTER);
        return first;
    }

    /** A bank that is down answers nothing, not even questions. */
    private void requireThere() {
        if (steering.of(id).mode() == Mode.DOWN) {
            throw new ChannelSilentException(id);
        }
    }
}
