package io.xiaohu.wallet.feed;

import io.xiaohu.ledger.AccountRef;
import io.xiaohu.ledger.LedgerEvents;
import io.xiaohu.ledger.LedgerFollower;
import io.xiaohu.payment.Transfers;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Tells both sides of every committed transfer, also when the server that made it was killed before
 * it could say so. Each side is told from the partition it lies in, so nobody waits for another's
 * feed.
 */
@Component
class TransferFollower implements LedgerFollower {

    private final Feed feed;

    TransferFollower(Feed feed) {
        this.feed = feed;
    }

    @Override
    public String name() {
        return "wallet.feed";
    }

    @Override
    public void follow(LedgerEvents.Event event) {
        for (LedgerEvents.Entry entry : event.entries()) {
            LedgerEvents.Operation operation = entry.operation();
            if (operation != null
                    && operation.kind().equals(Transfers.KIND)
                    && entry.account().purpose() == AccountRef.Purpose.WALLET) {
                feed.append(
                        entry.account().owner(),
                        "movement",
                        "transfer:" + operation.id(),
                        Map.of(
                                "id",
                                operation.id().value(),
                                "kind",
                                entry.amount().isNegative() ? "TRANSFER_OUT" : "TRANSFER_IN",
                                "state",
                                "SUCCEEDED"));
            }
        }
    }
}
