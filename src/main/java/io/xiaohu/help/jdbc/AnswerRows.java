package io.xiaohu.help.jdbc;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the assistant answered, from what, and whether it helped. */
@Repository
public class AnswerRows {

    /** An article that helped in less than a third of at least this many answers is not used. */
    private static final int ENOUGH_SAID = 5;

    private static final String INSERT =
            """
            insert into help.assistant_answer (
                conversation_id, seq, about, slug, source, href, answered_at)
            values (:conversation, :seq, :about, :slug, :source, :href, :at)
            """;

    private static final String OF =
            """
            select seq, about, slug, source, href, helpful
            from help.assistant_answer
            where conversation_id = :conversation
            order by seq
            """;

    private static final String RATE =
            """
            update help.assistant_answer
            set helpful = :helpful
            where conversation_id = :conversation
            and seq = :seq
            """;

    /** Since the article was last changed: a better one begins anew. */
    private static final String DOUBTED =
            """
            select count(*) >= :enough and 3 * count(*) filter (where helpful) < count(*)
            from help.assistant_answer
            where slug = :slug
            and helpful is not null
            and answered_at > coalesce((
                select max(v.published_at)
                from help.article a
                join help.article_version v
                    on v.slug = a.slug and v.language = a.language and v.number = a.live
                where a.slug = :slug), '-infinity')
            """;

    private final JdbcClient sql;

    AnswerRows(JdbcClient sql) {
        this.sql = sql;
    }

    /**
     * An answer as it is kept.
     *
     * @param seq the number of its line
     * @param helpful what the customer said of it; null when nothing
     */
    public record Kept(
            long seq,
            String about,
            @Nullable String slug,
            String source,
            String href,
            @Nullable Boolean helpful) {}

    public void insert(UUID conversation, Kept answer, Instant at) {
        sql.sql(INSERT)
                .param("conversation", conversation)
                .param("seq", answer.seq())
                .param("about", answer.about())
                .param("slug", answer.slug())
                .param("source", answer.source())
                .param("href", answer.href())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    public List<Kept> of(UUID conversation) {
        return sql.sql(OF)
                .param("conversation", conversation)
                .query((row, n) ->
                        new Kept(
                                row.getLong("seq"),
                                row.getString("about"),
                                row.getString("slug"),
                                row.getString("source"),
                                row.getString("href"),
                                row.getObject("helpful", Boolean.class)))
                .list();
    }

    public boolean rate(UUID conversation, long seq, boolean helpful) {
        return sql.sql(RATE)
                        .param("conversation", conversation)
                        .param("seq", seq)
                        .param("helpful", helpful)
                        .update()
                == 1;
    }

    /** Whether customers mostly said that an article did not help them. */
    public boolean isDoubted(String slug) {
        return sql.sql(DOUBTED)
                .param("enough", ENOUGH_SAID)
                .param("slug", slug)
                .query(Boolean.class)
                .single();
    }
}
