package io.xiaohu.payment;

import io.xiaohu.identity.Customer;
import io.xiaohu.identity.Customers;
import io.xiaohu.kernel.IdempotentRequest;
import io.xiaohu.kernel.Ids;
import io.xiaohu.kernel.Money;
import io.xiaohu.kernel.Phone;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.RateLimits;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.Tokens;
import io.xiaohu.ledger.Outcome;
import io.xiaohu.limits.Limits;
import io.xiaohu.payment.core.DemandPayments;
import io.xiaohu.payment.core.DemandWords;
import io.xiaohu.payment.jdbc.Demands;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** People ask each other for money (收款请求): one person, or whoever has the link. */
@Service
public class PaymentRequests {

    private static final Duration GOOD_FOR = Duration.ofDays(7);

    private final Demands demands;
    private final DemandPayments payments;
    private final DemandWords words;
    private final Customers customers;
    private final Limits limits;
    private final RateLimits rates;
    private final Clock clock;

    PaymentRequests(
            Demands demands,
            DemandPayments payments,
            DemandWords words,
            Customers customers,
            Limits limits,
            RateLimits rates,
            Clock clock) {
        this.demands = demands;
        this.payments = payments;
        this.words = words;
        this.customers = customers;
        this.limits = limits;
        this.rates = rates;
        this.clock = clock;
    }

    /**
     * Asks for money.
     *
     * @param from whom; null asks whoever gets the link
     * @throws io.xiaohu.kernel.ProblemException PAYEE_IS_SELF; PAYEE_NOT_FOUND; AMOUNT_INVALID,
     *     SINGLE_LIMIT: nothing that could ever be paid; TOO_MANY_REQUESTS
     */
    @Transactional
    public Demand ask(UUID customer, @Nullable Phone from, Money amount, @Nullable String memo) {
        limits.requireMovable(amount);
        limits.single(amount)
                .ifPresent(tooMuch -> {
                    throw tooMuch.exception();
                });
        UUID asked = from == null ? null : person(customer, from);
        Instant now = clock.instant();
        Demand request =
                new Demand(
                        Ids.next(),
                        Demand.Kind.REQUEST,
                        customer,
                        asked,
                        null,
                        Tokens.create(),
                        amount,
                        memo,
                        Demand.State.OPEN,
                        null,
                        null,
                        now,
                        now.plus(GOOD_FOR),
                        null);
        demands.insert(request);
        if (asked != null) {
            words.tellAsked(request, asked);
        }
        return request;
    }

    /**
     * One as this customer may see it.
     *
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND
     */
    public Demand get(UUID customer, UUID id) {
        return demands.find(id)
                .filter(found -> !found.isOrder())
                .filter(found -> found.isFor(customer))
                .orElseThrow(() -> Problem.of(Reason.NOT_FOUND).exception());
    }

    public List<Demand> list(UUID customer) {
        return demands.list(customer);
    }

    /** Pays one; see {@link DemandPayments#pay}. */
    public Outcome.Posted pay(UUID payer, UUID id, IdempotentRequest request, Given given) {
        return payments.pay(payer, id, Demand.Kind.REQUEST, request, given);
    }

    /**
     * The one who was asked says no.
     *
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND, ALREADY_PAID, DEMAND_ENDED
     */
    @Transactional
    public Demand decline(UUID asked, UUID id) {
        Demand request = get(asked, id);
        if (!asked.equals(request.asked())) {
            throw Problem.of(Reason.NOT_FOUND).exception();
        }
        if (end(request, Demand.State.DECLINED)) {
            words.tellDeclined(request, asked);
        }
        return get(asked, id);
    }

    /**
     * The one who asked no longer does.
     *
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND, ALREADY_PAID, DEMAND_ENDED
     */
    @Transactional
    public Demand cancel(UUID customer, UUID id) {
        Demand request = get(customer, id);
        if (!request.payee().equals(customer)) {
            throw Problem.of(Reason.NOT_FOUND).exception();
        }
        end(request, Demand.State.CANCELLED);
        return get(customer, id);
    }

    /** True when this ended it; false when it had ended so before. */
    private boolean end(Demand request, Demand.State as) {
        if (demands.end(request.id(), as)) {
            return true;
        }
        Demand.State now = demands.find(request.id()).orElseThrow().state();
        if (now == as) {
            return false;
        }
        boolean paid = now == Demand.State.PAID || now == Demand.State.PAYING;
        throw Problem.of(paid ? Reason.ALREADY_PAID : Reason.DEMAND_ENDED).exception();
    }

    private UUID person(UUID customer, Phone phone) {
        rates.take("payees-by-caller", customer.toString());
        UUID person =
                customers
                        .findByPhone(phone)
                        .filter(found -> found.status() != Customer.Status.CLOSED)
                        .map(Customer::id)
                        .orElseThrow(() ->
                                Problem.of(Reason.PAYEE_NOT_FOUND)
                                        .with("case", "ASKED")
                                        .field("fromPhone")
                                        .exception());
        if (person.equals(customer)) {
            throw Problem.of(Reason.PAYEE_IS_SELF).field("fromPhone").exception();
        }
        return person;
    }
}
