package io.xiaohu.payment.core;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.FailureHandler.ExponentialBackoffFailureHandler;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.xiaohu.audit.AuditTrail;
import io.xiaohu.identity.Customers;
import io.xiaohu.kernel.Asset;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.Ids;
import io.xiaohu.kernel.Money;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.ProblemException;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.SubjectKind;
import io.xiaohu.kernel.SubjectRef;
import io.xiaohu.kernel.Written;
import io.xiaohu.ledger.AccountRef;
import io.xiaohu.ledger.Bookings;
import io.xiaohu.ledger.Ledger;
import io.xiaohu.ledger.LedgerCommand;
import io.xiaohu.ledger.Leg;
import io.xiaohu.ledger.Outcome;
import io.xiaohu.ledger.PostingId;
import io.xiaohu.notification.Notices;
import io.xiaohu.payment.Demand;
import io.xiaohu.payment.DeskActRefused;
import io.xiaohu.payment.MerchantOrders;
import io.xiaohu.payment.jdbc.DeskActRows;
import io.xiaohu.payment.jdbc.DeskActRows.Act;
import io.xiaohu.payment.jdbc.DeskActRows.Kind;
import io.xiaohu.staff.Proposals;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What staff do to an account's money: an adjustment against the house's suspense account, or a
 * refund of an order. One drafts and proposes, another approves, a job posts it right after; the
 * customer is told why.
 */
@Service
public class DeskActs {

    private static final long MOST_MINOR = 5_000_000L;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);

    /** Why, by a name that stays. */
    public enum Why {
        GOODWILL,
        FEE_ERROR,
        DUPLICATE_CHARGE,
        BANK_ERROR,
        COMPLAINT,
        DISPUTE_WON,
        OTHER
    }

    /** What speaks for it. */
    public record Reasons(Why code, String reason, String evidence) {}

    record Post(UUID act) {}

    static final TaskDescriptor<Post> POST = TaskDescriptor.of("post-desk-act", Post.class);

    private final DeskActRows rows;
    private final Customers customers;
    private final MerchantOrders orders;
    private final Ledger ledger;
    private final Bookings bookings;
    private final Notices notices;
    private final Proposals proposals;
    private final AuditTrail audit;
    private final Clock clock;
    private final SchedulerClient jobs;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transactions;

    DeskActs(
            DeskActRows rows,
            Customers customers,
            MerchantOrders orders,
            Ledger ledger,
            Bookings bookings,
            Notices notices,
            @Lazy Proposals proposals,
            AuditTrail audit,
            Clock clock,
            @Lazy SchedulerClient jobs,
            ApplicationEventPublisher events,
            PlatformTransactionManager manager) {
        this.rows = rows;
        this.customers = customers;
        this.orders = orders;
        this.ledger = ledger;
        this.bookings = bookings;
        this.notices = notices;
        this.proposals = proposals;
        this.audit = audit;
        this.clock = clock;
        this.jobs = jobs;
        this.events = events;
        this.transactions = new TransactionTemplate(manager);
    }

    /**
     * Asks for an adjustment.
     *
     * @param amount what the customer gets; negative where they give
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND, ASSET_NOT_SUPPORTED, AMOUNT_INVALID for
     *     nothing or more than 50,000.00, and those of {@link Proposals#propose}
     */
    @Transactional
    public UUID adjust(Caller.Staff me, UUID customer, Money amount, Reasons why) {
        if (customers.find(customer).isEmpty()) {
            throw Problem.of(Reason.NOT_FOUND).field("customerId").exception();
        }
        requireSensible(amount.abs());
        return propose(me, Kind.ADJUSTMENT, customer, null, amount, why);
    }

    /**
     * Asks for a refund of a paid order.
     *
     * @param order the order's id, or that of the payment that paid it
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND, NOT_PAID, ASSET_NOT_SUPPORTED,
     *     AMOUNT_INVALID, ALREADY_GIVEN_BACK for more than was paid, and those of {@link
     *     Proposals#propose}
     */
    @Transactional
    public UUID refund(Caller.Staff me, UUID order, Money amount, Reasons why) {
        Demand paid =
                orders.find(order)
                        .or(() -> paidWith(new PostingId(order)))
                        .orElseThrow(
                                () -> Problem.of(Reason.NOT_FOUND).field("orderId").exception());
        UUID payer = paid.payer();
        if (paid.state() != Demand.State.PAID || payer == null) {
            throw Problem.of(Reason.NOT_PAID).exception();
        }
        requireSensible(amount);
        if (amount.compareTo(paid.amount()) > 0) {
            throw Problem.of(Reason.ALREADY_GIVEN_BACK).exception();
        }
        return propose(me, Kind.REFUND, payer, paid.id(), amount, why);
    }

    private Optional<Demand> paidWith(PostingId payment) {
        return bookings.find(payment)
                .filter(booked -> booked.kind().equals(MerchantOrders.PAYMENT))
                .flatMap(booked -> orders.find(UUID.fromString(booked.reference())));
    }

    /** In the transaction of the approval; posted right after it. */
    void approve(UUID id) {
        if (!rows.approve(id)) {
            throw Problem.of(Reason.NOT_CORRECTABLE).exception();
        }
        jobs.scheduleIfNotExists(
                POST.instance(id.toString()).data(new Post(id)).scheduledTo(Instant.now()));
    }

    /** Posts what is approved, once however often it is called. */
    void post(UUID id) {
        Act act = rows.find(id).orElseThrow();
        if (act.state() != DeskActRows.State.APPROVED) {
            return;
        }
        switch (act.kind()) {
            case ADJUSTMENT -> postAdjustment(act);
            case REFUND -> postRefund(act);
        }
    }

    private void postAdjustment(Act act) {
        Asset asset = act.amount().asset();
        PostingId id = PostingId.of(act.customer(), "adjustment", act.id().toString());
        LedgerCommand.Header header =
                LedgerCommand.Header.of(
                                id,
                                act.customer(),
                                "ADJUSTMENT",
                                act.amount().abs(),
                                act.id().toString())
                        .memo(act.told())
                        .passingFreeze()
                        .metadata(Map.of("reason", act.reasonCode()));
        Outcome outcome =
                ledger.apply(
                        new LedgerCommand.Post(
                                header,
                                List.of(
                                        new Leg(
                                                AccountRef.wallet(act.customer(), asset),
                                                act.amount()),
                                        new Leg(
                                                AccountRef.suspense(act.customer(), asset),
                                                act.amount().negated())),
                                List.of()));
        switch (outcome) {
            case Outcome.Posted posted ->
                    posted(
                            act,
                            posted.id(),
                            posted.at(),
                            adjusted(act, posted),
                            new SubjectRef(SubjectKind.ACCOUNT, act.customer()));
            case Outcome.Refused refused -> refuse(act, refused.problem());
        }
    }

    /**
     * The merchant gives it, as in a refund of their own; they are told by their books, and the
     * customer also why.
     */
    private void postRefund(Act act) {
        Demand order = orders.find(Objects.requireNonNull(act.order())).orElseThrow();
        String number = "desk-" + act.id();
        try {
            orders.refund(
                    order.payee(),
                    Objects.requireNonNull(order.orderNumber()),
                    number,
                    act.amount());
            PostingId id = PostingId.of(order.payee(), "order.refund", order.id() + " " + number);
            posted(
                    act,
                    id,
                    clock.instant(),
                    "REFUND_OBTAINED",
                    new SubjectRef(SubjectKind.REFUND, id.value()));
        } catch (ProblemException refused) {
            if (refused.problem().reason().retry()) {
                throw refused;
            }
            refuse(act, refused.problem());
        }
    }

    private static String adjusted(Act act, Outcome.Posted posted) {
        if (posted.passedOwnerBy()) {
            return Notices.CAME_AFTER_CLOSING;
        }
        return act.amount().isNegative() ? "ADJUSTED_TAKEN" : "ADJUSTED_GIVEN";
    }

    private void refuse(Act act, Problem problem) {
        Reason reason = problem.reason();
        transactions.executeWithoutResult(status -> {
            if (rows.refused(act.id(), reason.name(), clock.instant())) {
                audit.record(
                        "job:post-desk-act",
                        "desk-act.refused",
                        "customer:" + act.customer(),
                        Map.of("act", act.id().toString(), "reason", reason.name()));
                events.publishEvent(
                        new DeskActRefused(act.id(), act.customer(), act.draftedBy(), reason));
            }
        });
    }

    /** Written down and told together, so that a crash in between loses no notice. */
    private void posted(Act act, PostingId posting, Instant at, String notice, SubjectRef about) {
        transactions.executeWithoutResult(status -> {
            if (rows.posted(act.id(), posting.value(), at)) {
                notices.tell(
                        act.customer(),
                        notice,
                        Map.of("amount", Written.money(act.amount().abs()), "reason", act.told()),
                        about);
            }
        });
    }

    private UUID propose(
            Caller.Staff me,
            Kind kind,
            UUID customer,
            @Nullable UUID order,
            Money amount,
            Reasons why) {
        Act act =
                new Act(
                        Ids.next(),
                        kind,
                        customer,
                        order,
                        amount,
                        why.code().name(),
                        why.reason(),
                        me.staffId(),
                        DeskActRows.State.DRAFTED,
                        null,
                        null,
                        null);
        rows.draft(act, clock.instant());
        proposals.propose(
                me,
                new Proposals.Asked(
                        DeskActKinds.name(kind), act.id(), why.reason(), why.evidence(), Set.of()));
        return act.id();
    }

    private static void requireSensible(Money amount) {
        if (amount.asset() != Asset.CNY) {
            throw Problem.of(Reason.ASSET_NOT_SUPPORTED).field("amount.asset").exception();
        }
        if (!amount.isPositive() || amount.minor() > MOST_MINOR) {
            throw Problem.of(Reason.AMOUNT_INVALID).field("amount").exception();
        }
    }

    /** The job that posts. */
    @Configuration(proxyBeanMethods = false)
    static class Job {
        @Bean
        OneTimeTask<Post> postDeskAct(DeskActs acts) {
            return Tasks.oneTime(POST)
                    .onFailure(new ExponentialBackoffFailureHandler<>(FIRST_PAUSE, 2))
                    .execute((instance, context) -> acts.post(instance.getData().act()));
        }
    }
}
