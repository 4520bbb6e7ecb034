package io.xiaohu.ledger.jdbc.rows;

import io.xiaohu.ledger.LedgerCommand;
import io.xiaohu.ledger.core.CounterUse;
import io.xiaohu.ledger.core.Entry;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A posting or a refusal as it is written.
 *
 * @param original the posting it gives something of back
 * @param refusal why it was refused, as JSON; null when it was posted
 * @param salt makes the digest of reference and memo unguessable
 * @param uses the counters it advanced
 * @param entries the changes it made
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record OperationRow(
        LedgerCommand.Header header,
        @Nullable UUID original,
        @Nullable String refusal,
        byte[] salt,
        List<CounterUse> uses,
        List<Entry> entries,
        long atMicros) {

    private static final byte[] NO_CONTENT = {};

    byte[] requestDigest() {
        return header.content() == null ? NO_CONTENT : header.content().value();
    }

    List<UUID> entryAccounts() {
        return entries.stream().map(entry -> entry.after().ref().id()).toList();
    }

    long[] entrySeqs() {
        return entries.stream().mapToLong(entry -> entry.after().seq()).toArray();
    }
}
