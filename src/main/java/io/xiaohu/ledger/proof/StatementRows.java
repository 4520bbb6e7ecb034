package io.xiaohu.ledger.proof;

import io.xiaohu.ledger.jdbc.rows.LedgerJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** An account's entries with all that their hashes cover. */
@Repository
class StatementRows {

    private static final String ENTRIES =
            """
            select e.seq, e.step, e.amount, e.held_change, e.posted_after, e.held_after,
                e.booked_at, e.hash, e.operation, o.owner, o.kind, o.amount as operation_amount,
                o.asset, o.counterparty, o.original, o.metadata::text as metadata, o.salt,
                o.text_digest, o.reference, o.memo
            from ledger.entry e
            left join ledger.operation o
                on o.p = ledger.partition_of(e.operation)
                and o.id = e.operation
            where e.p = :p
            and e.account = :account
            and e.seq between :first and :last
            order by e.seq
            """;

    private static final String HASH =
            """
            select hash
            from ledger.entry
            where p = :p
            and account = :account
            and seq = :seq
            """;

    private final JdbcClient sql;
    private final LedgerJson json;

    StatementRows(JdbcClient sql, LedgerJson json) {
        this.sql = sql;
        this.json = json;
    }

    List<ProofEntry> entries(int partition, UUID account, long first, long last) {
        return sql.sql(ENTRIES)
                .param("p", partition)
                .param("account", account)
                .param("first", first)
                .param("last", last)
                .query((row, n) -> entry(row))
                .list();
    }

    byte[] hash(int partition, UUID account, long seq) {
        return sql.sql(HASH)
                .param("p", partition)
                .param("account", account)
                .param("seq", seq)
                .query((row, n) -> row.getBytes("hash"))
                .single();
    }

    private ProofEntry entry(ResultSet row) throws SQLException {
        UUID id = row.getObject("operation", UUID.class);
        return new ProofEntry(
                row.getLong("seq"),
                row.getString("step"),
                row.getLong("amount"),
                row.getLong("held_change"),
                row.getLong("posted_after"),
                row.getLong("held_after"),
                SealTable.micros(row, "booked_at"),
                row.getBytes("hash"),
                id == null ? null : operation(row, id));
    }

    private ProofEntry.Operation operation(ResultSet row, UUID id) throws SQLException {
        @Nullable String metadata = row.getString("metadata");
        byte @Nullable [] salt = row.getBytes("salt");
        byte @Nullable [] erased = row.getBytes("text_digest");
        HexFormat hex = HexFormat.of();
        return new ProofEntry.Operation(
                id,
                row.getObject("owner", UUID.class),
                row.getString("kind"),
                row.getLong("operation_amount"),
                row.getString("asset"),
                row.getObject("counterparty", UUID.class),
                row.getObject("original", UUID.class),
                metadata == null ? Map.of() : json.readMetadata(metadata),
                row.getString("reference"),
                row.getString("memo"),
                salt == null ? null : hex.formatHex(salt),
                erased == null ? null : hex.formatHex(erased));
    }
}
