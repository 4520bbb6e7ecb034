package io.xiaohu.help.jdbc;

import io.xiaohu.kernel.Ids;
import io.xiaohu.kernel.NumberMasks;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Whether articles helped. */
@Repository
public class ArticleVotes {

    private static final String ADD =
            """
            insert into help.vote (id, slug, language, helped, comment, at)
            values (:id, :slug, :language, :helped, :comment, :now)
            """;

    private static final String COUNTS =
            """
            select slug, language,
                count(*) filter (where helped) as helped,
                count(*) filter (where not helped) as not_helped,
                count(*) filter (where helped and at >= :since) as helped_lately,
                count(*) filter (where not helped and at >= :since) as not_helped_lately
            from help.vote
            where cast(:slug as text) is null or slug = :slug
            group by slug, language
            """;

    private static final String COMMENTS =
            """
            select helped, comment, at
            from help.vote
            where slug = :slug
            and language = :language
            and comment <> ''
            order by at desc, id desc
            limit 50
            """;

    private static final Duration LATELY = Duration.ofDays(30);

    private final JdbcClient sql;
    private final Clock clock;

    /** Counts over all time and over the last thirty days. */
    public record Counts(int helped, int notHelped, int helpedLately, int notHelpedLately) {
        public static final Counts NONE = new Counts(0, 0, 0, 0);
    }

    /** What somebody wrote along with a vote. */
    public record Comment(boolean helped, String text, Instant at) {}

    ArticleVotes(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    public void add(String slug, String language, boolean helped, String comment) {
        sql.sql(ADD)
                .param("id", Ids.next())
                .param("slug", slug)
                .param("language", language)
                .param("helped", helped)
                .param("comment", comment)
                .param("now", OffsetDateTime.now(clock))
                .update();
    }

    /**
     * By slug and language such as {@code fees.zh}; none for an article nobody voted on.
     *
     * @param slug of one article; null for all
     */
    public Map<String, Counts> counts(@Nullable String slug) {
        Map<String, Counts> all = new HashMap<>();
        sql.sql(COUNTS)
                .param("slug", slug)
                .param("since", OffsetDateTime.now(clock).minus(LATELY))
                .query(row -> {
                    all.put(
                            row.getString("slug") + "." + row.getString("language"),
                            new Counts(
                                    row.getInt("helped"),
                                    row.getInt("not_helped"),
                                    row.getInt("helped_lately"),
                                    row.getInt("not_helped_lately")));
                });
        return all;
    }

    /** The latest comments, numbers and addresses of people masked. */
    public List<Comment> comments(String slug, String language) {
        return sql.sql(COMMENTS)
                .param("slug", slug)
                .param("language", language)
                .query((row, n) ->
                        new Comment(
                                row.getBoolean("helped"),
                                NumberMasks.personal(row.getString("comment")),
                                row.getObject("at", OffsetDateTime.class).toInstant()))
                .list();
    }
}
