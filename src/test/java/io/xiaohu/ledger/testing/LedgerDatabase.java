package io.xiaohu.ledger.testing;

import io.xiaohu.platform.database.ServerRole;
import io.xiaohu.testing.TestPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import org.flywaydb.core.Flyway;

/** A database with the ledger's tables and nothing else. */
public final class LedgerDatabase {

    public static final String TAKE_ROLE = "set role xiaohu_app";

    private static final String CREATE_SCHEMA =
            """
            create schema if not exists ledger;
            grant usage on schema ledger to xiaohu_app;
            alter default privileges in schema ledger
                grant select, insert, update, delete on tables to xiaohu_app
            """;

    /** Found before PostgreSQL's own by sessions that look in this schema first. */
    private static final String STAND_IN_CLOCK =
            """
            create schema stand_in;
            create table stand_in.clock (now timestamptz not null);
            create function stand_in.clock_timestamp() returns timestamptz
                language sql volatile as 'select now from stand_in.clock';
            grant usage on schema stand_in to xiaohu_app;
            grant select on stand_in.clock to xiaohu_app
            """;

    private final String url;
    private final String writerUrl;

    private LedgerDatabase(String url, String writerUrl) {
        this.url = url;
        this.writerUrl = writerUrl;
    }

    /** A new database in the PostgreSQL of this test run. */
    public static LedgerDatabase create() {
        return migrate(TestPostgres.newDatabase());
    }

    /** Brings any database to the state the writer works on. */
    public static LedgerDatabase migrate(String url) {
        try (Connection owner = DriverManager.getConnection(url);
                var statement = owner.createStatement()) {
            ServerRole.ensure(owner);
            statement.execute(CREATE_SCHEMA);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        Flyway.configure()
                .dataSource(url, null, null)
                .schemas("ledger")
                .defaultSchema("ledger")
                .createSchemas(false)
                .locations("classpath:db/migration/ledger")
                .load()
                .migrate();
        return new LedgerDatabase(url, url);
    }

    /** One that is migrated already. */
    public static LedgerDatabase existing(String url) {
        return new LedgerDatabase(url, url);
    }

    /** The same database with a clock that stands still until it is set. */
    public LedgerDatabase withClock(Instant now) {
        execute(STAND_IN_CLOCK);
        execute("insert into stand_in.clock values (timestamptz '" + now + "')");
        return new LedgerDatabase(url, url + "&options=-c%20search_path=stand_in,pg_catalog");
    }

    /** Sets the clock that stands in for the database's. */
    public void setClock(Instant now) {
        try (Connection connection = open();
                var set = connection.prepareStatement("update stand_in.clock set now = ?")) {
            set.setObject(1, now.atOffset(ZoneOffset.UTC));
            set.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What the owner connects with. */
    public String url() {
        return url;
    }

    /** What a writer connects with. */
    public String writerUrl() {
        return writerUrl;
    }

    public Connection open() throws SQLException {
        return DriverManager.getConnection(url);
    }

    public void execute(String statements) {
        try (Connection connection = open();
                var statement = connection.createStatement()) {
            statement.execute(statements);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The one number a query gives. */
    public long number(String query) {
        try (Connection connection = open();
                var statement = connection.createStatement();
                var row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
