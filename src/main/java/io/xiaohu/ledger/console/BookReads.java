package io.xiaohu.ledger.console;

import io.xiaohu.ledger.proof.LongRead;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads that go over all accounts or all entries. */
@Repository
class BookReads {

    private static final int AT_A_TIME = 2_000;

    private static final String TRIAL_BALANCE =
            """
            select asset, purpose, count(*) as accounts, sum(posted) as posted, sum(held) as held
            from ledger.account
            group by asset, purpose
            order by asset, purpose
            """;

    private static final String ENTRIES =
            """
            select e.account, a.owner, a.purpose, a.asset, e.seq, e.booked_at, e.step,
                e.operation, o.kind, e.amount, e.held_change, e.posted_after, e.held_after,
                o.reference, o.counterparty
            from ledger.entry e
            join ledger.account a on a.p = e.p and a.id = e.account
            left join ledger.operation o
                on o.p = ledger.partition_of(e.operation)
                and o.id = e.operation
            order by e.p, e.account, e.seq
            """;

    private final JdbcClient sql;
    private final TransactionTemplate snapshot;

    BookReads(JdbcClient sql, PlatformTransactionManager transactions) {
        this.sql = sql;
        this.snapshot = new TransactionTemplate(transactions);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        snapshot.setReadOnly(true);
    }

    /** What the accounts of a purpose come to in an asset; sums may pass what one balance can. */
    record Sum(String asset, String purpose, long accounts, BigInteger posted, BigInteger held) {}

    /** Takes a row; stops the reading by an exception. */
    interface RowTaker {
        void take(ResultSet row) throws SQLException;
    }

    List<Sum> trialBalance() {
        return sql.sql(TRIAL_BALANCE)
                .query((row, n) ->
                        new Sum(
                                row.getString("asset"),
                                row.getString("purpose"),
                                row.getLong("accounts"),
                                row.getBigDecimal("posted").toBigIntegerExact(),
                                row.getBigDecimal("held").toBigIntegerExact()))
                .list();
    }

    /** Hands over every entry, account by account, from one snapshot. */
    void entries(RowTaker taker) {
        snapshot.executeWithoutResult(status -> {
            sql.sql(LongRead.SETTINGS).update();
            sql.sql(ENTRIES)
                    .withFetchSize(AT_A_TIME)
                    .query(row -> {
                        taker.take(row);
                    });
        });
    }
}
