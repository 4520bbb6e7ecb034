package io.xiaohu.ledger.jdbc;

import io.xiaohu.kernel.Asset;
import io.xiaohu.ledger.AccountFreezes;
import io.xiaohu.ledger.AccountRef;
import io.xiaohu.ledger.Partition;
import io.xiaohu.ledger.core.Book;
import io.xiaohu.ledger.core.Chain;
import io.xiaohu.ledger.core.Change;
import io.xiaohu.ledger.core.Entry;
import io.xiaohu.ledger.jdbc.rows.HistoryRows;
import io.xiaohu.ledger.jdbc.rows.LedgerJson;
import io.xiaohu.ledger.jdbc.rows.LockedRows;
import io.xiaohu.ledger.jdbc.rows.StateRows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Freezes in the caller's transaction, beside the writer and under the same locks in the same
 * order; each change is an entry like any other.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class JdbcAccountFreezes implements AccountFreezes {

    private static final String ACCOUNTS_OF =
            """
            select p, owner, purpose, asset
            from ledger.account
            where p = :p
            and owner = :owner
            """;

    private final JdbcClient sql;
    private final DataSource dataSource;
    private final LockedRows locked;
    private final HistoryRows history;
    private final StateRows state = new StateRows();

    JdbcAccountFreezes(JdbcClient sql, DataSource dataSource, LedgerJson json) {
        this.sql = sql;
        this.dataSource = dataSource;
        this.locked = new LockedRows(json);
        this.history = new HistoryRows(json);
    }

    @Override
    public void freeze(UUID owner, boolean creditsToo) {
        set(owner, creditsToo ? Change.Step.FREEZE_ALL : Change.Step.FREEZE_DEBITS);
    }

    @Override
    public void unfreeze(UUID owner) {
        set(owner, Change.Step.UNFREEZE);
    }

    private void set(UUID owner, Change.Step step) {
        Connection connection = DataSourceUtils.getConnection(dataSource);
        try {
            set(connection, owner, step);
        } catch (SQLException e) {
            throw new IllegalStateException("the accounts of " + owner + " stay as they were", e);
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }

    private void set(Connection connection, UUID owner, Change.Step step) throws SQLException {
        Set<AccountRef> refs = new HashSet<>(accountsOf(owner));
        refs.add(AccountRef.wallet(owner, Asset.CNY));
        Book book = new Book();
        LockedRows.Found found = locked.lockAndLook(connection, refs, List.of(), book);
        if (!found.missing().isEmpty()) {
            locked.open(connection, found.missing());
            found = locked.lockAndLook(connection, found.missing(), List.of(), book);
        }
        long at = found.bookingMicros(book);
        Chain chain = new Chain();
        List<Entry> entries =
                refs.stream()
                        .map(ref ->
                                book.apply(new Change(ref, step, 0, 0), Chain.NO_ENTRY, at, chain))
                        .toList();
        history.addFreezes(connection, entries);
        state.moveAccounts(connection, book.changedAccounts());
        history.tell(connection, entries, at);
    }

    private List<AccountRef> accountsOf(UUID owner) {
        return sql.sql(ACCOUNTS_OF)
                .param("p", Partition.of(owner))
                .param("owner", owner)
                .query((row, n) ->
                        new AccountRef(
                                row.getInt("p"),
                                row.getObject("owner", UUID.class),
                                AccountRef.Purpose.valueOf(row.getString("purpose")),
                                Asset.valueOf(row.getString("asset"))))
                .list();
    }
}
