package io.xiaohu.ledger.jdbc.rows;

import io.xiaohu.ledger.Partition;
import io.xiaohu.ledger.core.AccountState;
import io.xiaohu.ledger.core.Change;
import io.xiaohu.ledger.core.Entry;
import io.xiaohu.ledger.core.Micros;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Rows that are written once: operations, entries, and the events that tell of them. */
public final class HistoryRows {

    /**
     * The heads are locked in the order of p, so that two commits never wait for each other in a
     * circle, and stay locked until the commit, so that numbers become visible in their order. The
     * lists come as text, since arrays of arrays would be flattened.
     */
    private static final String TELL =
            """
            with head as materialized (
                select p, number
                from ledger.event_head
                where p = any (?)
                order by p
                for update
            ), advanced as (
                update ledger.event_head
                set number = head.number + 1
                from head
                where event_head.p = head.p
            )
            insert into ledger.event (p, number, booked_at, accounts, first_seqs, last_seqs)
            select head.p, head.number + 1, ?, told.accounts::uuid[], told.first_seqs::bigint[],
                told.last_seqs::bigint[]
            from head
            join unnest(?::smallint[], ?::text[], ?::text[], ?::text[])
                as told (p, accounts, first_seqs, last_seqs)
                on told.p = head.p
            """;

    private final RowTable<OperationRow> operations;
    private final RowTable<EntryRow> entries;
    private final RowTable<EventRow> events;

    private record EntryRow(Entry entry, @Nullable UUID operation) {}

    private record EventRow(int p, long number, long atMicros, List<Moved> accounts) {}

    /** An account a commit changed, with the numbers of its first and last new entry. */
    private record Moved(UUID account, long firstSeq, long lastSeq) {}

    public HistoryRows(LedgerJson json) {
        this(json, "ledger");
    }

    /**
     * @param schema where tables like the ledger's are, to be measured against
     */
    public HistoryRows(LedgerJson json, String schema) {
        this.operations =
                new RowTable<>(
                        schema + ".operation",
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
                        schema + ".entry",
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
                        schema + ".event",
                        List.of("p", "number", "booked_at", "accounts", "first_seqs", "last_seqs"),
                        HistoryRows::put);
    }

    /** Adds operations with their entries. */
    public void add(Connection connection, List<OperationRow> rows) throws SQLException {
        operations.add(connection, rows);
        entries.add(connection, entriesOf(rows));
    }

    private static List<EntryRow> entriesOf(List<OperationRow> rows) {
        List<EntryRow> made = new ArrayList<>(2 * rows.size());
        for (OperationRow row : rows) {
            UUID id = row.header().id().value();
            row.entries().forEach(entry -> made.add(new EntryRow(entry, id)));
        }
        return made;
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
        Map<Integer, List<Moved>> moved = moved(made);
        Set<Integer> ps = moved.keySet();
        Collection<List<Moved>> told = moved.values();
        try (PreparedStatement tell = connection.prepareStatement(TELL)) {
            tell.setArray(1, Columns.smallints(connection, ps, p -> p));
            tell.setObject(2, Micros.toInstant(atMicros).atOffset(ZoneOffset.UTC));
            tell.setArray(3, Columns.smallints(connection, ps, p -> p));
            tell.setArray(4, Columns.texts(connection, told, all -> text(all, Moved::account)));
            tell.setArray(5, Columns.texts(connection, told, all -> text(all, Moved::firstSeq)));
            tell.setArray(6, Columns.texts(connection, told, all -> text(all, Moved::lastSeq)));
            if (tell.executeUpdate() != ps.size()) {
                throw new IllegalStateException("a partition has no event head");
            }
        }
    }

    private static String text(List<Moved> accounts, Function<Moved, ?> column) {
        StringJoiner values = new StringJoiner(",", "{", "}");
        for (Moved moved : accounts) {
            values.add(String.valueOf(column.apply(moved)));
        }
        return values.toString();
    }

    /** What changed in each partition. */
    private static Map<Integer, List<Moved>> moved(Collection<Entry> made) {
        Map<UUID, Moved> ofAccounts = new LinkedHashMap<>();
        for (Entry entry : made) {
            AccountState after = entry.after();
            ofAccounts.merge(
                    after.ref().id(),
                    new Moved(after.ref().id(), after.seq(), after.seq()),
                    (first, next) -> new Moved(first.account(), first.firstSeq(), next.lastSeq()));
        }
        Map<Integer, List<Moved>> moved = new TreeMap<>();
        for (Moved account : ofAccounts.values()) {
            moved.computeIfAbsent(Partition.in(account.account()), p -> new ArrayList<>())
                    .add(account);
        }
        return moved;
    }

    /**
     * Adds the events of the entries under a number of the caller's, to measure how fast the
     * database takes rows alone.
     */
    public void addEvents(Connection connection, Collection<Entry> made, long number, long atMicros)
            throws SQLException {
        List<EventRow> rows = new ArrayList<>();
        moved(made).forEach((p, accounts) -> rows.add(new EventRow(p, number, atMicros, accounts)));
        events.add(connection, rows);
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
