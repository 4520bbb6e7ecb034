package io.xiaohu.limits;

import io.xiaohu.audit.AuditTrail;
import io.xiaohu.identity.Customer;
import io.xiaohu.identity.Customers;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.Masks;
import io.xiaohu.kernel.Money;
import io.xiaohu.kernel.Movement;
import io.xiaohu.kernel.MovementSource;
import io.xiaohu.kernel.Page;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.limits.core.Fired;
import io.xiaohu.limits.core.RiskCode;
import io.xiaohu.limits.jdbc.FiringRows;
import io.xiaohu.limits.jdbc.ReviewRows;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** What waits for a review, as the desk reads it. */
@Service
public class RiskQueue {

    private static final int PAGE = 50;
    private static final int MOVEMENTS = 8;
    private static final int FIRINGS = 100;

    private final ReviewRows rows;
    private final FiringRows firings;
    private final Customers customers;
    private final List<MovementSource> sources;
    private final AuditTrail audit;

    RiskQueue(
            ReviewRows rows,
            FiringRows firings,
            Customers customers,
            List<MovementSource> sources,
            AuditTrail audit) {
        this.rows = rows;
        this.firings = firings;
        this.customers = customers;
        this.sources = sources;
        this.audit = audit;
    }

    /**
     * One line of the queue.
     *
     * @param why the rules that fired, in words
     */
    public record Line(
            UUID id,
            RiskAttempt.Kind kind,
            Money amount,
            String payer,
            String payee,
            List<String> why,
            RiskReview.State state,
            Instant createdAt,
            Instant answerBy,
            @Nullable Instant decidedAt,
            @Nullable String decidedBy) {}

    /** A rule that fired, what follows from it, and what it saw, in words. */
    public record Why(RiskCode rule, RiskOutcome outcome, String title, String facts) {}

    /**
     * Something that fired, whatever followed.
     *
     * @param attempt the posting's or the flow's id
     */
    public record Firing(
            UUID id,
            UUID attempt,
            RiskAttempt.Kind kind,
            Money amount,
            String payer,
            RiskOutcome outcome,
            List<Why> why,
            Instant at) {}

    /** Somebody concerned, masked, with what happened to their money lately. */
    public record Party(
            UUID id,
            String name,
            String phone,
            Customer.Status status,
            Instant since,
            List<Moved> movements) {}

    /** A movement in short. */
    public record Moved(UUID id, String title, Money amount, Instant at, Movement.State state) {}

    /** The device it was asked for on. */
    public record Device(String name, Instant knownSince) {}

    /**
     * Everything a reviewer needs.
     *
     * @param payee null for a card, and for a phone nobody has registered
     * @param to the masked phone or the card's last digits
     */
    public record Shown(
            UUID id,
            RiskAttempt.Kind kind,
            Money amount,
            RiskReview.State state,
            Instant createdAt,
            Instant answerBy,
            List<Why> why,
            Party payer,
            @Nullable Party payee,
            String to,
            @Nullable Device device,
            @Nullable Instant decidedAt,
            @Nullable String decidedBy,
            @Nullable String note) {}

    /**
     * Those that wait, the oldest first; or those that are decided, the latest first.
     *
     * @throws io.xiaohu.kernel.ProblemException BAD_INPUT for a cursor that is none
     */
    public Page<Line> list(boolean open, @Nullable String cursor, Locale locale) {
        List<ReviewRows.Kept> read =
                rows.list(open, cursor == null ? null : place(cursor), PAGE + 1);
        List<ReviewRows.Kept> page = read.subList(0, Math.min(PAGE, read.size()));
        return new Page<>(
                page.stream().map(kept -> line(kept, locale)).toList(),
                read.size() <= PAGE ? null : cursor(page.getLast().review(), open));
    }

    /**
     * Opens one, on the record: it shows what two customers did with their money.
     *
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND
     */
    public Shown open(Caller.Staff me, UUID id, Locale locale) {
        Shown shown = get(id, locale);
        Map<String, String> whose = new HashMap<>(Map.of("customer", shown.payer().id() + ""));
        if (shown.payee() != null) {
            whose.put("payee", shown.payee().id().toString());
        }
        audit.record(me.key(), "review.viewed", "review:" + id, whose);
        return shown;
    }

    /**
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND
     */
    public Shown get(UUID id, Locale locale) {
        ReviewRows.Kept kept =
                rows.find(id)
                        .filter(found -> found.review().state() != RiskReview.State.DRAFT)
                        .orElseThrow(() -> Problem.of(Reason.NOT_FOUND).exception());
        RiskReview review = kept.review();
        UUID payee = review.payee();
        String device = kept.device();
        Instant since = kept.deviceKnownAt();
        return new Shown(
                review.id(),
                review.kind(),
                review.amount(),
                review.state(),
                review.createdAt(),
                review.answerBy(),
                why(kept.fired(), locale),
                party(review.payer(), locale),
                payee == null ? null : party(payee, locale),
                review.payeeShown(),
                device == null || since == null ? null : new Device(device, since),
                review.decidedAt(),
                review.decidedBy(),
                review.note());
    }

    /** What fired lately, the newest first, with what it saw. */
    public List<Firing> firings(Locale locale) {
        return firings.latest(FIRINGS).stream()
                .map(one ->
                        new Firing(
                                one.id(),
                                one.attempt(),
                                one.kind(),
                                one.amount(),
                                customers.find(one.customer()).map(RiskQueue::shown).orElse("*"),
                                one.outcome(),
                                why(one.fired(), locale),
                                one.at()))
                .toList();
    }

    private static List<Why> why(List<Fired> fired, Locale locale) {
        return fired.stream()
                .map(one ->
                        new Why(
                                one.rule(),
                                one.outcome(),
                                RiskWords.title(one.rule(), locale),
                                RiskWords.facts(one, locale)))
                .toList();
    }

    private Line line(ReviewRows.Kept kept, Locale locale) {
        RiskReview review = kept.review();
        return new Line(
                review.id(),
                review.kind(),
                review.amount(),
                customers.find(review.payer()).map(RiskQueue::shown).orElse("*"),
                review.payeeShown(),
                kept.fired().stream().map(one -> RiskWords.title(one.rule(), locale)).toList(),
                review.state(),
                review.createdAt(),
                review.answerBy(),
                review.decidedAt(),
                review.decidedBy());
    }

    private Party party(UUID id, Locale locale) {
        Customer customer = customers.get(id);
        return new Party(
                id,
                Masks.name(customer.displayName()),
                customer.phone().masked(),
                customer.status(),
                customer.createdAt(),
                sources.stream()
                        .flatMap(source -> source.movements(id, null, MOVEMENTS, locale).stream())
                        .sorted(Comparator.comparing(Movement::place))
                        .limit(MOVEMENTS)
                        .map(it -> new Moved(it.id(), it.title(), it.amount(), it.at(), it.state()))
                        .toList());
    }

    private static String shown(Customer customer) {
        return Masks.name(customer.displayName()) + " " + customer.phone().masked();
    }

    private static String cursor(RiskReview last, boolean open) {
        Instant decided = last.decidedAt();
        return (open || decided == null ? last.createdAt() : decided) + "_" + last.id();
    }

    private static ReviewRows.Place place(String cursor) {
        int split = cursor.indexOf('_');
        try {
            return new ReviewRows.Place(
                    Instant.parse(cursor.substring(0, Math.max(split, 0))),
                    UUID.fromString(cursor.substring(split + 1)));
        } catch (DateTimeParseException | IllegalArgumentException e) {
            throw Problem.of(Reason.BAD_INPUT).field("cursor").exception();
        }
    }
}
