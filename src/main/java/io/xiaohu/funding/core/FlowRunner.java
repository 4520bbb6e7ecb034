package io.xiaohu.funding.core;

import io.xiaohu.funding.FlowChanged;
import io.xiaohu.funding.channel.ChannelAnswer;
import io.xiaohu.funding.channel.ChannelOrder;
import io.xiaohu.funding.channel.ChannelSilentException;
import io.xiaohu.funding.channel.PaymentChannel;
import io.xiaohu.funding.channel.PaymentChannels;
import io.xiaohu.funding.jdbc.Flows;
import io.xiaohu.funding.jdbc.Verdicts;
import io.xiaohu.kernel.Money;
import io.xiaohu.kernel.Reason;
import io.xiaohu.ledger.Ledger;
import io.xiaohu.ledger.LedgerCommand;
import io.xiaohu.ledger.Outcome;
import io.xiaohu.limits.Limits;
import io.xiaohu.limits.ReviewedMoney;
import io.xiaohu.limits.RiskAttempt;
import io.xiaohu.limits.RiskReview;
import io.xiaohu.limits.RiskReviews;
import java.time.Duration;
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
public class FlowRunner implements ReviewedMoney {

    private static final Logger LOG = LoggerFactory.getLogger(FlowRunner.class);

    /** A decision is carried out at once; this is for the one whose server died first. */
    private static final Duration LOOK_AT_REVIEW_EVERY = Duration.ofSeconds(30);

    private final Flows flows;
    private final Verdicts verdicts;
    private final PaymentChannels channels;
    private final ChannelHealth health;
    private final Corrections corrections;
    private final Ledger ledger;
    private final Limits limits;
    private final RiskReviews reviews;
    private final TransactionTemplate transactions;
    private final ApplicationEventPublisher events;

    FlowRunner(
            Flows flows,
            Verdicts verdicts,
            PaymentChannels channels,
            ChannelHealth health,
            Corrections corrections,
            Ledger ledger,
            Limits limits,
            RiskReviews reviews,
            TransactionTemplate transactions,
            ApplicationEventPublisher events) {
        this.flows = flows;
        this.verdicts = verdicts;
        this.channels = channels;
        this.health = health;
        this.corrections = corrections;
        this.ledger = ledger;
        this.limits = limits;
        this.reviews = reviews;
        this.transactions = transactions;
        this.events = events;
    }

    @Override
    public RiskAttempt.Kind kind() {
        return RiskAttempt.Kind.WITHDRAWAL;
    }

    /** Whoever decides holds no lease: what has gone on from its review is somebody else's. */
    @Override
    public void goOn(UUID id) {
        flows.find(id)
                .filter(flow -> flow.state() == FlowState.UNDER_REVIEW)
                .ifPresent(this::review);
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
            case UNDER_REVIEW -> review(flow);
            case HELD -> submit(flow);
            case AWAITING_CHANNEL, SUBMITTED, UNKNOWN -> {
                Verdict verdict = flow.verdict();
                if (verdict != null) {
                    settle(flow, verdict);
                } else {
                    query(flow);
                }
            }
            case RETURNING, CHARGING_BACK, CREDITING, DEBITING -> correct(flow);
            case SUCCEEDED, PAID, FAILED, REJECTED, REFUSED, RETURNED, CHARGED_BACK -> {}
        }
    }

    /**
     * Hears what came by itself. It moves nothing: the channel is asked, and only what it answers
     * counts. What was said and does not agree with the first final answer is filed, whichever came
     * first.
     */
    public void receive(UUID id, boolean done) {
        if (!verdicts.hear(id, done ? Verdict.DONE.said() : Verdict.REJECTED.said())) {
            return;
        }
        Flow flow = flows.find(id).orElseThrow();
        if (flow.state().isWithChannel()) {
            ChannelAnswer answer = ask(flow, PaymentChannel::query);
            Verdict.of(answer).ifPresent(verdict -> decide(flow, verdict, answer.code()));
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
                        flow.ofWallet(),
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
                if (flow.reviewUntil() != null) {
                    waitForReview(flow);
                } else if (moveOn(flow, FlowState.HELD, null, null, Flows.LEASE, "HELD")) {
                    run(flow.id());
                }
            }
            case Outcome.Refused refused -> {
                moveOn(flow, FlowState.REFUSED, refused.problem().reason(), null, null, "REFUSED");
                if (flow.reviewUntil() != null) {
                    reviews.forget(flow.id());
                }
            }
        }
    }

    private void waitForReview(Flow flow) {
        transactions.executeWithoutResult(status -> {
            if (moveOn(
                    flow,
                    FlowState.UNDER_REVIEW,
                    null,
                    null,
                    LOOK_AT_REVIEW_EVERY,
                    "UNDER_REVIEW")) {
                reviews.begin(flow.id());
            }
        });
    }

    /** Does what its review says by now. */
    private void review(Flow flow) {
        RiskReview.State decided = reviews.now(flow.id());
        switch (decided) {
            case DRAFT, OPEN ->
                    flows.move(flow, FlowState.UNDER_REVIEW, null, null, LOOK_AT_REVIEW_EVERY, "");
            case RELEASED -> {
                if (moveOn(flow, FlowState.HELD, null, null, Flows.LEASE, "RELEASED")) {
                    run(flow.id());
                }
            }
            case RETURNED, CANCELLED, PAYEE_GONE -> giveBack(flow, Reason.REVIEW_RETURNED);
            case UNANSWERED -> giveBack(flow, Reason.REVIEW_UNANSWERED);
        }
    }

    private void giveBack(Flow flow, Reason why) {
        Money balance = total(ledger.apply(FlowPostings.release(flow)), flow);
        transactions.executeWithoutResult(status -> {
            if (moveOn(flow, FlowState.REJECTED, why, balance, null, why.name())) {
                corrections.tellReview(flow);
            }
        });
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
        Verdict.of(answer)
                .ifPresentOrElse(verdict -> decide(flow, verdict, answer.code()), () -> wait(flow));
    }

    /** The first final answer is written before anything is posted for it; what follows is its. */
    private void decide(Flow flow, Verdict verdict, @Nullable String code) {
        verdicts.decide(flow.id(), verdict, code);
        Flow now = flows.find(flow.id()).orElseThrow();
        Verdict first = now.verdict();
        if (now.state().isWithChannel() && first != null) {
            settle(now, first);
        }
    }

    private void settle(Flow flow, Verdict verdict) {
        if (verdict == Verdict.DONE) {
            succeed(flow);
        } else {
            fail(flow, verdict.why());
        }
    }

    private void succeed(Flow flow) {
        Money balance = total(ledger.apply(FlowPostings.success(flow)), flow);
        moveOn(flow, flow.succeeded(), null, balance, null, "CONFIRMED");
    }

    private void correct(Flow flow) {
        Outcome.Posted posted = corrections.post(flow);
        Money balance = FlowPostings.total(posted, flow.asset());
        Boolean moved =
                transactions.execute(status -> {
                    boolean done =
                            switch (flow.state()) {
                                case RETURNING ->
                                        moveOn(
                                                flow,
                                                FlowState.RETURNED,
                                                Reason.WITHDRAWAL_RETURNED,
                                                balance,
                                                null,
                                                "RETURNED");
                                case CREDITING, DEBITING ->
                                        moveOn(
                                                flow,
                                                flow.succeeded(),
                                                null,
                                                balance,
                                                null,
                                                "AFTER_ALL");
                                default ->
                                        moveOn(
                                                flow,
                                                FlowState.CHARGED_BACK,
                                                Reason.CHARGED_BACK,
                                                balance,
                                                null,
                                                "CHARGED_BACK");
                            };
                    if (done) {
                        corrections.tell(flow, posted);
                    }
                    return done;
                });
        if (Boolean.TRUE.equals(moved)) {
            LOG.info("flow {} is corrected: {}", flow.id(), flow.state());
        }
    }

    private void fail(Flow flow, ChannelAnswer.Why why) {
        Money balance = null;
        if (!flow.isTopUp()) {
            balance = total(ledger.apply(FlowPostings.release(flow)), flow);
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
                        flow.id(),
                        flow.direction(),
                        flow.amount(),
                        flow.fee(),
                        flows.destination(flow.id()));
        PaymentChannel channel = channels.get(flow.channel());
        long began = System.nanoTime();
        ChannelAnswer answer;
        boolean silent = false;
        try {
            answer = call.ask(channel, order);
        } catch (ChannelSilentException e) {
            LOG.warn("{} about {}", e.getMessage(), flow.id());
            silent = true;
            answer = new ChannelAnswer.Unknown();
        } catch (RuntimeException e) {
            LOG.warn("channel {} did not answer about {}", flow.channel(), flow.id(), e);
            silent = true;
            answer = new ChannelAnswer.Unknown();
        }
        if (channel.countsTowardsHealth(order)) {
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            health.note(flow.channel(), answer, silent, took);
        }
        return answer;
    }

    private static @Nullable Money total(Outcome outcome, Flow flow) {
        return FlowPostings.total(FlowPostings.posted(outcome, flow), flow.asset());
    }
}
