package io.xiaohu.platform.database;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Migrates every module's schema from the folder of its name, as the database's owner, and gives
 * the server's role the rights it needs there. A module takes rights away again in its own
 * migration where history must not be rewritten. No schema knows another, so their order does not
 * matter.
 */
@Configuration(proxyBeanMethods = false)
class ModuleMigrations {

    private static final String FOLDERS = "classpath*:db/migration/*/V*.sql";

    private static final String CREATE_SCHEMA =
            """
            create schema if not exists %1$s;
            grant usage on schema %1$s to xiaohu_app;
            alter default privileges in schema %1$s
                grant select, insert, update, delete on tables to xiaohu_app;
            alter default privileges in schema %1$s
                grant usage, select on sequences to xiaohu_app
            """;

    private static final String MARK =
            """
            insert into platform.installation (mode, key_fingerprint, created_at)
            values (:mode, :fingerprint, now())
            on conflict (only_row) do nothing
            """;

    @Bean
    FlywayMigrationStrategy migrateModules(ObjectProvider<InstallationMark> mark) {
        return flyway -> {
            DataSource owner = owner(flyway);
            JdbcClient sql = JdbcClient.create(owner);
            ensureRole(owner);
            for (String schema : schemas()) {
                sql.sql(CREATE_SCHEMA.formatted(schema)).update();
                Flyway.configure()
                        .configuration(flyway.getConfiguration())
                        .dataSource(owner)
                        .schemas(schema)
                        .defaultSchema(schema)
                        .createSchemas(false)
                        .locations("classpath:db/migration/" + schema)
                        .load()
                        .migrate();
            }
            mark.ifAvailable(what ->
                    sql.sql(MARK)
                            .param("mode", what.demo() ? "DEMO" : "REAL")
                            .param("fingerprint", what.keyFingerprint())
                            .update());
        };
    }

    private static void ensureRole(DataSource owner) {
        try (Connection connection = owner.getConnection()) {
            ServerRole.ensure(connection);
        } catch (SQLException e) {
            throw new IllegalStateException("the server's role could not be made", e);
        }
    }

    /** A connection that does not take on the server's role. */
    private static DataSource owner(Flyway flyway) {
        if (!(flyway.getConfiguration().getDataSource() instanceof HikariDataSource pool)) {
            return flyway.getConfiguration().getDataSource();
        }
        DriverManagerDataSource owner = new DriverManagerDataSource(pool.getJdbcUrl());
        owner.setUsername(pool.getUsername());
        owner.setPassword(pool.getPassword());
        return owner;
    }

    /** The names of the module folders: plain words, as the architecture test makes sure. */
    private static Set<String> schemas() {
        Set<String> names = new TreeSet<>();
        try {
            for (Resource file : new PathMatchingResourcePatternResolver().getResources(FOLDERS)) {
                String[] path = file.getURL().getPath().split("/");
                names.add(path[path.length - 2]);
            }
            return names;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
