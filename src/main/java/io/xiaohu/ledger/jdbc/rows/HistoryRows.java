package io.xiaohu.ledger.jdbc.rows;

import io.xiaohu.ledger.core.AccountState;
import io.xiaohu.ledger.core.Change;
import io.xiaohu.ledger.core.Entry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows that are written once: operations, entries, and the events that tell of them. */
public final class HistoryRows {

    /**
     * The heads are locked in the order of p, so that two commits never wait for each other in a
     * circle, and stay locked until the commit, so that numbers become visible in their order.
     */
    private static final String NEXT_EVENT_NUMBERS =
            """
            update ledger.event_head head
            set number = head.number + 1
            from (
                select p
                from ledger.event_head
                where p = any (?)
                order by p
                for update
            ) locked
            where head.p = locked.p
            returning head.p, head.number
            """;

    private final RowTable<OperationRow> operations;
    private final RowTable<EntryRow> entries;
    private final RowTable<EventRow> events;

    private record EntryRow(Entry entry, @Nullable UUID operation) {}

    private record EventRow(int p, long number, long atMicros, List<Moved> accounts) {}

    /** An account a commit changed, with the numbers of its first and last new entry. */
    private record Moved(UUID account, long firstSeq, long lastSeq) {}

    public HistoryRows(LedgerJson json) {
        this.operations =
                new RowTable<>(
                        "ledger.operation",
                        List.of(
                                "p",
                                "id",
                                "owner",
                                "outcome",
                                "kind",
                                "amount",
                                "asset",
                                "reference",
                                "memo",
                                "counterparty",
                                "original",
                                "request_digest",
                                "metadata",
                                "refusal",
                                "allowances",
                                "salt",
                                "entry_accounts",
                                "entry_seqs",
                                "booked_at"),
                        (row, sink) -> put(row, sink, json));
        this.entries =
                new RowTable<>(
                        "ledger.entry",
                        List.of(
                                "p",
                                "account",
                                "seq",
                                "step",
                                "operation",
                                "amount",
                                "held_change",
                                "posted_after",
                                "held_after",
                                "booked_at",
                                "hash"),
                        HistoryRows::put);
        this.events =
                new RowTable<>(
                        "ledger.event",
                        List.of("p", "number", "booked_at", "accounts", "first_seqs", "last_seqs"),
                        HistoryRows::put);
    }

    /** Adds operations with their entries. */
    public void add(Connection connection, List<OperationRow> rows) throws SQLException {
        operations.add(connection, rows);
        List<EntryRow> made = new ArrayList<>(2 * rows.size());
        for (OperationRow row : rows) {
            UUID id = row.header().id().value();
            row.entries().forEach(entry -> made.add(new EntryRow(entry, id)));
        }
        entries.add(connection, made);
    }

    /** Adds entries that belong to no operation: those of a freeze. */
    public void addFreezes(Connection connection, List<Entry> made) throws SQLException {
        entries.add(connection, made.stream().map(entry -> new EntryRow(entry, null)).toList());
    }

    /**
     * Tells of the entries, one event for each partition they lie in. The last statements before
     * the commit, since the heads are waited for by every other commit.
     *
     * @param made all new entries
     */
    public void tell(Connection connection, Collection<Entry> made, long atMicros)
            throws SQLException {
        Map<Integer, Map<UUID, Moved>> moved = new TreeMap<>();
        for (Entry entry : made) {
            AccountState after = entry.after();
            moved.computeIfAbsent(after.ref().partition(), p -> new HashMap<>())
                    .merge(
                            after.ref().id(),
                            new Moved(after.ref().id(), after.seq(), after.seq()),
                            (first, next) ->
                                    new Moved(first.account(), first.firstSeq(), next.lastSeq()));
        }
        List<EventRow> rows = new ArrayList<>(moved.size());
        nextNumbers(connection, moved.keySet())
                .forEach((p, number) ->
                        rows.add(
                                new EventRow(
                                        p,
                                        number,
                                        atMicros,
                                        List.copyOf(moved.getOrDefault(p, Map.of()).values()))));
        events.add(connection, rows);
    }

    private static Map<Integer, Long> nextNumbers(Connection connection, Collection<Integer> ps)
            throws SQLException {
        Map<Integer, Long> numbers = new TreeMap<>();
        try (PreparedStatement next = connection.prepareStatement(NEXT_EVENT_NUMBERS)) {
            next.setArray(1, connection.createArrayOf("int2", ps.toArray()));
            try (ResultSet row = next.executeQuery()) {
                while (row.next()) {
                    numbers.put(row.getInt(1), row.getLong(2));
                }
            }
        }
        if (numbers.size() != ps.size()) {
            throw new IllegalStateException("a partition has no event head");
        }
        return numbers;
    }

    private static void put(OperationRow row, RowSink sink, LedgerJson json) throws SQLException {
        var header = row.header();
        sink.smallint(header.id().partition());
        sink.uuid(header.id().value());
        sink.uuid(header.owner());
        sink.text(row.refusal() == null ? "POSTED" : "REFUSED");
        sink.text(header.kind());
        sink.bigint(header.amount().minor());
        sink.text(header.amount().asset().name());
        sink.text(header.reference());
        sink.text(header.memo());
        sink.uuid(header.counterparty());
        sink.uuid(row.original());
        sink.bytea(row.requestDigest());
        sink.jsonb(json.metadata(header.metadata()));
        sink.jsonb(row.refusal());
        sink.jsonb(json.uses(row.uses()));
        sink.bytea(row.salt());
        sink.uuids(row.entryAccounts());
        sink.bigints(row.entrySeqs());
        sink.timestamp(row.atMicros());
    }

    private static void put(EntryRow row, RowSink sink) throws SQLException {
        AccountState after = row.entry().after();
        Change change = row.entry().change();
        sink.smallint(after.ref().partition());
        sink.uuid(after.ref().id());
        sink.bigint(after.seq());
        sink.text(change.step().name());
        sink.uuid(row.operation());
        sink.bigint(change.amount());
        sink.bigint(change.heldChange());
        sink.bigint(after.posted());
        sink.bigint(after.held());
        sink.timestamp(after.bookedAtMicros());
        sink.bytea(after.head());
    }

    private static void put(EventRow row, RowSink sink) throws SQLException {
        sink.smallint(row.p());
        sink.bigint(row.number());
        sink.timestamp(row.atMicros());
        sink.uuids(row.accounts().stream().map(Moved::account).toList());
        sink.bigints(row.accounts().stream().mapToLong(Moved::firstSeq).toArray());
        sink.bigints(row.accounts().stream().mapToLong(Moved::lastSeq).toArray());
    }
}
