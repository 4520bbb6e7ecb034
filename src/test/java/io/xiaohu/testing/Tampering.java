package io.xiaohu.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The database's owner at work on the ledger's tables, with triggers off; and undoing it. */
public final class Tampering implements AutoCloseable {

    private static final List<String> TABLES =
            List.of(
                    "account",
                    "operation",
                    "entry",
                    "hold",
                    "allowance",
                    "given_back",
                    "event",
                    "event_head",
                    "seal");

    private final Connection owner;

    /** Remembers the tables as they are. */
    public Tampering(String url) throws SQLException {
        this.owner = DriverManager.getConnection(url);
        run("set session_replication_role = replica");
        for (String table : TABLES) {
            run("create temporary table saved_" + table + " as select * from ledger." + table);
        }
    }

    /** Runs a statement that must change something. */
    public void change(String sql) throws SQLException {
        try (Statement statement = owner.createStatement()) {
            if (statement.executeUpdate(sql) == 0) {
                throw new AssertionError("nothing was changed by " + sql);
            }
        }
    }

    public void run(String sql) throws SQLException {
        try (Statement statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }

    public Connection connection() {
        return owner;
    }

    /** Puts the tables back as they were. */
    @Override
    public void close() throws SQLException {
        for (String table : TABLES) {
            run("delete from ledger." + table);
            run("insert into ledger." + table + " select * from saved_" + table);
        }
        owner.close();
    }
}
