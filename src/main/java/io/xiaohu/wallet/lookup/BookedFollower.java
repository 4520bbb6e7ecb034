package io.xiaohu.wallet.lookup;

import io.xiaohu.ledger.LedgerEvents;
import io.xiaohu.ledger.LedgerFollower;
import io.xiaohu.payment.MerchantOrders;
import io.xiaohu.payment.TransferReturns;
import io.xiaohu.payment.Transfers;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Notes every transfer and payment where staff can find it, in the order the ledger booked them.
 */
@Component
class BookedFollower implements LedgerFollower {

    private static final Set<String> KINDS =
            Set.of(
                    Transfers.KIND,
                    TransferReturns.KIND,
                    MerchantOrders.PAYMENT,
                    MerchantOrders.REFUND);

    private final BookedMovements booked;

    BookedFollower(BookedMovements booked) {
        this.booked = booked;
    }

    @Override
    public String name() {
        return "wallet.booked";
    }

    @Override
    public void follow(List<LedgerEvents.Event> events) {
        booked.add(
                events.stream()
                        .flatMap(event -> event.entries().stream())
                        .flatMap(entry -> noted(entry).stream())
                        .toList());
    }

    private static Optional<BookedMovements.Booked> noted(LedgerEvents.Entry entry) {
        LedgerEvents.Operation operation = entry.operation();
        if (operation == null
                || !KINDS.contains(operation.kind())
                || !entry.account().owner().equals(operation.owner())) {
            return Optional.empty();
        }
        // What is only set aside waits for somebody.
        return Optional.of(
                new BookedMovements.Booked(operation, entry.at(), entry.amount().isZero()));
    }
}
