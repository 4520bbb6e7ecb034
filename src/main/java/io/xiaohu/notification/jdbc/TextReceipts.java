package io.xiaohu.notification.jdbc;

import io.xiaohu.notification.provider.Receipt;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes what providers report of texts into their traces. */
@Component
public class TextReceipts {

    private static final String LOCK =
            """
            select id
            from notification.outgoing_text
            where id = :id
            for update
            """;

    private final JdbcClient sql;
    private final TransactionTemplate transactions;
    private final Handovers handovers;
    private final DeliverySteps steps;

    TextReceipts(
            JdbcClient sql,
            TransactionTemplate transactions,
            Handovers handovers,
            DeliverySteps steps) {
        this.sql = sql;
        this.transactions = transactions;
        this.handovers = handovers;
        this.steps = steps;
    }

    /**
     * Takes receipts, each in a transaction of its own; those of texts we did not send count for
     * nothing.
     *
     * @return false when one may be of a text whose provider has not answered us yet: it should be
     *     sent again
     */
    public boolean take(List<Receipt> receipts) {
        boolean complete = true;
        for (Receipt receipt : receipts) {
            Optional<UUID> text = handovers.find(receipt);
            if (text.isPresent()) {
                note(text.get(), receipt);
            } else {
                complete &= !handovers.isAnyUnanswered(receipt.provider());
            }
        }
        return complete;
    }

    private void note(UUID text, Receipt receipt) {
        transactions.executeWithoutResult(status -> {
            lock(text);
            steps.addIfNews(text, receipt.provider(), receipt.report());
        });
    }

    /** Everything that is reported of one text is written one after the other. */
    void lock(UUID text) {
        sql.sql(LOCK).param("id", text).query(UUID.class).single();
    }
}
