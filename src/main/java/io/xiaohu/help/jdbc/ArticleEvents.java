package io.xiaohu.help.jdbc;

import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.Ids;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What was done to articles; nobody changes it. */
@Repository
public class ArticleEvents {

    private static final String ADD =
            """
            insert into help.article_event (
                id, slug, language, number, act, staff_id, staff_name, note, at)
            values (:id, :slug, :language, :number, :act, :staff, :name, :note, :now)
            """;

    private static final String OF =
            """
            select number, act, staff_name, note, at
            from help.article_event
            where slug = :slug
            and language = :language
            order by at desc, id desc
            limit 200
            """;

    private static final String WROTE =
            """
            select exists (
                select from help.article_event
                where slug = :slug
                and language = :language
                and number = :number
                and staff_id = :staff
                and act in ('DRAFTED', 'SAVED', 'SUBMITTED', 'ROLL_BACK_ASKED'))
            """;

    private final JdbcClient sql;
    private final Clock clock;

    ArticleEvents(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** What can be done to a version. */
    public enum Act {
        OFFERED,
        DRAFTED,
        SAVED,
        SUBMITTED,
        TAKEN_BACK,
        SENT_BACK,
        ROLL_BACK_ASKED,
        PUBLISHED,
        WITHDRAWN,
        DROPPED
    }

    /**
     * One act.
     *
     * @param by empty for the product
     */
    public record Event(int number, Act act, String by, String note, Instant at) {}

    /**
     * @param by null for the product
     */
    public void add(
            Caller.@Nullable Staff by,
            String slug,
            String language,
            int number,
            Act act,
            String note) {
        sql.sql(ADD)
                .param("id", Ids.next())
                .param("slug", slug)
                .param("language", language)
                .param("number", number)
                .param("act", act.name())
                .param("staff", by == null ? null : by.staffId())
                .param("name", by == null ? "" : by.name())
                .param("note", note)
                .param("now", OffsetDateTime.now(clock))
                .update();
    }

    /** Of an article, the latest first. */
    public List<Event> of(String slug, String language) {
        return sql.sql(OF)
                .param("slug", slug)
                .param("language", language)
                .query((row, n) ->
                        new Event(
                                row.getInt("number"),
                                Act.valueOf(row.getString("act")),
                                row.getString("staff_name"),
                                row.getString("note"),
                                row.getObject("at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /** Whether somebody had a hand in a version's text. */
    public boolean wrote(String slug, String language, int number, UUID staff) {
        return sql.sql(WROTE)
                .param("slug", slug)
                .param("language", language)
                .param("number", number)
                .param("staff", staff)
                .query(Boolean.class)
                .single();
    }
}
