package io.xiaohu.ledger.jdbc.writer;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A writer's own connection. Before a new one takes the place of one that broke, the old one's
 * backend is ended: only then nothing of it can be committed any more, and whatever it had
 * committed is found.
 */
final class Session implements AutoCloseable {

    private static final long LOOK_AGAIN_NANOS = 5_000_000;

    private static final String WHO_AM_I =
            """
            select pid, backend_start
            from pg_stat_activity
            where pid = pg_backend_pid()
            """;

    private static final String END =
            """
            select pg_terminate_backend(pid)
            from pg_stat_activity
            where pid = ?
            and backend_start = ?
            """;

    private final Connections connections;
    private final WriterSettings settings;
    private @Nullable Connection connection;
    private @Nullable Backend backend;

    /** A backend; its number alone could be another's by now. */
    private record Backend(int pid, OffsetDateTime start) {}

    Session(Connections connections, WriterSettings settings) {
        this.connections = connections;
        this.settings = settings;
    }

    /** The open connection, or a new one whose predecessor's backend is gone for certain. */
    Connection connection() throws SQLException {
        Connection open = connection;
        if (open == null) {
            open = connections.open(settings);
            try {
                end(open, backend);
                backend = whoAmI(open);
                connections.prepare(open, settings);
            } catch (SQLException e) {
                close(open);
                throw e;
            }
            connection = open;
        }
        return open;
    }

    /** Gives up a connection that broke; its backend is ended before there is another one. */
    void broken() {
        close(connection);
        connection = null;
    }

    @Override
    public void close() {
        broken();
        backend = null;
    }

    private static void end(Connection with, @Nullable Backend old) throws SQLException {
        while (old != null && isAlive(with, old)) {
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
    }

    /** Whether the backend was still there a moment ago; it was told to end. */
    private static boolean isAlive(Connection with, Backend old) throws SQLException {
        try (PreparedStatement end = with.prepareStatement(END)) {
            end.setInt(1, old.pid());
            end.setObject(2, old.start());
            try (ResultSet row = end.executeQuery()) {
                return row.next();
            }
        }
    }

    private static Backend whoAmI(Connection with) throws SQLException {
        try (PreparedStatement ask = with.prepareStatement(WHO_AM_I);
                ResultSet row = ask.executeQuery()) {
            row.next();
            return new Backend(row.getInt(1), row.getObject(2, OffsetDateTime.class));
        }
    }

    private static void close(@Nullable Connection connection) {
        if (connection == null) {
            return;
        }
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            // It is given up all the same; the server ends its side.
        }
    }
}
