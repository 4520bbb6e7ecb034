package io.xiaohu.ledger.proof.verify;

import static io.xiaohu.ledger.proof.verify.BreakFoundException.require;

import io.xiaohu.ledger.Partition;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;

/** Walks the operations: each posting names exactly its entries, and they sum to zero. */
final class OperationWalk {

    private static final String OPERATIONS =
            """
            select p, id, outcome, entry_accounts, entry_seqs
            from ledger.operation
            """;

    private static final String NOT_ZERO =
            """
            select e.operation, a.asset
            from ledger.entry e
            join ledger.account a on a.p = e.p and a.id = e.account
            where e.operation is not null
            group by e.operation, a.asset
            having sum(e.amount) <> 0
            order by e.operation
            limit 1
            """;

    private static final String NAMED_BUT_MISSING =
            """
            select o.id, made.seq, made.account
            from ledger.operation o
            cross join lateral unnest(o.entry_accounts, o.entry_seqs) as made (account, seq)
            left join ledger.entry e
                on e.p = ledger.partition_of(made.account)
                and e.account = made.account
                and e.seq = made.seq
                and e.operation = o.id
            where e.seq is null
            order by o.p, o.id
            limit 1
            """;

    private static final String THERE_BUT_NOT_NAMED =
            """
            select e.operation, e.seq, e.account
            from ledger.entry e
            join ledger.operation o
                on o.p = ledger.partition_of(e.operation)
                and o.id = e.operation
            where not exists (
                select
                from unnest(o.entry_accounts, o.entry_seqs) as made (account, seq)
                where made.account = e.account
                and made.seq = e.seq)
            order by e.p, e.account, e.seq
            limit 1
            """;

    private final Connection connection;
    private final Tallies tallies;

    OperationWalk(Connection connection, Tallies tallies) {
        this.connection = connection;
        this.tallies = tallies;
    }

    /** Goes over all of them, after the entries were walked. */
    void walk() throws SQLException {
        CopyRows rows = new CopyRows(connection, OPERATIONS);
        while (rows.next()) {
            read(rows);
        }
        Question ask = new Question(connection);
        if (!tallies.operationsNameExactlyTheEntries()) {
            ask.requireNone(
                    NAMED_BUT_MISSING,
                    "Operation %s names entry %s of account %s, which is missing.");
            ask.requireNone(
                    THERE_BUT_NOT_NAMED, "Operation %s does not name its entry %s of account %s.");
            throw new BreakFoundException("An operation names an entry twice.");
        }
        if (!tallies.everyOperationSumsToZero()) {
            ask.requireNone(NOT_ZERO, "The entries of operation %s do not sum to zero in %s.");
            throw new BreakFoundException("The entries of an operation do not sum to zero.");
        }
    }

    private void read(CopyRows rows) {
        int partition = rows.smallint();
        UUID id = rows.uuid();
        boolean posted = rows.text().equals("POSTED");
        UUID[] accounts = rows.uuids();
        long[] seqs = rows.bigints();
        require(
                Partition.in(id) == partition && accounts.length == seqs.length,
                "Operation %s does not lie where its id says.",
                id);
        require(
                posted == (accounts.length > 0),
                posted
                        ? "Operation %s has no entries."
                        : "Operation %s was refused, but has entries.",
                id);
        for (int i = 0; i < accounts.length; i++) {
            tallies.named(id, accounts[i], seqs[i]);
        }
        if (posted) {
            tallies.posting();
        }
    }
}
