package io.xiaohu.payment;

import io.xiaohu.identity.Refusals;
import io.xiaohu.kernel.Failure;
import io.xiaohu.kernel.Money;
import io.xiaohu.kernel.MoneyState;
import io.xiaohu.kernel.Movement;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.ProblemTexts;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.SubjectKind;
import io.xiaohu.kernel.SubjectRef;
import io.xiaohu.kernel.Texts;
import io.xiaohu.ledger.Statements.Operation;
import io.xiaohu.payment.core.DemandPayments;
import io.xiaohu.payment.core.HeldTransfer;
import io.xiaohu.payment.core.HeldTransfer.GivenBackFor;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A transfer or payment in words: a line of the bills, its timeline, and why nothing arrived. */
@Component
class TransferLines {

    private static final Texts TEXTS = Texts.of("payment");

    private final Refusals refusals;

    TransferLines(Refusals refusals) {
        this.refusals = refusals;
    }

    Movement movement(
            Operation operation,
            @Nullable HeldTransfer waited,
            UUID customer,
            String name,
            Locale locale) {
        String kind = kind(operation.kind(), operation.owner().equals(customer));
        Problem problem = problem(operation, waited);
        Movement.State state =
                problem == null
                        ? Movement.State.SUCCEEDED
                        : problem.reason() == Reason.TRANSFER_WAITS
                                        || problem.reason() == Reason.UNDER_REVIEW
                                ? Movement.State.PROCESSING
                                : Movement.State.FAILED;
        SubjectRef subject = new SubjectRef(subjectKind(operation), operation.id().value());
        Failure told = problem == null ? null : ProblemTexts.render(problem.about(subject), locale);
        return new Movement(
                operation.id().value(),
                kind,
                TEXTS.get(locale, kind + ".title", Map.of("name", name)),
                name,
                operation.memo(),
                operation.at(),
                operation.amount(),
                null,
                waited == null ? operation.balanceAfter() : balanceAfter(waited),
                state,
                state == Movement.State.FAILED ? told : null,
                state == Movement.State.PROCESSING ? told : null,
                subject);
    }

    private static SubjectKind subjectKind(Operation operation) {
        if (operation.refusal() != null) {
            return SubjectKind.ATTEMPT;
        }
        return switch (operation.kind()) {
            case DemandPayments.PAYMENT -> SubjectKind.PAYMENT;
            case MerchantOrders.REFUND -> SubjectKind.REFUND;
            default -> SubjectKind.TRANSFER;
        };
    }

    static String kind(String booked, boolean sent) {
        if (booked.equals(DemandPayments.PAYMENT) || booked.equals(MerchantOrders.REFUND)) {
            return booked;
        }
        boolean back = booked.equals(TransferReturns.KIND);
        return "TRANSFER_" + (back ? "BACK_" : "") + (sent ? "OUT" : "IN");
    }

    /** Why nothing arrived: refused, given back, or waiting; null when it has arrived. */
    private @Nullable Problem problem(Operation operation, @Nullable HeldTransfer waited) {
        Problem filed = operation.refusal();
        if (filed != null) {
            return refusals.explained(filed, operation.owner(), operation.at());
        }
        if (waited == null) {
            return null;
        }
        return switch (waited.state()) {
            case UNDER_REVIEW -> underReview(waited);
            case HANDING_BACK ->
                    waited.givenBackFor() == GivenBackFor.PAYEE_REPORTED
                            ? waits(waited)
                            : underReview(waited);
            case CREATED, AWAITING_PAYEE, ARRIVING, CANCELLING, RETURNING ->
                    waited.payee() != null && waited.reviewUntil() != null
                            ? underReview(waited)
                            : waits(waited);
            case CANCELLED -> Problem.of(Reason.TRANSFER_CANCELLED);
            case RETURNED ->
                    Problem.of(
                            waited.payee() == null || waited.reviewUntil() == null
                                    ? Reason.TRANSFER_UNCLAIMED
                                    : Reason.REVIEW_UNANSWERED);
            case HANDED_BACK ->
                    switch (waited.givenBackFor()) {
                        case UNANSWERED -> Problem.of(Reason.REVIEW_UNANSWERED);
                        case PAYEE_GONE -> Problem.of(Reason.REVIEW_PAYEE_GONE);
                        case PAYEE_REPORTED ->
                                Problem.of(Reason.PAYEE_REPORTED)
                                        .with("case", "WAITED")
                                        .money(MoneyState.RETURNED);
                        case RETURNED -> Problem.of(Reason.REVIEW_RETURNED);
                        case null -> Problem.of(Reason.REVIEW_RETURNED);
                    };
            case ARRIVED -> null;
        };
    }

    private static Problem waits(HeldTransfer waited) {
        return Problem.of(Reason.TRANSFER_WAITS).with("until", waited.expiresAt());
    }

    /** Where the money is when somebody has to look at it first; null when nobody has. */
    @Nullable Failure progress(Transfers.Sent sent, Locale locale) {
        Instant until = sent.reviewUntil();
        return until == null
                ? null
                : ProblemTexts.render(
                        underReview(until).about(new SubjectRef(SubjectKind.TRANSFER, sent.id())),
                        locale);
    }

    /** What happens while somebody looks at it: the money is held, and until when. */
    private static Problem underReview(Instant until) {
        return Problem.of(Reason.UNDER_REVIEW)
                .with("until", until)
                .checkingUntil(until)
                .money(MoneyState.HELD);
    }

    private static Problem underReview(HeldTransfer waited) {
        Instant until = waited.reviewUntil();
        return underReview(until == null ? waited.expiresAt() : until);
    }

    private static @Nullable Money balanceAfter(HeldTransfer waited) {
        return waited.state() == HeldTransfer.State.ARRIVED ? waited.balanceAfter() : null;
    }

    static Movement.Step step(Movement movement, Locale locale) {
        return new Movement.Step(
                movement.at(),
                TEXTS.get(locale, "step." + movement.kind() + "." + movement.state()),
                movement.state());
    }

    /** It was set aside, and then came to one of its ends. */
    static List<Movement.Step> steps(HeldTransfer waited, Movement movement, Locale locale) {
        boolean reviewed = waited.reviewUntil() != null;
        Movement.Step began =
                new Movement.Step(
                        movement.at(),
                        TEXTS.get(
                                locale,
                                "step.TRANSFER_OUT."
                                        + (reviewed ? "UNDER_REVIEW" : "AWAITING_PAYEE")),
                        Movement.State.PROCESSING);
        Instant ended = waited.endedAt();
        return ended == null
                ? List.of(began)
                : List.of(
                        began,
                        new Movement.Step(
                                ended,
                                TEXTS.get(
                                        locale,
                                        "step.TRANSFER_OUT."
                                                + (reviewed
                                                                && waited.state()
                                                                        == HeldTransfer.State
                                                                                .ARRIVED
                                                        ? "RELEASED"
                                                        : waited.state())),
                                Movement.State.SUCCEEDED));
    }
}
