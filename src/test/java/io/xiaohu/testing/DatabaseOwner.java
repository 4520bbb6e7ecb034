package io.xiaohu.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** The database's owner, who may do what the server's role may not: with triggers off. */
public final class DatabaseOwner {

    private DatabaseOwner() {}

    /** Runs one statement. */
    public static void run(String url, String statement) {
        try (Connection owner = DriverManager.getConnection(url);
                Statement run = owner.createStatement()) {
            run.execute("set session_replication_role = replica");
            run.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
