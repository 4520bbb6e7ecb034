package io.xiaohu.ledger.model;

import io.xiaohu.kernel.IdempotentRequest;
import io.xiaohu.ledger.LedgerCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What of a repeat is not as it was the first time. The request's content decides when there is
 * one; a step of a flow says all there is in its header.
 */
final class Differences {

    private Differences() {}

    static List<String> between(LedgerCommand.Header now, LedgerCommand.Header first) {
        IdempotentRequest.Digest content = now.content();
        IdempotentRequest.Digest before = first.content();
        boolean sameContent = content != null && before != null && content.matches(before.value());
        if (sameContent) {
            return List.of();
        }
        List<String> differs = new ArrayList<>();
        if (!now.kind().equals(first.kind())) {
            differs.add("kind");
        }
        if (!now.amount().equals(first.amount())) {
            differs.add("amount");
        }
        if (!now.reference().equals(first.reference())) {
            differs.add("reference");
        }
        if (!Objects.equals(now.counterparty(), first.counterparty())) {
            differs.add("counterparty");
        }
        if (!Objects.equals(now.memo(), first.memo())) {
            differs.add("memo");
        }
        if (differs.isEmpty() && content != null) {
            return List.of("content");
        }
        return differs;
    }
}
