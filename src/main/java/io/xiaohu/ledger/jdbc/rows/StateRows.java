package io.xiaohu.ledger.jdbc.rows;

import static io.xiaohu.ledger.jdbc.rows.Columns.array;

import io.xiaohu.ledger.Partition;
import io.xiaohu.ledger.core.AccountState;
import io.xiaohu.ledger.core.Book;
import io.xiaohu.ledger.core.CounterUse;
import io.xiaohu.ledger.core.GivenBack;
import io.xiaohu.ledger.core.HoldState;
import io.xiaohu.ledger.core.Micros;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes what a batch changed of accounts, holds, counters and sums given back. */
public final class StateRows {

    private static final String MOVE_ACCOUNTS =
            """
            update ledger.account a
            set posted = moved.posted,
                held = moved.held,
                seq = moved.seq,
                booked_at = moved.booked_at,
                head = moved.head,
                frozen = moved.frozen,
                closed = moved.closed
            from unnest(
                    ?::smallint[], ?::uuid[], ?::bigint[], ?::bigint[], ?::bigint[],
                    ?::timestamptz[], ?::bytea[], ?::text[], ?::boolean[])
                as moved (p, id, posted, held, seq, booked_at, head, frozen, closed)
            where a.p = moved.p
            and a.id = moved.id
            """;

    /** A hold that has ended already is stopped by a trigger. */
    private static final String SET_HOLDS =
            """
            insert into ledger.hold (p, id, account, amount, captured, state, purpose, expires_at)
            select *
            from unnest(
                    ?::smallint[], ?::uuid[], ?::uuid[], ?::bigint[], ?::bigint[], ?::text[],
                    ?::text[], ?::timestamptz[])
            on conflict (p, id)
            do update set state = excluded.state, captured = excluded.captured
            """;

    private static final String SET_COUNTERS =
            """
            insert into ledger.allowance (p, owner, counter, period, asset, used)
            select *
            from unnest(
                    ?::smallint[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::bigint[])
            on conflict (p, owner, counter, period, asset)
            do update set used = excluded.used
            """;

    private static final String SET_GIVEN_BACK =
            """
            insert into ledger.given_back (p, id, amount, given)
            select *
            from unnest(?::smallint[], ?::uuid[], ?::bigint[], ?::bigint[])
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
            move.setArray(1, array(connection, "int2", accounts, a -> a.ref().partition()));
            move.setArray(2, array(connection, "uuid", accounts, a -> a.ref().id()));
            move.setArray(3, array(connection, "int8", accounts, AccountState::posted));
            move.setArray(4, array(connection, "int8", accounts, AccountState::held));
            move.setArray(5, array(connection, "int8", accounts, AccountState::seq));
            move.setArray(
                    6, array(connection, "timestamptz", accounts, a -> time(a.bookedAtMicros())));
            move.setArray(
                    7,
                    connection.createArrayOf(
                            "bytea",
                            accounts.stream().map(AccountState::head).toArray(byte[][]::new)));
            move.setArray(8, array(connection, "text", accounts, AccountState::frozen));
            move.setArray(9, array(connection, "bool", accounts, AccountState::closed));
            requireAll(accounts.size(), move.executeUpdate());
        }
    }

    private static void setHolds(Connection connection, Collection<HoldState> holds)
            throws SQLException {
        if (holds.isEmpty()) {
            return;
        }
        try (PreparedStatement set = connection.prepareStatement(SET_HOLDS)) {
            set.setArray(1, array(connection, "int2", holds, h -> h.id().partition()));
            set.setArray(2, array(connection, "uuid", holds, h -> h.id().value()));
            set.setArray(3, array(connection, "uuid", holds, HoldState::account));
            set.setArray(4, array(connection, "int8", holds, HoldState::amount));
            set.setArray(5, array(connection, "int8", holds, HoldState::captured));
            set.setArray(6, array(connection, "text", holds, h -> h.state().name()));
            set.setArray(7, array(connection, "text", holds, HoldState::purpose));
            set.setArray(
                    8, array(connection, "timestamptz", holds, h -> time(h.expiresAtMicros())));
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
            set.setArray(1, array(connection, "int2", keys, key -> Partition.of(key.owner())));
            set.setArray(2, array(connection, "uuid", keys, CounterUse.Key::owner));
            set.setArray(3, array(connection, "text", keys, CounterUse.Key::counter));
            set.setArray(4, array(connection, "text", keys, CounterUse.Key::period));
            set.setArray(5, array(connection, "text", keys, key -> key.asset().name()));
            set.setArray(6, array(connection, "int8", counters.values(), used -> used));
            requireAll(counters.size(), set.executeUpdate());
        }
    }

    private static void setGivenBack(Connection connection, Collection<GivenBack> sums)
            throws SQLException {
        if (sums.isEmpty()) {
            return;
        }
        try (PreparedStatement set = connection.prepareStatement(SET_GIVEN_BACK)) {
            set.setArray(1, array(connection, "int2", sums, s -> s.original().partition()));
            set.setArray(2, array(connection, "uuid", sums, s -> s.original().value()));
            set.setArray(3, array(connection, "int8", sums, GivenBack::amount));
            set.setArray(4, array(connection, "int8", sums, GivenBack::given));
            requireAll(sums.size(), set.executeUpdate());
        }
    }

    private static @Nullable OffsetDateTime time(long micros) {
        return micros == HoldState.NEVER ? null : Micros.toInstant(micros).atOffset(ZoneOffset.UTC);
    }

    private static void requireAll(int rows, int written) {
        if (rows != written) {
            throw new IllegalStateException("a locked row was not there to be changed");
        }
    }
}
