package io.xiaohu.help.jdbc;

import io.xiaohu.help.Article;
import io.xiaohu.help.core.ArticleFile;
import io.xiaohu.kernel.Signals;
import io.xiaohu.kernel.Tokens;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of articles, brought up to date with the shipped texts at every start. */
@Repository
public class Articles implements ApplicationRunner {

    /** What is signalled when an article is published or withdrawn. */
    public static final String CHANGED = "help-articles";

    private static final Pattern NAME = Pattern.compile("([a-z0-9-]+)\\.(zh|en)\\.md");
    private static final String ASKS_APART = "|";

    private static final String ALL =
            """
            select slug, title, topic, asks, related, body, updated_at
            from help.article
            where language = :language
                and (needs is null or needs = any (:capabilities::text[]))
            order by topic, slug
            """;

    private static final String PUBLISH =
            """
            insert into help.article (
                slug, language, title, topic, asks, related, needs, body, digest, updated_at)
            values (
                :slug, :language, :title, :topic, :asks, :related::text[], :needs, :body, :digest,
                :now)
            on conflict (slug, language)
            do update set title = excluded.title, topic = excluded.topic, asks = excluded.asks,
                related = excluded.related, needs = excluded.needs, body = excluded.body,
                digest = excluded.digest, updated_at = excluded.updated_at
            where article.digest <> excluded.digest
            """;

    private final JdbcClient sql;
    private final Signals signals;
    private final Clock clock;
    private final Set<String> capabilities;

    Articles(
            JdbcClient sql,
            Signals signals,
            Clock clock,
            @Value("${xiaohu.help.capabilities}") Set<String> capabilities) {
        this.sql = sql;
        this.signals = signals;
        this.clock = clock;
        this.capabilities = capabilities;
    }

    @Override
    public void run(ApplicationArguments arguments) throws IOException {
        bringUpToDate();
    }

    /** Publishes what the shipped texts say otherwise than the rows. */
    public void bringUpToDate() throws IOException {
        int changed = 0;
        for (Resource file :
                new PathMatchingResourcePatternResolver().getResources("classpath*:help/*.md")) {
            Matcher name = NAME.matcher(String.valueOf(file.getFilename()));
            String text = file.getContentAsString(StandardCharsets.UTF_8);
            if (!name.matches()) {
                throw new IllegalStateException("not the name of an article: " + file);
            }
            changed += publish(name, read(file, text), text);
        }
        if (changed > 0) {
            signals.sendChange(CHANGED, "");
        }
    }

    private static ArticleFile read(Resource file, String text) {
        try {
            return ArticleFile.read(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("the article " + file + " is not well formed", e);
        }
    }

    /** In the order of their topics, without those about what is not switched on. */
    public List<Article> all(String language) {
        return sql.sql(ALL)
                .param("language", language)
                .param("capabilities", capabilities.toArray(String[]::new))
                .query(Articles::article)
                .list();
    }

    /** Zero rows means that it has not changed. */
    private int publish(Matcher name, ArticleFile article, String text) {
        return sql.sql(PUBLISH)
                .param("slug", name.group(1))
                .param("language", name.group(2))
                .param("title", article.title())
                .param("topic", article.topic())
                .param("asks", String.join(ASKS_APART, article.asks()))
                .param("related", article.related().toArray(String[]::new))
                .param("needs", article.needs())
                .param("body", article.body())
                .param("digest", Tokens.sha256(text.getBytes(StandardCharsets.UTF_8)))
                .param("now", OffsetDateTime.now(clock))
                .update();
    }

    private static Article article(ResultSet row, int n) throws SQLException {
        return new Article(
                row.getString("slug"),
                row.getString("title"),
                row.getString("topic"),
                List.of(row.getString("asks").split("\\|")),
                List.of((String[]) row.getArray("related").getArray()),
                row.getString("body"),
                row.getObject("updated_at", OffsetDateTime.class).toInstant());
    }
}
