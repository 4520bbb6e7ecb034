package io.xiaohu.help.jdbc;

import io.xiaohu.help.Article;
import io.xiaohu.help.core.ArticleFile;
import io.xiaohu.help.core.ArticleText;
import io.xiaohu.help.core.ArticleVersion;
import io.xiaohu.help.core.ArticleVersion.Source;
import io.xiaohu.help.core.ArticleVersion.State;
import io.xiaohu.help.jdbc.ArticleEvents.Act;
import io.xiaohu.kernel.Signals;
import io.xiaohu.kernel.Tokens;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/** The rows of articles, brought up to date with the shipped texts at every start. */
@Repository
public class Articles implements ApplicationRunner {

    /** What is signalled when an article is published or withdrawn. */
    public static final String CHANGED = "help-articles";

    private static final Pattern NAME = Pattern.compile("([a-z0-9-]+)\\.(zh|en)\\.md");

    private static final String ALL =
            """
            select v.slug, v.title, v.topic, v.asks, v.related, v.body, v.published_at
            from help.article a
            join help.article_version v
                on v.slug = a.slug and v.language = a.language and v.number = a.live
            where a.language = :language
            and (v.needs is null or v.needs = any (:capabilities::text[]))
            order by v.topic, v.slug
            """;

    private static final String KNOWN =
            """
            select slug || '.' || language || ' ' || encode(digest, 'hex') as text
            from help.article_version
            where digest is not null
            """;

    private static final String IS_KNOWN =
            """
            select exists (
                select from help.article_version
                where slug = :slug
                and language = :language
                and digest = :digest)
            """;

    private final JdbcClient sql;
    private final ArticleVersions versions;
    private final ArticleEvents events;
    private final Signals signals;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final Set<String> capabilities;

    Articles(
            JdbcClient sql,
            ArticleVersions versions,
            ArticleEvents events,
            Signals signals,
            TransactionTemplate transactions,
            Clock clock,
            @Value("${xiaohu.help.capabilities}") Set<String> capabilities) {
        this.sql = sql;
        this.versions = versions;
        this.events = events;
        this.signals = signals;
        this.transactions = transactions;
        this.clock = clock;
        this.capabilities = capabilities;
    }

    @Override
    public void run(ApplicationArguments arguments) throws IOException {
        bringUpToDate();
    }

    /**
     * Takes in shipped texts that were never seen: published where the product's own text is what
     * everybody reads, else offered to the desk. What the desk published or withdrew stays so.
     */
    public void bringUpToDate() throws IOException {
        Set<String> known = known();
        Map<String, Shipped> unseen = new TreeMap<>();
        for (Resource file :
                new PathMatchingResourcePatternResolver().getResources("classpath*:help/*.md")) {
            String text = file.getContentAsString(StandardCharsets.UTF_8);
            byte[] digest = Tokens.sha256(text.getBytes(StandardCharsets.UTF_8));
            Matcher name = NAME.matcher(String.valueOf(file.getFilename()));
            if (!name.matches()) {
                throw new IllegalStateException("not the name of an article: " + file);
            }
            String key = name.group(1) + "." + name.group(2);
            if (!known.contains(key + " " + HexFormat.of().formatHex(digest))) {
                unseen.put(
                        key, new Shipped(name.group(1), name.group(2), read(file, text), digest));
            }
        }
        take(List.copyOf(unseen.values()));
    }

    /** A text as the product brings it. */
    public record Shipped(String slug, String language, ArticleFile file, byte[] digest) {}

    /** The same for texts that are at hand. */
    public void take(List<Shipped> unseen) {
        if (unseen.isEmpty()) {
            return;
        }
        transactions.executeWithoutResult(status -> {
            Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            unseen.forEach(shipped -> take(shipped, now));
            signals.sendChange(CHANGED, "");
        });
    }

    private void take(Shipped shipped, Instant now) {
        String slug = shipped.slug();
        String language = shipped.language();
        versions.addArticle(slug, language);
        ArticleVersions.Locked before = versions.lock(slug, language).orElseThrow();
        if (isKnown(shipped)) {
            return;
        }
        boolean publishes =
                before.latest() == 0
                        || versions.live(slug, language)
                                .filter(live -> live.source() == Source.PRODUCT)
                                .isPresent();
        int number = before.latest() + 1;
        ArticleFile file = shipped.file();
        versions.insert(
                new ArticleVersion(
                        slug,
                        language,
                        number,
                        publishes ? State.PUBLISHED : State.OFFERED,
                        Source.PRODUCT,
                        null,
                        new ArticleText(
                                file.title(),
                                file.topic(),
                                file.asks(),
                                file.related(),
                                file.body()),
                        file.needs(),
                        "",
                        1,
                        "",
                        now,
                        publishes ? "" : null,
                        publishes ? now : null,
                        false),
                shipped.digest());
        if (publishes) {
            versions.setLive(slug, language, number);
        }
        if (number > 1) {
            Act act = publishes ? Act.PUBLISHED : Act.OFFERED;
            events.add(null, slug, language, number, act, "");
        }
    }

    /** Whether another server took it in while this one waited for the article. */
    private boolean isKnown(Shipped shipped) {
        return sql.sql(IS_KNOWN)
                .param("slug", shipped.slug())
                .param("language", shipped.language())
                .param("digest", shipped.digest())
                .query(Boolean.class)
                .single();
    }

    private Set<String> known() {
        return Set.copyOf(sql.sql(KNOWN).query((row, n) -> row.getString("text")).list());
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

    private static Article article(ResultSet row, int n) throws SQLException {
        return new Article(
                row.getString("slug"),
                row.getString("title"),
                row.getString("topic"),
                List.of((String[]) row.getArray("asks").getArray()),
                List.of((String[]) row.getArray("related").getArray()),
                row.getString("body"),
                row.getObject("published_at", OffsetDateTime.class).toInstant());
    }
}
