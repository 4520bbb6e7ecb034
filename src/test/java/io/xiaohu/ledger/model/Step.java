package io.xiaohu.ledger.model;

import io.xiaohu.ledger.LedgerCommand;
import io.xiaohu.ledger.PostingId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One call of the ledger. */
sealed interface Step {

    record One(LedgerCommand command) implements Step {}

    record Each(List<LedgerCommand> commands) implements Step {}

    record Together(List<LedgerCommand> commands) implements Step {}

    record Reverse(LedgerCommand.Header header, PostingId original) implements Step {}

    /**
     * @param as DEBITS, ALL, or null to lift it
     */
    record Freeze(UUID owner, @Nullable String as) implements Step {}
}
