package io.xiaohu.ledger.jdbc;

import io.xiaohu.kernel.Asset;
import io.xiaohu.kernel.Money;
import io.xiaohu.ledger.AccountRef;
import io.xiaohu.ledger.Balance;
import io.xiaohu.ledger.Bookings;
import io.xiaohu.ledger.PostingId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Looks bookings up by their key; the entries are found by the numbers an operation names. */
@Component
class JdbcBookings implements Bookings {

    private static final String OPERATION =
            """
            select o.id, o.owner, o.counterparty, o.kind, o.amount, o.asset, o.reference, o.booked_at,
                o.original, o.outcome = 'REFUSED' as refused, h.state as hold_state,
                h.amount as hold_amount, h.captured as hold_captured, h.expires_at as hold_expires
            from ledger.operation o
            left join ledger.hold h on h.p = o.p and h.id = o.id
            where o.p = :p
            and o.id = :id
            """;

    private static final String CHANGES =
            """
            select a.p, a.owner, a.purpose, a.asset, e.seq, e.step, e.amount, e.held_change,
                e.posted_after, e.held_after
            from ledger.operation o
            cross join lateral unnest(o.entry_accounts, o.entry_seqs)
                with ordinality as made (account, seq, n)
            join ledger.entry e
                on e.p = ledger.partition_of(made.account)
                and e.account = made.account
                and e.seq = made.seq
            join ledger.account a on a.p = e.p and a.id = e.account
            where o.p = :p
            and o.id = :id
            order by made.n
            """;

    private static final String IS_GIVEN_BACK =
            "select exists (select from ledger.given_back where p = :p and id = :id)";

    private final JdbcClient sql;

    JdbcBookings(JdbcClient sql) {
        this.sql = sql;
    }

    @Override
    public Optional<Booking> find(PostingId id) {
        return sql.sql(OPERATION)
                .param("p", id.partition())
                .param("id", id.value())
                .query((row, n) -> booking(row, id))
                .optional();
    }

    @Override
    public boolean isGivenBack(PostingId id) {
        return sql.sql(IS_GIVEN_BACK)
                .param("p", id.partition())
                .param("id", id.value())
                .query(Boolean.class)
                .single();
    }

    private Booking booking(ResultSet row, PostingId id) throws SQLException {
        Asset asset = Asset.valueOf(row.getString("asset"));
        return new Booking(
                id,
                row.getObject("owner", UUID.class),
                row.getObject("counterparty", UUID.class),
                row.getString("kind"),
                new Money(row.getLong("amount"), asset),
                row.getString("reference"),
                OperationRecords.instant(row, "booked_at"),
                row.getObject("original", UUID.class),
                row.getBoolean("refused"),
                changes(id),
                hold(row, asset));
    }

    private List<Change> changes(PostingId id) {
        return sql.sql(CHANGES)
                .param("p", id.partition())
                .param("id", id.value())
                .query((row, n) -> change(row))
                .list();
    }

    private static Change change(ResultSet row) throws SQLException {
        Asset asset = Asset.valueOf(row.getString("asset"));
        return new Change(
                new AccountRef(
                        row.getInt("p"),
                        row.getObject("owner", UUID.class),
                        AccountRef.Purpose.valueOf(row.getString("purpose")),
                        asset),
                row.getLong("seq"),
                row.getString("step"),
                new Money(row.getLong("amount"), asset),
                new Money(row.getLong("held_change"), asset),
                Balance.of(asset, row.getLong("posted_after"), row.getLong("held_after")));
    }

    private static @Nullable Hold hold(ResultSet row, Asset asset) throws SQLException {
        String state = row.getString("hold_state");
        if (state == null) {
            return null;
        }
        OffsetDateTime expires = row.getObject("hold_expires", OffsetDateTime.class);
        return new Hold(
                state,
                new Money(row.getLong("hold_amount"), asset),
                new Money(row.getLong("hold_captured"), asset),
                expires == null ? null : expires.toInstant());
    }
}
