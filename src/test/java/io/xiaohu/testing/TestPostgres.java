package io.xiaohu.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One PostgreSQL for a whole test run, a database of its own for each context. It is thrown away at
 * the end, so it runs without fsync.
 */
public final class TestPostgres {

    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static final EmbeddedPostgres POSTGRES = start();

    private TestPostgres() {}

    /** Makes an empty database; gives the URL its owner connects with. */
    public static String newDatabase() {
        String name = "test_" + DATABASES.incrementAndGet();
        try (Connection connection = POSTGRES.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create database " + name);
            // The session's zone differs from every machine's, so that nothing depends on it.
            statement.execute("alter database " + name + " set timezone to 'Pacific/Chatham'");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return POSTGRES.getJdbcUrl("postgres", name);
    }

    /**
     * Makes an empty database that belongs to a role of its own, which may create roles and no
     * more.
     */
    public static String newDatabaseOf(String owner, String password) {
        String url = newDatabase();
        String name = url.replaceFirst(".*/", "").replaceFirst("\\?.*", "");
        try (Connection connection = POSTGRES.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("drop role if exists " + owner);
            statement.execute(
                    "create role " + owner + " login createrole password '" + password + "'");
            statement.execute("alter database " + name + " owner to " + owner);
            statement.execute(
                    "do $$ begin if exists (select from pg_roles where rolname = 'xiaohu_app') then"
                            + " grant xiaohu_app to "
                            + owner
                            + "; end if; end $$");
            return url.replaceFirst("\\?.*", "");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.builder().setServerConfig("max_connections", "300").start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
