package io.xiaohu.wallet.feed;

import io.xiaohu.ledger.AccountRef;
import io.xiaohu.ledger.LedgerEvents;
import io.xiaohu.ledger.LedgerFollower;
import io.xiaohu.payment.MerchantOrders;
import io.xiaohu.payment.TransferReturns;
import io.xiaohu.payment.Transfers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Tells both sides of every committed transfer, also when the server that made it was killed before
 * it could say so. Each side is told from the partition it lies in, so nobody waits for another's
 * feed.
 */
@Component
class TransferFollower implements LedgerFollower {

    private static final Set<String> KINDS =
            Set.of(
                    Transfers.KIND,
                    Transfers.ARRIVAL,
                    TransferReturns.KIND,
                    MerchantOrders.PAYMENT,
                    MerchantOrders.REFUND);

    /** Whoever sent what has now arrived reads the transfer that waited; merchants read no feed. */
    private static final Set<String> UNTOLD_TO_OWNER =
            Set.of(Transfers.ARRIVAL, MerchantOrders.REFUND);

    private static final Set<String> UNTOLD_TO_OTHER = Set.of(MerchantOrders.PAYMENT);

    private final Feed feed;

    TransferFollower(Feed feed) {
        this.feed = feed;
    }

    @Override
    public String name() {
        return "wallet.feed";
    }

    @Override
    public void follow(List<LedgerEvents.Event> events) {
        feed.append(
                events.stream()
                        .flatMap(event -> event.entries().stream())
                        .flatMap(entry -> told(entry).stream())
                        .toList());
    }

    private static Optional<Feed.Told> told(LedgerEvents.Entry entry) {
        LedgerEvents.Operation operation = entry.operation();
        if (operation == null || !isTold(operation, entry)) {
            return Optional.empty();
        }
        return Optional.of(
                new Feed.Told(
                        entry.account().owner(),
                        "movement",
                        "transfer:" + operation.id(),
                        Map.of(
                                "id",
                                operation.id().value(),
                                "kind",
                                kind(operation, entry),
                                "state",
                                "SUCCEEDED")));
    }

    /** What is only set aside has not moved. */
    private static boolean isTold(LedgerEvents.Operation operation, LedgerEvents.Entry entry) {
        boolean own = operation.owner().equals(entry.account().owner());
        return KINDS.contains(operation.kind())
                && !(own ? UNTOLD_TO_OWNER : UNTOLD_TO_OTHER).contains(operation.kind())
                && entry.account().purpose() == AccountRef.Purpose.WALLET
                && !entry.amount().isZero();
    }

    private static String kind(LedgerEvents.Operation operation, LedgerEvents.Entry entry) {
        if (operation.kind().equals(MerchantOrders.PAYMENT)
                || operation.kind().equals(MerchantOrders.REFUND)) {
            return operation.kind();
        }
        boolean back = operation.kind().equals(TransferReturns.KIND);
        return "TRANSFER_" + (back ? "BACK_" : "") + (entry.amount().isNegative() ? "OUT" : "IN");
    }
}
