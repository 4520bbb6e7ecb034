package io.xiaohu.ledger.jdbc;

import io.xiaohu.kernel.Asset;
import io.xiaohu.kernel.Money;
import io.xiaohu.kernel.Problem;
import io.xiaohu.ledger.AccountRef;
import io.xiaohu.ledger.Balance;
import io.xiaohu.ledger.Leg;
import io.xiaohu.ledger.PostingId;
import io.xiaohu.ledger.jdbc.rows.LedgerJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What was done or refused under an id, as it was recorded. */
@Repository
class OperationRecords {

    private static final String FIND =
            """
            select id, owner, kind, amount, asset, reference, memo, counterparty, request_digest,
                refusal, salt is null as erased, booked_at
            from ledger.operation
            where p = :p
            and id = :id
            """;

    /** The entries an operation made, found by the numbers its row names. */
    private static final String ENTRIES =
            """
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
            """;

    /** The owner's accounts in the order they were touched, each as it was left. */
    private static final String BALANCES_AFTER =
            "select a.id, a.asset, e.posted_after, e.held_after\n"
                    + ENTRIES
                    + "and a.owner = o.owner\n"
                    + "order by made.n";

    private static final String LEGS =
            "select a.p, a.owner, a.purpose, a.asset, e.amount\n"
                    + ENTRIES
                    + "and e.amount <> 0\n"
                    + "order by made.n";

    /**
     * An operation's row.
     *
     * @param erased whether its memo was erased
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Known(
            PostingId id,
            UUID owner,
            String kind,
            Money amount,
            String reference,
            @Nullable String memo,
            @Nullable UUID counterparty,
            byte[] requestDigest,
            @Nullable Problem refusal,
            boolean erased,
            Instant at) {}

    /** A posting with its legs. */
    record Posted(UUID owner, Money amount, List<Leg> legs) {}

    private record After(UUID account, Balance balance) {}

    private final JdbcClient sql;
    private final LedgerJson json;

    OperationRecords(JdbcClient sql, LedgerJson json) {
        this.sql = sql;
        this.json = json;
    }

    Optional<Known> find(PostingId id) {
        return about(FIND, id).query((row, n) -> known(row)).optional();
    }

    List<Balance> balancesAfter(PostingId id) {
        List<After> all =
                about(BALANCES_AFTER, id)
                        .query((row, n) ->
                                new After(
                                        row.getObject("id", UUID.class),
                                        Balance.of(
                                                Asset.valueOf(row.getString("asset")),
                                                row.getLong("posted_after"),
                                                row.getLong("held_after"))))
                        .list();
        return List.copyOf(
                all.stream()
                        .collect(
                                java.util.stream.Collectors.toMap(
                                        After::account,
                                        After::balance,
                                        (first, next) -> next,
                                        java.util.LinkedHashMap::new))
                        .values());
    }

    /** A posting to be taken back; empty when there is none under the id. */
    Optional<Posted> posted(PostingId id) {
        return find(id).filter(known -> known.refusal() == null)
                .map(known ->
                        new Posted(
                                known.owner(),
                                known.amount(),
                                about(LEGS, id).query((row, n) -> leg(row)).list()));
    }

    private JdbcClient.StatementSpec about(String query, PostingId id) {
        return sql.sql(query).param("p", id.partition()).param("id", id.value());
    }

    private Known known(ResultSet row) throws SQLException {
        String refusal = row.getString("refusal");
        return new Known(
                new PostingId(row.getObject("id", UUID.class)),
                row.getObject("owner", UUID.class),
                row.getString("kind"),
                new Money(row.getLong("amount"), Asset.valueOf(row.getString("asset"))),
                row.getString("reference"),
                row.getString("memo"),
                row.getObject("counterparty", UUID.class),
                row.getBytes("request_digest"),
                refusal == null ? null : json.read(refusal),
                row.getBoolean("erased"),
                instant(row, "booked_at"));
    }

    private static Leg leg(ResultSet row) throws SQLException {
        Asset asset = Asset.valueOf(row.getString("asset"));
        return new Leg(
                new AccountRef(
                        row.getInt("p"),
                        row.getObject("owner", UUID.class),
                        AccountRef.Purpose.valueOf(row.getString("purpose")),
                        asset),
                new Money(row.getLong("amount"), asset));
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
