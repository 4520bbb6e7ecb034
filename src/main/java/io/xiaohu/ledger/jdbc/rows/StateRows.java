package io.xiaohu.ledger.jdbc.rows;

import io.xiaohu.ledger.Partition;
import io.xiaohu.ledger.core.AccountState;
import io.xiaohu.ledger.core.Book;
import io.xiaohu.ledger.core.CounterUse;
import io.xiaohu.ledger.core.GivenBack;
import io.xiaohu.ledger.core.HoldState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;

/** Writes what a batch changed of accounts, holds, counters and sums given back. */
public final class StateRows {

    private static final String MOVE_ACCOUNTS =
            """
            update ledger.account a
            set posted = moved.posted,
                held = moved.held,
                seq = moved.seq,
                booked_at = timestamptz 'epoch' + moved.at_micros * interval '1 microsecond',
                head = moved.head,
                frozen = moved.frozen,
                closed = moved.closed
            from unnest(
                    ?::smallint[], ?::uuid[], ?::bigint[], ?::bigint[], ?::bigint[],
                    ?::bigint[], ?::bytea[], ?::text[], ?::boolean[])
                as moved (p, id, posted, held, seq, at_micros, head, frozen, closed)
            where a.p = moved.p
            and a.id = moved.id
            """;

    /** A hold that has ended already is stopped by a trigger. */
    private static final String SET_HOLDS =
            """
            insert into ledger.hold (p, id, account, amount, captured, state, purpose, expires_at)
            select p, id, account, amount, captured, state, purpose,
                case
                    when never then null
                    else timestamptz 'epoch' + expires_micros * interval '1 microsecond'
                end
            from unnest(
                    ?::smallint[], ?::uuid[], ?::uuid[], ?::bigint[], ?::bigint[], ?::text[],
                    ?::text[], ?::bigint[], ?::boolean[])
                as hold (p, id, account, amount, captured, state, purpose, expires_micros, never)
            on conflict (p, id)
            do update set state = excluded.state, captured = excluded.captured
            """;

    private static final String SET_COUNTERS =
            """
            insert into ledger.allowance (p, owner, counter, period, asset, used)
            select p, owner, counter, period, asset, used
            from unnest(
                    ?::smallint[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::bigint[])
                as counted (p, owner, counter, period, asset, used)
            on conflict (p, owner, counter, period, asset)
            do update set used = excluded.used
            """;

    private static final String SET_GIVEN_BACK =
            """
            insert into ledger.given_back (p, id, amount, given)
            select p, id, amount, given
            from unnest(?::smallint[], ?::uuid[], ?::bigint[], ?::bigint[])
                as sum (p, id, amount, given)
            on conflict (p, id)
            do update set given = excluded.given
            """;

    public void write(Connection connection, Book book) throws SQLException {
        moveAccounts(connection, book.changedAccounts());
        setHolds(connection, book.changedHolds());
        setCounters(connection, book.changedCounters());
        setGivenBack(connection, book.changedGivenBack());
    }

    public void moveAccounts(Connection connection, Collection<AccountState> accounts)
            throws SQLException {
        if (accounts.isEmpty()) {
            return;
        }
        try (PreparedStatement move = connection.prepareStatement(MOVE_ACCOUNTS)) {
            move.setArray(1, Columns.smallints(connection, accounts, a -> a.ref().partition()));
            move.setArray(2, Columns.uuids(connection, accounts, a -> a.ref().id()));
            move.setArray(3, Columns.bigints(connection, accounts, AccountState::posted));
            move.setArray(4, Columns.bigints(connection, accounts, AccountState::held));
            move.setArray(5, Columns.bigints(connection, accounts, AccountState::seq));
            move.setArray(6, Columns.bigints(connection, accounts, AccountState::bookedAtMicros));
            move.setArray(7, Columns.byteas(connection, accounts, AccountState::head));
            move.setArray(8, Columns.texts(connection, accounts, AccountState::frozen));
            move.setArray(9, Columns.booleans(connection, accounts, AccountState::closed));
            requireAll(accounts.size(), move.executeUpdate());
        }
    }

    private static void setHolds(Connection connection, Collection<HoldState> holds)
            throws SQLException {
        if (holds.isEmpty()) {
            return;
        }
        try (PreparedStatement set = connection.prepareStatement(SET_HOLDS)) {
            set.setArray(1, Columns.smallints(connection, holds, h -> h.id().partition()));
            set.setArray(2, Columns.uuids(connection, holds, h -> h.id().value()));
            set.setArray(3, Columns.uuids(connection, holds, HoldState::account));
            set.setArray(4, Columns.bigints(connection, holds, HoldState::amount));
            set.setArray(5, Columns.bigints(connection, holds, HoldState::captured));
            set.setArray(6, Columns.texts(connection, holds, h -> h.state().name()));
            set.setArray(7, Columns.texts(connection, holds, HoldState::purpose));
            set.setArray(8, Columns.bigints(connection, holds, HoldState::expiresAtMicros));
            set.setArray(
                    9,
                    Columns.booleans(
                            connection, holds, h -> h.expiresAtMicros() == HoldState.NEVER));
            requireAll(holds.size(), set.executeUpdate());
        }
    }

    private static void setCounters(Connection connection, Map<CounterUse.Key, Long> counters)
            throws SQLException {
        if (counters.isEmpty()) {
            return;
        }
        var keys = counters.keySet();
        try (PreparedStatement set = connection.prepareStatement(SET_COUNTERS)) {
            set.setArray(1, Columns.smallints(connection, keys, key -> Partition.of(key.owner())));
            set.setArray(2, Columns.uuids(connection, keys, CounterUse.Key::owner));
            set.setArray(3, Columns.texts(connection, keys, CounterUse.Key::counter));
            set.setArray(4, Columns.texts(connection, keys, CounterUse.Key::period));
            set.setArray(5, Columns.texts(connection, keys, key -> key.asset().name()));
            set.setArray(6, Columns.bigints(connection, counters.values(), used -> used));
            requireAll(counters.size(), set.executeUpdate());
        }
    }

    private static void setGivenBack(Connection connection, Collection<GivenBack> sums)
            throws SQLException {
        if (sums.isEmpty()) {
            return;
        }
        try (PreparedStatement set = connection.prepareStatement(SET_GIVEN_BACK)) {
            set.setArray(1, Columns.smallints(connection, sums, s -> s.original().partition()));
            set.setArray(2, Columns.uuids(connection, sums, s -> s.original().value()));
            set.setArray(3, Columns.bigints(connection, sums, GivenBack::amount));
            set.setArray(4, Columns.bigints(connection, sums, GivenBack::given));
            requireAll(sums.size(), set.executeUpdate());
        }
    }

    private static void requireAll(int rows, int written) {
        if (rows != written) {
            throw new IllegalStateException("a locked row was not there to be changed");
        }
    }
}
