package io.xiaohu.payment;

import io.xiaohu.identity.Customers;
import io.xiaohu.identity.PaymentPins;
import io.xiaohu.kernel.IdempotentRequest;
import io.xiaohu.kernel.Masks;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.SubjectKind;
import io.xiaohu.kernel.SubjectRef;
import io.xiaohu.kernel.Written;
import io.xiaohu.ledger.Bookings;
import io.xiaohu.ledger.Ledger;
import io.xiaohu.ledger.LedgerCommand;
import io.xiaohu.ledger.Outcome;
import io.xiaohu.ledger.PostingId;
import io.xiaohu.ledger.Statements;
import io.xiaohu.ledger.Statements.Operation;
import io.xiaohu.notification.Notices;
import io.xiaohu.payment.core.HeldTransferRunner;
import io.xiaohu.payment.core.Paying;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;

/**
 * Gives a received transfer back, whole and once (退回). It counts against no limit: the money goes
 * where it came from.
 */
@Service
public class TransferReturns {

    /** What giving back is called in the ledger. */
    public static final String KIND = "TRANSFER_BACK";

    private final Statements statements;
    private final Bookings bookings;
    private final Ledger ledger;
    private final PaymentPins pins;
    private final Paying paying;
    private final Customers customers;
    private final Notices notices;
    private final Transfers.Settings settings;
    private final Clock clock;

    TransferReturns(
            Statements statements,
            Bookings bookings,
            Ledger ledger,
            PaymentPins pins,
            Paying paying,
            Customers customers,
            Notices notices,
            Transfers.Settings settings,
            Clock clock) {
        this.statements = statements;
        this.bookings = bookings;
        this.ledger = ledger;
        this.pins = pins;
        this.paying = paying;
        this.customers = customers;
        this.notices = notices;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Gives a transfer back once for its key.
     *
     * @param transfer what the payee received
     * @return the posting, which names what it gives back
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND when it was not sent to this customer;
     *     RETURN_TOO_LATE; PIN_WRONG and its kin; ALREADY_GIVEN_BACK; every refusal of the ledger
     */
    public Outcome.Posted giveBack(
            UUID payee, UUID transfer, String pin, IdempotentRequest request) {
        PostingId id = PostingId.of(payee, "transfer.back", request.key());
        Optional<Outcome> earlier = ledger.find(id, request.content());
        if (earlier.isPresent()) {
            return paying.posted(payee, earlier.get());
        }
        Operation received =
                received(payee, transfer)
                        .orElseThrow(() -> Problem.of(Reason.NOT_FOUND).exception());
        Instant until = received.at().plus(settings.returnedWithin());
        if (clock.instant().isAfter(until)) {
            throw Problem.of(Reason.RETURN_TOO_LATE)
                    .with("hours", settings.returnedWithin().toHours())
                    .with("until", until)
                    .exception();
        }
        pins.require(payee, pin);
        LedgerCommand.Header header =
                LedgerCommand.Header.of(id, payee, KIND, received.amount(), transfer.toString())
                        .counterparty(received.owner())
                        .content(request.content());
        LedgerCommand.Post post = Paying.post(header, received.owner(), List.of());
        Outcome outcome =
                ledger.apply(
                        new LedgerCommand.Post(
                                header,
                                post.legs(),
                                List.of(),
                                new LedgerCommand.GivesBack(
                                        received.id(), received.owner(), received.amount(), true)));
        Outcome.Posted posted = paying.posted(payee, outcome);
        if (!posted.repeated()) {
            tell(payee, received, posted.id());
        }
        return posted;
    }

    /** Until when what a customer received can be given back; empty when it cannot. */
    public Optional<Instant> openUntil(UUID payee, UUID transfer) {
        return received(payee, transfer)
                .filter(found -> !bookings.isGivenBack(found.id()))
                .map(found -> found.at().plus(settings.returnedWithin()))
                .filter(until -> until.isAfter(clock.instant()));
    }

    private Optional<Operation> received(UUID payee, UUID transfer) {
        return statements
                .operation(new PostingId(transfer), payee)
                .filter(found -> payee.equals(found.counterparty()))
                .filter(found -> isTransfer(found.kind()));
    }

    private void tell(UUID payee, Operation received, PostingId id) {
        notices.tell(
                received.owner(),
                "TRANSFER_GIVEN_BACK",
                Map.of(
                        "name", Masks.name(customers.get(payee).displayName()),
                        "amount", Written.money(received.amount())),
                new SubjectRef(SubjectKind.TRANSFER, id.value()));
    }

    private static boolean isTransfer(String kind) {
        return kind.equals(Transfers.KIND) || kind.equals(HeldTransferRunner.ARRIVAL);
    }
}
