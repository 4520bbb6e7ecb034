package io.xiaohu.funding.channel.sandbox;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import io.xiaohu.funding.Direction;
import io.xiaohu.funding.channel.ChannelAnswer;
import io.xiaohu.funding.channel.ChannelOrder;
import io.xiaohu.funding.channel.PaymentChannel;
import io.xiaohu.kernel.Money;
import io.xiaohu.kernel.Texts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * A simulated bank, in demo mode only. It succeeds, unless the cents of the amount ask for
 * something else: .01 never receives the order, .02 is down, .03 rejects, .04 and .05 receive it
 * and answer late (done, rejected), .06 answers twice, .07 contradicts itself.
 */
@Component
@Profile("demo")
class SandboxChannel implements PaymentChannel {

    private static final Texts TEXTS = Texts.of("funding");
    private static final Duration LATE = Duration.ofSeconds(5);
    private static final Duration CALLBACK_AFTER = Duration.ofSeconds(2);

    private final SandboxBank bank;
    private final SchedulerClient jobs;
    private final Clock clock;

    SandboxChannel(SandboxBank bank, @Lazy SchedulerClient jobs, Clock clock) {
        this.bank = bank;
        this.jobs = jobs;
        this.clock = clock;
    }

    @Override
    public String id() {
        return "sandbox";
    }

    @Override
    public Description describe(Locale locale) {
        return new Description(
                TEXTS.get(locale, "channel.sandbox"),
                Set.of(Direction.TOP_UP, Direction.WITHDRAWAL),
                Money.cny(1),
                Money.cny(50_000_00),
                Money.cny(0),
                TEXTS.get(locale, "channel.sandbox.speed"));
    }

    @Override
    public ChannelAnswer start(ChannelOrder order) {
        Instant now = clock.instant();
        return switch ((int) (order.amount().minor() % 100)) {
            case 1 -> new ChannelAnswer.Unknown();
            case 2 -> new ChannelAnswer.Failed(ChannelAnswer.Why.DOWN);
            case 3 -> new ChannelAnswer.Failed(ChannelAnswer.Why.REJECTED);
            case 4 -> bank.receive(order.id(), SandboxBank.Outcome.DONE, now.plus(LATE));
            case 5 -> bank.receive(order.id(), SandboxBank.Outcome.REJECTED, now.plus(LATE));
            case 6 -> answerAgain(order, true, now);
            case 7 -> answerAgain(order, false, now);
            default -> bank.receive(order.id(), SandboxBank.Outcome.DONE, now);
        };
    }

    @Override
    public ChannelAnswer query(ChannelOrder order) {
        return bank.tell(order.id());
    }

    @Override
    public ChannelAnswer cancel(ChannelOrder order) {
        return bank.cancel(order.id());
    }

    private ChannelAnswer answerAgain(ChannelOrder order, boolean done, Instant now) {
        ChannelAnswer first = bank.receive(order.id(), SandboxBank.Outcome.DONE, now);
        jobs.scheduleIfNotExists(
                SandboxCallbacks.CALLBACK
                        .instance(order.id().toString())
                        .data(new SandboxCallbacks.Callback(order.id(), done))
                        .scheduledTo(now.plus(CALLBACK_AFTER)));
        return first;
    }
}
