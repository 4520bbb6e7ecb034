package io.xiaohu.help;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.platform.database.ServerRole;
import io.xiaohu.testing.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What was published before there were versions is the first version, and live. */
class VersionsMigrationTests {

    @Test
    void anArticleBecomesItsFirstVersion() throws SQLException {
        DriverManagerDataSource database = new DriverManagerDataSource(TestPostgres.newDatabase());
        try (Connection owner = database.getConnection()) {
            ServerRole.ensure(owner);
        }
        JdbcClient sql = JdbcClient.create(database);
        migrate(database, "3");
        sql.sql(
                        """
                        insert into help.article (
                            slug, language, title, topic, asks, related, needs, body, digest,
                            updated_at)
                        values ('fees', 'zh', '手续费', 'TOP_UP', '多少钱|收费吗', '{limits}', null, '正文',
                            '\\x01', '2026-01-02T03:04:05Z')
                        """)
                .update();
        migrate(database, "4");
        assertThat(sql.sql("select slug, language, live from help.article").query().listOfRows())
                .isEqualTo(List.of(Map.of("slug", "fees", "language", "zh", "live", 1)));
        Map<String, @Nullable Object> version =
                sql.sql(
                                """
                                select number, state, source, title, asks = '{多少钱,收费吗}' as asks,
                                    related = '{limits}' as related, body,
                                    published_at = '2026-01-02T03:04:05Z' as published
                                from help.article_version
                                """)
                        .query()
                        .singleRow();
        assertThat(version)
                .containsEntry("number", 1)
                .containsEntry("state", "PUBLISHED")
                .containsEntry("source", "PRODUCT")
                .containsEntry("title", "手续费")
                .containsEntry("asks", true)
                .containsEntry("related", true)
                .containsEntry("body", "正文")
                .containsEntry("published", true);
    }

    private static void migrate(DriverManagerDataSource database, String target) {
        Flyway.configure()
                .dataSource(database)
                .schemas("help")
                .defaultSchema("help")
                .locations("classpath:db/migration/help")
                .target(target)
                .load()
                .migrate();
    }
}
