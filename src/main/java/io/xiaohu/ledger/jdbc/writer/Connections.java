package io.xiaohu.ledger.jdbc.writer;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** Opens connections that belong to the writers alone. */
public final class Connections {

    private final String url;
    private final Properties login;
    private final String takeRole;

    /**
     * @param takeRole the statement that takes on the role which may not rewrite history
     */
    public Connections(String url, Properties login, String takeRole) {
        this.url = url;
        this.login = login;
        this.takeRole = takeRole;
    }

    Connection open(WriterSettings settings) throws SQLException {
        Properties properties = new Properties();
        properties.putAll(login);
        properties.setProperty("ApplicationName", "xiaohu ledger writer");
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("prepareThreshold", "1");
        // A statement's values would go into the log with its error, memos among them.
        properties.setProperty("logServerErrorDetail", "false");
        String seconds = Long.toString(Math.max(1, settings.socketTimeout().toSeconds()));
        properties.setProperty("connectTimeout", seconds);
        properties.setProperty("loginTimeout", seconds);
        properties.setProperty("socketTimeout", seconds);
        return DriverManager.getConnection(url, properties);
    }

    /**
     * Makes a connection fit for writing: commits that last, nobody kept waiting for long, and
     * plans that look rows up by their key however few the statistics say there are.
     */
    void prepare(Connection connection, WriterSettings settings) throws SQLException {
        long millis = settings.statementTimeout().toMillis();
        try (var statement = connection.createStatement()) {
            statement.execute(
                    """
                    set synchronous_commit = on;
                    set statement_timeout = %1$d;
                    set idle_in_transaction_session_timeout = %1$d;
                    set tcp_keepalives_idle = 5;
                    set tcp_keepalives_interval = 2;
                    set tcp_keepalives_count = 3;
                    set plan_cache_mode = force_generic_plan;
                    set enable_seqscan = off;
                    set enable_hashjoin = off;
                    set enable_mergejoin = off;
                    set jit = off
                    """
                            .formatted(millis));
            statement.execute(takeRole);
        }
        connection.setAutoCommit(false);
    }
}
