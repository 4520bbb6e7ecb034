package io.xiaohu.ledger.jdbc.rows;

import io.xiaohu.kernel.Asset;
import io.xiaohu.ledger.AccountRef;
import io.xiaohu.ledger.Partition;
import io.xiaohu.ledger.PostingId;
import io.xiaohu.ledger.core.AccountState;
import io.xiaohu.ledger.core.Book;
import io.xiaohu.ledger.core.CounterUse;
import io.xiaohu.ledger.core.GivenBack;
import io.xiaohu.ledger.core.HoldState;
import io.xiaohu.ledger.core.Micros;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/** What a batch reads, under the locks of its accounts. */
public final class LockedRows {

    /** Held shared by whoever books, and alone by whoever raises the horizon. */
    public static final long HORIZON_LOCK = 81_420_002L;

    private static final String SHARE_HORIZON =
            "select pg_advisory_xact_lock_shared(%d)".formatted(HORIZON_LOCK);

    /**
     * Rows are locked in the order of the key, so that two batches never wait for each other in a
     * circle.
     */
    private static final String LOCK_ACCOUNTS =
            """
            select a.id, a.posted, a.held, a.seq, a.booked_at, a.frozen, a.closed, a.head
            from unnest(?::smallint[], ?::uuid[]) as wanted (p, id)
            join ledger.account a on a.p = wanted.p and a.id = wanted.id
            order by a.p, a.id
            for update of a
            """;

    private static final String OPEN_ACCOUNTS =
            """
            insert into ledger.account (p, id, owner, purpose, asset, floor, booked_at)
            select p, id, owner, purpose, asset, case when has_floor then 0 end, clock_timestamp()
            from unnest(?::smallint[], ?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::boolean[])
                as missing (p, id, owner, purpose, asset, has_floor)
            order by p, id
            on conflict do nothing
            """;

    private static final String KNOWN_IDS =
            """
            select o.id
            from unnest(?::smallint[], ?::uuid[]) as wanted (p, id)
            join ledger.operation o on o.p = wanted.p and o.id = wanted.id
            """;

    private static final String CLOCK = "select clock_timestamp(), booked_at from ledger.horizon";

    /**
     * Sent together and answered in order. Each sees what was committed before it began, so the ids
     * and the clock are looked at under the locks.
     */
    private static final String LOCK_AND_LOOK =
            String.join(";\n", SHARE_HORIZON, LOCK_ACCOUNTS, KNOWN_IDS, CLOCK);

    private static final String HOLDS =
            """
            select h.id, h.account, h.amount, h.captured, h.state, h.purpose, h.expires_at,
                o.owner, o.allowances
            from unnest(?::smallint[], ?::uuid[]) as wanted (p, id)
            join ledger.hold h on h.p = wanted.p and h.id = wanted.id
            join ledger.operation o on o.p = h.p and o.id = h.id
            """;

    private static final String COUNTERS =
            """
            select c.owner, c.counter, c.period, c.asset, c.used
            from unnest(?::smallint[], ?::uuid[], ?::text[], ?::text[], ?::text[])
                as wanted (p, owner, counter, period, asset)
            join ledger.allowance c
                on c.p = wanted.p
                and c.owner = wanted.owner
                and c.counter = wanted.counter
                and c.period = wanted.period
                and c.asset = wanted.asset
            """;

    private static final String GIVEN_BACK =
            """
            select o.id, o.owner, o.asset, o.amount, coalesce(g.given, 0) as given, o.allowances
            from unnest(?::smallint[], ?::uuid[]) as wanted (p, id)
            join ledger.operation o on o.p = wanted.p and o.id = wanted.id
            left join ledger.given_back g on g.p = o.p and g.id = o.id
            where o.outcome = 'POSTED'
            """;

    private final LedgerJson json;

    public LockedRows(LedgerJson json) {
        this.json = json;
    }

    /**
     * What was found under the locks.
     *
     * @param missing accounts that do not exist yet
     * @param known which of the ids are used already
     * @param nowMicros the database's clock, in microseconds since 1970
     * @param horizonMicros nothing may be booked at this time or before
     */
    public record Found(
            Set<AccountRef> missing, Set<PostingId> known, long nowMicros, long horizonMicros) {

        /**
         * The earliest time to book at: never before what an account has seen, after the horizon.
         */
        public long bookingMicros(Book book) {
            return Math.max(Math.max(nowMicros, horizonMicros + 1), book.latestBookingMicros());
        }
    }

    /**
     * Keeps the horizon where it is until this transaction has ended, locks the accounts and puts
     * them in the book, looks which of the ids are used, and reads the clock.
     */
    public Found lockAndLook(
            Connection connection,
            Collection<AccountRef> refs,
            Collection<PostingId> ids,
            Book book)
            throws SQLException {
        try (PreparedStatement look = connection.prepareStatement(LOCK_AND_LOOK)) {
            look.setArray(1, Columns.smallints(connection, refs, AccountRef::partition));
            look.setArray(2, Columns.uuids(connection, refs, AccountRef::id));
            look.setArray(3, Columns.smallints(connection, ids, PostingId::partition));
            look.setArray(4, Columns.uuids(connection, ids, PostingId::value));
            look.execute();
            Set<AccountRef> missing = readAccounts(next(look), refs, book);
            Set<PostingId> known = readKnown(next(look));
            ResultSet clock = next(look);
            clock.next();
            return new Found(missing, known, micros(clock, 1), micros(clock, 2));
        }
    }

    private static ResultSet next(PreparedStatement statement) throws SQLException {
        if (!statement.getMoreResults()) {
            throw new IllegalStateException("a statement gave no rows");
        }
        return statement.getResultSet();
    }

    private static Set<AccountRef> readAccounts(
            ResultSet row, Collection<AccountRef> refs, Book book) throws SQLException {
        Map<UUID, AccountRef> wanted = HashMap.newHashMap(refs.size());
        refs.forEach(ref -> wanted.put(ref.id(), ref));
        while (row.next()) {
            AccountRef ref = wanted.remove(row.getObject(1, UUID.class));
            if (ref == null) {
                throw new IllegalStateException("an account was locked twice");
            }
            book.put(
                    new AccountState(
                            ref,
                            row.getLong(2),
                            row.getLong(3),
                            row.getLong(4),
                            micros(row, 5),
                            row.getString(6),
                            row.getBoolean(7),
                            row.getBytes(8)));
        }
        return new HashSet<>(wanted.values());
    }

    private static Set<PostingId> readKnown(ResultSet row) throws SQLException {
        Set<PostingId> known = new HashSet<>();
        while (row.next()) {
            known.add(new PostingId(row.getObject(1, UUID.class)));
        }
        return known;
    }

    /** Opens accounts; that one is there by now is fine, somebody else opened it. */
    public void open(Connection connection, Collection<AccountRef> refs) throws SQLException {
        try (PreparedStatement open = connection.prepareStatement(OPEN_ACCOUNTS)) {
            setKeys(connection, open, refs, AccountRef::partition, AccountRef::id);
            open.setArray(3, Columns.uuids(connection, refs, AccountRef::owner));
            open.setArray(4, Columns.texts(connection, refs, ref -> ref.purpose().name()));
            open.setArray(5, Columns.texts(connection, refs, ref -> ref.asset().name()));
            open.setArray(
                    6, Columns.booleans(connection, refs, ref -> ref.purpose().neverBelowZero()));
            open.executeUpdate();
        }
    }

    public void readHolds(Connection connection, Collection<PostingId> ids, Book book)
            throws SQLException {
        if (ids.isEmpty()) {
            return;
        }
        try (PreparedStatement find = connection.prepareStatement(HOLDS)) {
            setKeys(connection, find, ids, PostingId::partition, PostingId::value);
            try (ResultSet row = find.executeQuery()) {
                while (row.next()) {
                    UUID owner = row.getObject("owner", UUID.class);
                    book.put(
                            new HoldState(
                                    new PostingId(row.getObject("id", UUID.class)),
                                    row.getObject("account", UUID.class),
                                    row.getLong("amount"),
                                    row.getLong("captured"),
                                    HoldState.State.valueOf(row.getString("state")),
                                    row.getString("purpose"),
                                    row.getObject("expires_at") == null
                                            ? HoldState.NEVER
                                            : micros(row, row.findColumn("expires_at")),
                                    json.readUses(row.getString("allowances"), owner)));
                }
            }
        }
    }

    public void readCounters(Connection connection, Collection<CounterUse.Key> keys, Book book)
            throws SQLException {
        if (keys.isEmpty()) {
            return;
        }
        try (PreparedStatement find = connection.prepareStatement(COUNTERS)) {
            setKeys(
                    connection,
                    find,
                    keys,
                    key -> Partition.of(key.owner()),
                    CounterUse.Key::owner);
            find.setArray(3, Columns.texts(connection, keys, CounterUse.Key::counter));
            find.setArray(4, Columns.texts(connection, keys, CounterUse.Key::period));
            find.setArray(5, Columns.texts(connection, keys, key -> key.asset().name()));
            try (ResultSet row = find.executeQuery()) {
                while (row.next()) {
                    CounterUse.Key key =
                            new CounterUse.Key(
                                    row.getObject(1, UUID.class),
                                    row.getString(2),
                                    row.getString(3),
                                    Asset.valueOf(row.getString(4)));
                    book.put(key, row.getLong(5));
                }
            }
        }
    }

    public void readGivenBack(Connection connection, Collection<PostingId> originals, Book book)
            throws SQLException {
        if (originals.isEmpty()) {
            return;
        }
        try (PreparedStatement find = connection.prepareStatement(GIVEN_BACK)) {
            setKeys(connection, find, originals, PostingId::partition, PostingId::value);
            try (ResultSet row = find.executeQuery()) {
                while (row.next()) {
                    UUID owner = row.getObject(2, UUID.class);
                    book.put(
                            new GivenBack(
                                    new PostingId(row.getObject(1, UUID.class)),
                                    owner,
                                    Asset.valueOf(row.getString(3)),
                                    row.getLong(4),
                                    row.getLong(5),
                                    json.readUses(row.getString(6), owner)));
                }
            }
        }
    }

    /** Sets the arrays of partitions and ids every statement here begins with. */
    private static <T> void setKeys(
            Connection connection,
            PreparedStatement statement,
            Collection<T> keys,
            ToIntFunction<T> partition,
            Function<T, UUID> id)
            throws SQLException {
        statement.setArray(1, Columns.smallints(connection, keys, partition));
        statement.setArray(2, Columns.uuids(connection, keys, id));
    }

    static long micros(ResultSet row, int column) throws SQLException {
        return Micros.of(row.getObject(column, OffsetDateTime.class).toInstant());
    }
}
