package io.xiaohu.help.jdbc;

import io.xiaohu.help.Article;
import io.xiaohu.help.core.Grams;
import io.xiaohu.kernel.Tokens;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of articles, brought up to date with the shipped texts at every start. */
@Repository
public class Articles implements ApplicationRunner {

    private static final Pattern HEAD =
            Pattern.compile(
                    "title: ([^\n]+)\ntopic: ([^\n]+)\nasks: ([^\n]+)\n\n(.*)", Pattern.DOTALL);
    private static final Pattern NAME = Pattern.compile("([a-z0-9-]+)\\.(zh|en)\\.md");

    private static final String COLUMNS =
            "select slug, title, topic, asks, body, updated_at from help.article ";

    private static final String FIND = COLUMNS + "where slug = :slug and language = :language";

    private static final String ALL = COLUMNS + "where language = :language order by topic, slug";

    private static final String WITH_ANY =
            COLUMNS + "where language = :language and grams && :grams::text[] limit 200";

    private static final String PUBLISH =
            """
            insert into help.article (
                slug, language, title, topic, asks, body, grams, digest, updated_at)
            values (
                :slug, :language, :title, :topic, :asks, :body, :grams::text[], :digest, :now)
            on conflict (slug, language)
            do update set title = excluded.title, topic = excluded.topic, asks = excluded.asks,
                body = excluded.body, grams = excluded.grams, digest = excluded.digest,
                updated_at = excluded.updated_at
            where article.digest <> excluded.digest
            """;

    private final JdbcClient sql;
    private final Clock clock;

    Articles(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    @Override
    public void run(ApplicationArguments arguments) throws IOException {
        for (Resource file :
                new PathMatchingResourcePatternResolver().getResources("classpath*:help/*.md")) {
            Matcher name = NAME.matcher(String.valueOf(file.getFilename()));
            String text = file.getContentAsString(StandardCharsets.UTF_8);
            Matcher head = HEAD.matcher(text);
            if (!name.matches() || !head.matches()) {
                throw new IllegalStateException("the article " + file + " is not well formed");
            }
            publish(name, head, text);
        }
    }

    public Optional<Article> find(String slug, String language) {
        return sql.sql(FIND)
                .param("slug", slug)
                .param("language", language)
                .query(Articles::article)
                .optional();
    }

    public List<Article> all(String language) {
        return sql.sql(ALL).param("language", language).query(Articles::article).list();
    }

    public List<Article> withAny(Set<String> grams, String language) {
        return sql.sql(WITH_ANY)
                .param("language", language)
                .param("grams", grams.toArray(String[]::new))
                .query(Articles::article)
                .list();
    }

    /** Zero rows means that it has not changed. */
    private void publish(Matcher name, Matcher head, String text) {
        sql.sql(PUBLISH)
                .param("slug", name.group(1))
                .param("language", name.group(2))
                .param("title", head.group(1))
                .param("topic", head.group(2))
                .param("asks", head.group(3))
                .param("body", head.group(4))
                .param("grams", Grams.of(text).toArray(String[]::new))
                .param("digest", Tokens.sha256(text.getBytes(StandardCharsets.UTF_8)))
                .param("now", OffsetDateTime.now(clock))
                .update();
    }

    private static Article article(ResultSet row, int n) throws SQLException {
        return new Article(
                row.getString("slug"),
                row.getString("title"),
                row.getString("topic"),
                row.getString("asks"),
                row.getString("body"),
                row.getObject("updated_at", OffsetDateTime.class).toInstant());
    }
}
