package io.xiaohu.funding.core;

import io.xiaohu.funding.FlowChanged;
import io.xiaohu.funding.channel.ChannelAnswer;
import io.xiaohu.funding.channel.ChannelOrder;
import io.xiaohu.funding.channel.PaymentChannel;
import io.xiaohu.funding.channel.PaymentChannels;
import io.xiaohu.funding.jdbc.Flows;
import io.xiaohu.kernel.Money;
import io.xiaohu.kernel.Reason;
import io.xiaohu.ledger.Ledger;
import io.xiaohu.ledger.LedgerCommand;
import io.xiaohu.ledger.Leg;
import io.xiaohu.ledger.Outcome;
import io.xiaohu.limits.Limits;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Moves a flow on, step by step, until it is final or has to wait. Each step is written before the
 * outside call that follows it and posted before it is called done, each in its own transaction, so
 * that a crash anywhere leaves a row from which the next look goes on. Whoever calls holds the
 * flow's lease.
 */
@Component
public class FlowRunner {

    private static final Logger LOG = LoggerFactory.getLogger(FlowRunner.class);

    private final Flows flows;
    private final PaymentChannels channels;
    private final Ledger ledger;
    private final Limits limits;
    private final TransactionTemplate transactions;
    private final ApplicationEventPublisher events;

    FlowRunner(
            Flows flows,
            PaymentChannels channels,
            Ledger ledger,
            Limits limits,
            TransactionTemplate transactions,
            ApplicationEventPublisher events) {
        this.flows = flows;
        this.channels = channels;
        this.ledger = ledger;
        this.limits = limits;
        this.transactions = transactions;
        this.events = events;
    }

    /** Goes on from where the flow is. */
    public void run(UUID id) {
        Flow flow = flows.find(id).orElseThrow();
        switch (flow.state()) {
            case CREATED -> {
                if (flow.isTopUp()) {
                    submit(flow);
                } else {
                    hold(flow);
                }
            }
            case HELD -> submit(flow);
            case AWAITING_CHANNEL, SUBMITTED, UNKNOWN -> query(flow);
            case SUCCEEDED, PAID, FAILED, REJECTED, REFUSED -> {}
        }
    }

    /**
     * Takes an answer that came by itself. The first final one wins; what contradicts it is filed
     * and moves nothing.
     */
    public void receive(UUID id, ChannelAnswer answer) {
        Flow flow = flows.find(id).orElseThrow();
        boolean says = answer instanceof ChannelAnswer.Done;
        if (!flow.state().isFinal()) {
            take(flow, answer);
        } else if (flow.state().isSuccess() != says) {
            LOG.warn("channel {} contradicts its answer to {}", flow.channel(), flow.id());
            flows.contradict(id, says ? "DONE" : "FAILED");
        }
    }

    /**
     * Keeps an attempt that a limit refuses, in one transaction: a row that could still be run
     * never exists.
     *
     * @return false when this key has a flow already
     */
    public boolean refuse(Flow flow, @Nullable String destination, Reason reason) {
        Boolean first =
                transactions.execute(status ->
                        flows.insert(flow, destination)
                                && moveOn(flow, flow.refused(), reason, null, null, "REFUSED"));
        return Boolean.TRUE.equals(first);
    }

    private void hold(Flow flow) {
        LedgerCommand.Header header =
                LedgerCommand.Header.of(
                        flow.holdId(),
                        flow.customer(),
                        "WITHDRAWAL",
                        flow.amount(),
                        flow.id().toString());
        Outcome outcome =
                ledger.apply(
                        new LedgerCommand.Reserve(
                                header,
                                flow.wallet(),
                                "WITHDRAWAL",
                                limits.forWithdrawal(flow.customer(), flow.amount())));
        switch (outcome) {
            case Outcome.Posted posted -> {
                if (moveOn(flow, FlowState.HELD, null, null, Flows.LEASE, "HELD")) {
                    run(flow.id());
                }
            }
            case Outcome.Refused refused ->
                    moveOn(
                            flow,
                            FlowState.REFUSED,
                            refused.problem().reason(),
                            null,
                            null,
                            "REFUSED");
        }
    }

    private void submit(Flow flow) {
        if (!moveOn(flow, flow.submitted(), null, null, Flows.LEASE, "SUBMITTED")) {
            return;
        }
        Flow submitted = flows.find(flow.id()).orElseThrow();
        take(submitted, ask(submitted, PaymentChannel::start));
    }

    private void query(Flow flow) {
        ChannelAnswer answer = ask(flow, PaymentChannel::query);
        if (answer instanceof ChannelAnswer.NotReceived) {
            answer = ask(flow, PaymentChannel::cancel);
        }
        take(flow, answer);
    }

    private void take(Flow flow, ChannelAnswer answer) {
        switch (answer) {
            case ChannelAnswer.Done done -> succeed(flow);
            case ChannelAnswer.Failed failed -> fail(flow, failed.why());
            case ChannelAnswer.Unknown unknown -> wait(flow);
            case ChannelAnswer.NotReceived notReceived -> wait(flow);
        }
    }

    private void succeed(Flow flow) {
        LedgerCommand command =
                flow.isTopUp()
                        ? new LedgerCommand.Post(
                                header(flow, "credit"),
                                List.of(
                                        new Leg(flow.clearing(), flow.amount().negated()),
                                        new Leg(flow.wallet(), flow.amount())),
                                List.of())
                        : new LedgerCommand.Capture(
                                header(flow, "capture"),
                                flow.holdId(),
                                flow.wallet(),
                                List.of(new Leg(flow.clearing(), flow.amount())));
        Money balance = total(ledger.apply(command), flow);
        moveOn(flow, flow.succeeded(), null, balance, null, "CONFIRMED");
    }

    private void fail(Flow flow, ChannelAnswer.Why why) {
        Money balance = null;
        if (!flow.isTopUp()) {
            balance =
                    total(
                            ledger.apply(
                                    new LedgerCommand.Release(
                                            header(flow, "release"), flow.holdId(), flow.wallet())),
                            flow);
        }
        moveOn(flow, flow.failed(), flow.reasonFor(why), balance, null, "FAILED_" + why);
    }

    private void wait(Flow flow) {
        String note = flow.state() == FlowState.UNKNOWN ? "" : "NO_ANSWER";
        moveOn(flow, FlowState.UNKNOWN, null, null, flow.pause(), note);
    }

    private boolean moveOn(
            Flow flow,
            FlowState to,
            @Nullable Reason reason,
            @Nullable Money balance,
            @Nullable Duration next,
            String note) {
        Boolean moved =
                transactions.execute(status -> {
                    boolean done = flows.move(flow, to, reason, balance, next, note);
                    if (done) {
                        events.publishEvent(
                                new FlowChanged(
                                        flow.id(), flow.customer(), flow.direction(), to.name()));
                    }
                    return done;
                });
        return Boolean.TRUE.equals(moved);
    }

    private interface Call {
        ChannelAnswer ask(PaymentChannel channel, ChannelOrder order);
    }

    /** A channel that fails to answer has not said that nothing happened. */
    private ChannelAnswer ask(Flow flow, Call call) {
        ChannelOrder order =
                new ChannelOrder(
                        flow.id(), flow.direction(), flow.amount(), flows.destination(flow.id()));
        try {
            return call.ask(channels.get(flow.channel()), order);
        } catch (RuntimeException e) {
            LOG.warn("channel {} did not answer about {}", flow.channel(), flow.id(), e);
            return new ChannelAnswer.Unknown();
        }
    }

    private static LedgerCommand.Header header(Flow flow, String step) {
        return LedgerCommand.Header.of(
                        flow.stepId(step),
                        flow.customer(),
                        flow.direction().name(),
                        flow.amount(),
                        flow.id().toString())
                .passingFreeze();
    }

    private static @Nullable Money total(Outcome outcome, Flow flow) {
        return switch (outcome) {
            case Outcome.Posted posted ->
                    posted.balances().stream()
                            .filter(balance -> balance.asset() == flow.asset())
                            .map(balance -> balance.total())
                            .findFirst()
                            .orElse(null);
            case Outcome.Refused refused ->
                    throw new IllegalStateException(
                            "the ledger refused to end " + flow.id() + ": " + refused.problem());
        };
    }
}
