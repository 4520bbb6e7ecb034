package io.xiaohu.ledger.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.xiaohu.ledger.Ledger;
import io.xiaohu.ledger.LedgerFollower;
import io.xiaohu.ledger.jdbc.rows.LedgerJson;
import io.xiaohu.ledger.jdbc.rows.TestJson;
import io.xiaohu.ledger.jdbc.writer.Connections;
import io.xiaohu.ledger.jdbc.writer.GroupCommit;
import io.xiaohu.ledger.jdbc.writer.WriterSettings;
import io.xiaohu.ledger.proof.OutgoingGate;
import io.xiaohu.ledger.testing.LedgerDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The ledger as one server process has it, without the server. */
public final class TestLedger implements AutoCloseable {

    /** Impatient, so that a test of trouble is quick. */
    public static final WriterSettings IMPATIENT =
            new WriterSettings(
                    2,
                    100,
                    1_000,
                    Duration.ofSeconds(2),
                    Duration.ofMillis(900),
                    Duration.ofMillis(600),
                    Duration.ofSeconds(1),
                    Duration.ofMillis(700));

    private final GroupCommit writer;
    private final HikariDataSource reads;
    private final JdbcLedger ledger;
    private final JdbcAccountFreezes freezes;
    private final TransactionTemplate transactions;

    private TestLedger(String writerUrl, String readUrl, WriterSettings settings) {
        LedgerJson json = TestJson.create();
        HikariConfig pool = new HikariConfig();
        pool.setJdbcUrl(readUrl);
        pool.setMaximumPoolSize(4);
        pool.setMinimumIdle(1);
        pool.setConnectionTimeout(2_000);
        pool.setInitializationFailTimeout(-1);
        pool.setConnectionInitSql(LedgerDatabase.TAKE_ROLE);
        this.reads = new HikariDataSource(pool);
        JdbcClient sql = JdbcClient.create(reads);
        this.writer =
                new GroupCommit(
                        new Connections(writerUrl, new Properties(), LedgerDatabase.TAKE_ROLE),
                        json,
                        settings);
        this.ledger =
                new JdbcLedger(
                        writer,
                        new OperationRecords(sql, json),
                        new CommitBell(),
                        new OutgoingGate(sql));
        this.freezes = new JdbcAccountFreezes(sql, reads, json);
        this.transactions = new TransactionTemplate(new JdbcTransactionManager(reads));
    }

    public static TestLedger open(LedgerDatabase database) {
        return open(database, WriterSettings.SHIPPED);
    }

    public static TestLedger open(LedgerDatabase database, WriterSettings settings) {
        return open(database.writerUrl(), database.writerUrl(), settings);
    }

    /**
     * @param writerUrl where the writer connects, which may be a proxy
     */
    public static TestLedger open(String writerUrl, String readUrl, WriterSettings settings) {
        return new TestLedger(writerUrl, readUrl, settings);
    }

    public Ledger ledger() {
        return ledger;
    }

    public void freeze(UUID owner, boolean creditsToo) {
        transactions.executeWithoutResult(status -> freezes.freeze(owner, creditsToo));
    }

    public void unfreeze(UUID owner) {
        transactions.executeWithoutResult(status -> freezes.unfreeze(owner));
    }

    /** Followers of what this ledger commits, not yet started. */
    Followers followers(LedgerFollower... followers) {
        return new Followers(
                List.of(followers),
                new JdbcLedgerEvents(JdbcClient.create(reads)),
                JdbcClient.create(reads),
                transactions,
                new CommitBell());
    }

    /** Drains the writer first, as the server does when it stops. */
    @Override
    public void close() {
        writer.close();
        reads.close();
    }
}
