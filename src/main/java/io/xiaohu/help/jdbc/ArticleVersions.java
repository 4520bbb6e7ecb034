package io.xiaohu.help.jdbc;

import io.xiaohu.help.core.ArticleText;
import io.xiaohu.help.core.ArticleVersion;
import io.xiaohu.help.core.ArticleVersion.Source;
import io.xiaohu.help.core.ArticleVersion.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of versions, and which of them is live. */
@Repository
public class ArticleVersions {

    private static final String COLUMNS =
            """
            select v.slug, v.language, v.number, v.state, v.source, v.from_number, v.title, v.topic,
                v.asks, v.related, v.needs, v.body, v.note, v.revision, v.written_name,
                v.written_at, v.published_name, v.published_at, v.catches_up
            from help.article_version v
            """;

    private static final String FIND =
            COLUMNS
                    + """
                    where v.slug = :slug
                    and v.language = :language
                    and v.number = :number
                    """;

    private static final String OF =
            COLUMNS
                    + """
                    where v.slug = :slug
                    and v.language = :language
                    order by v.number desc
                    """;

    private static final String LIVE =
            COLUMNS
                    + """
                    join help.article a
                        on a.slug = v.slug and a.language = v.language and a.live = v.number
                    where v.slug = :slug
                    and v.language = :language
                    """;

    /** What is live, what is open or offered, and of an article without a live one the latest. */
    private static final String LISTED =
            """
            select v.slug, v.language, v.number, v.state, v.source, v.from_number, v.title, v.topic,
                v.written_name, v.written_at, v.published_name, v.published_at, v.catches_up,
                v.number = a.live as live
            from help.article a
            join help.article_version v
                on v.slug = a.slug and v.language = a.language
            where (v.number = a.live
                or v.state in ('DRAFT', 'IN_REVIEW', 'SENT_BACK')
                or v.state = 'OFFERED' and not exists (
                    select from help.article_version taken
                    where taken.slug = v.slug
                    and taken.language = v.language
                    and taken.from_number = v.number)
                or a.live is null and v.state = 'PUBLISHED' and not exists (
                    select from help.article_version later
                    where later.slug = v.slug
                    and later.language = v.language
                    and later.state = 'PUBLISHED'
                    and later.number > v.number))
            and (cast(:slug as text) is null or a.slug = :slug)
            and (:words = '' or exists (
                select from help.article_version said
                where said.slug = a.slug
                and said.language = a.language
                and (said.number = a.live or said.state <> 'DROPPED' and said.state <> 'PUBLISHED')
                and strpos(
                    lower(concat_ws(' ', said.slug, said.title, array_to_string(said.asks, ' '),
                        said.body)),
                    lower(:words)) > 0))
            order by v.slug, v.language desc, v.number
            """;

    private static final String ADD_ARTICLE =
            """
            insert into help.article (slug, language)
            values (:slug, :language)
            on conflict do nothing
            """;

    private static final String LOCK =
            """
            select a.live, (
                select coalesce(max(v.number), 0)
                from help.article_version v
                where v.slug = a.slug and v.language = a.language) as latest
            from help.article a
            where a.slug = :slug
            and a.language = :language
            for update of a
            """;

    private static final String INSERT =
            """
            insert into help.article_version (
                slug, language, number, state, source, from_number, title, topic, asks, related,
                needs, body, note, digest, written_name, written_at, published_name, published_at,
                catches_up)
            values (
                :slug, :language, :number, :state, :source, :from, :title, :topic, :asks::text[],
                :related::text[], :needs, :body, :note, :digest, :writtenBy, :writtenAt,
                :publishedBy, :publishedAt, :catchesUp)
            """;

    private static final String SAVE =
            """
            update help.article_version
            set title = :title, topic = :topic, asks = :asks::text[], related = :related::text[],
                body = :body, note = :note, state = 'DRAFT', revision = revision + 1,
                written_name = :writtenBy, written_at = :now
            where slug = :slug
            and language = :language
            and number = :number
            and revision = :seen
            and state in ('DRAFT', 'SENT_BACK')
            """;

    private static final String MOVE =
            """
            update help.article_version
            set state = :to
            where slug = :slug
            and language = :language
            and number = :number
            and revision = :seen
            and state = :from
            """;

    private static final String PUBLISH =
            """
            update help.article_version
            set state = 'PUBLISHED', published_name = :by, published_at = :now,
                catches_up = :catchesUp
            where slug = :slug
            and language = :language
            and number = :number
            and revision = :seen
            and state = 'IN_REVIEW'
            """;

    private static final String SET_LIVE =
            """
            update help.article
            set live = :live
            where slug = :slug
            and language = :language
            """;

    private final JdbcClient sql;
    private final Clock clock;

    ArticleVersions(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /**
     * An article that is locked until the transaction ends.
     *
     * @param live the version everybody reads; null: none
     * @param latest the highest number; 0: there is no version yet
     */
    public record Locked(@Nullable Integer live, int latest) {}

    /** A version as the list has it, without its text. */
    public record Listed(
            String slug,
            String language,
            int number,
            State state,
            Source source,
            @Nullable Integer from,
            String title,
            String topic,
            String writtenBy,
            Instant writtenAt,
            @Nullable String publishedBy,
            @Nullable Instant publishedAt,
            boolean catchesUp,
            boolean live) {}

    public Optional<ArticleVersion> find(String slug, String language, int number) {
        return named(FIND, slug, language)
                .param("number", number)
                .query(ArticleVersions::version)
                .optional();
    }

    /** All of an article, the latest first. */
    public List<ArticleVersion> of(String slug, String language) {
        return named(OF, slug, language).query(ArticleVersions::version).list();
    }

    /** The one everybody reads. */
    public Optional<ArticleVersion> live(String slug, String language) {
        return named(LIVE, slug, language).query(ArticleVersions::version).optional();
    }

    /**
     * What the list is made of, by article.
     *
     * @param slug of one article; null for all
     * @param words that a text holds; empty for all
     */
    public List<Listed> listed(@Nullable String slug, String words) {
        return sql.sql(LISTED)
                .param("slug", slug)
                .param("words", words)
                .query(ArticleVersions::listed)
                .list();
    }

    /** Makes sure that there is such an article; zero rows means that there was. */
    public void addArticle(String slug, String language) {
        named(ADD_ARTICLE, slug, language).update();
    }

    public Optional<Locked> lock(String slug, String language) {
        return named(LOCK, slug, language)
                .query((row, n) ->
                        new Locked(row.getObject("live", Integer.class), row.getInt("latest")))
                .optional();
    }

    /**
     * @param digest of the file it was shipped as; null for the desk's
     */
    public void insert(ArticleVersion version, byte @Nullable [] digest) {
        Instant published = version.publishedAt();
        write(INSERT, version.slug(), version.language(), version.number(), version.text())
                .param("state", version.state().name())
                .param("source", version.source().name())
                .param("from", version.from())
                .param("needs", version.needs())
                .param("note", version.note())
                .param("digest", digest)
                .param("writtenBy", version.writtenBy())
                .param("writtenAt", version.writtenAt().atOffset(ZoneOffset.UTC))
                .param("publishedBy", version.publishedBy())
                .param("publishedAt", published == null ? null : published.atOffset(ZoneOffset.UTC))
                .param("catchesUp", version.catchesUp())
                .update();
    }

    /**
     * False when it is no draft or was saved meanwhile.
     *
     * @param seen the revision the text was written from
     */
    public boolean save(
            ArticleVersion version, int seen, ArticleText text, String note, String by) {
        return write(SAVE, version.slug(), version.language(), version.number(), text)
                        .param("note", note)
                        .param("writtenBy", by)
                        .param("seen", seen)
                        .param("now", OffsetDateTime.now(clock))
                        .update()
                == 1;
    }

    /** False when it is not what was seen any more. */
    public boolean move(ArticleVersion seen, State to) {
        return named(MOVE, seen)
                        .param("from", seen.state().name())
                        .param("to", to.name())
                        .param("seen", seen.revision())
                        .update()
                == 1;
    }

    /** False when it is not in review any more, or not with the text that was seen. */
    public boolean publish(ArticleVersion version, String by, boolean catchesUp) {
        return named(PUBLISH, version)
                        .param("seen", version.revision())
                        .param("by", by)
                        .param("catchesUp", catchesUp)
                        .param("now", OffsetDateTime.now(clock))
                        .update()
                == 1;
    }

    /** The caller has locked the article. */
    public void setLive(String slug, String language, @Nullable Integer number) {
        named(SET_LIVE, slug, language).param("live", number).update();
    }

    private JdbcClient.StatementSpec named(String statement, ArticleVersion version) {
        return named(statement, version.slug(), version.language())
                .param("number", version.number());
    }

    private JdbcClient.StatementSpec named(String statement, String slug, String language) {
        return sql.sql(statement).param("slug", slug).param("language", language);
    }

    private JdbcClient.StatementSpec write(
            String statement, String slug, String language, int number, ArticleText text) {
        return named(statement, slug, language)
                .param("number", number)
                .param("title", text.title())
                .param("topic", text.topic())
                .param("asks", text.asks().toArray(String[]::new))
                .param("related", text.related().toArray(String[]::new))
                .param("body", text.body());
    }

    private static ArticleVersion version(ResultSet row, int n) throws SQLException {
        return new ArticleVersion(
                row.getString("slug"),
                row.getString("language"),
                row.getInt("number"),
                State.valueOf(row.getString("state")),
                Source.valueOf(row.getString("source")),
                row.getObject("from_number", Integer.class),
                new ArticleText(
                        row.getString("title"),
                        row.getString("topic"),
                        texts(row, "asks"),
                        texts(row, "related"),
                        row.getString("body")),
                row.getString("needs"),
                row.getString("note"),
                row.getInt("revision"),
                row.getString("written_name"),
                row.getObject("written_at", OffsetDateTime.class).toInstant(),
                row.getString("published_name"),
                publishedAt(row),
                row.getBoolean("catches_up"));
    }

    private static Listed listed(ResultSet row, int n) throws SQLException {
        return new Listed(
                row.getString("slug"),
                row.getString("language"),
                row.getInt("number"),
                State.valueOf(row.getString("state")),
                Source.valueOf(row.getString("source")),
                row.getObject("from_number", Integer.class),
                row.getString("title"),
                row.getString("topic"),
                row.getString("written_name"),
                row.getObject("written_at", OffsetDateTime.class).toInstant(),
                row.getString("published_name"),
                publishedAt(row),
                row.getBoolean("catches_up"),
                row.getBoolean("live"));
    }

    private static @Nullable Instant publishedAt(ResultSet row) throws SQLException {
        OffsetDateTime at = row.getObject("published_at", OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }
}
