package io.xiaohu.support.jdbc;

import io.xiaohu.support.views.jdbc.BoxRows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What is noted beside a conversation: lines taken back, colleagues named, tags and the rating. */
@Repository
public class NoteRows {

    private static final String WITHDRAW =
            """
            insert into support.withdrawal (conversation_id, seq, told_seq, at)
            values (:id, :seq, :told, :now)
            """;

    /** What lists show is the last line that still stands. */
    private static final String SHOW_LAST =
            """
            update support.conversation
            set last_text = coalesce(
                (select m.content
                from support.message m
                where m.conversation_id = :id
                and m.author <> 'SYSTEM'
                and not m.internal
                and not exists (
                    select from support.withdrawal w
                    where w.conversation_id = m.conversation_id and w.seq = m.seq)
                order by m.seq desc
                limit 1),
                '')
            where id = :id
            """;

    private static final String KEPT =
            """
            select m.content
            from support.withdrawal w
            join support.message m on m.conversation_id = w.conversation_id and m.seq = w.seq
            where w.conversation_id = :id
            and w.seq = :seq
            """;

    /**
     * The same line in conversations that were merged, before and after: a merge copies lines with
     * all that they say, and when.
     */
    private static final String COPIES =
            """
            with recursive joined (id) as (
                select cast(:id as uuid)
                union
                select o.id
                from joined j
                join support.conversation c on c.id = j.id
                join support.conversation o on o.id = c.continued_in or o.continued_in = c.id)
            select copy.conversation_id, copy.seq
            from support.message m
            join support.message copy
                on copy.conversation_id in (select id from joined where id <> :id)
                and copy.at = m.at
                and copy.author = m.author
                and copy.author_id is not distinct from m.author_id
                and copy.internal = m.internal
                and copy.content = m.content
                and copy.attachment_ids = m.attachment_ids
            where m.conversation_id = :id
            and m.seq = :seq
            and not exists (
                select from support.withdrawal w
                where w.conversation_id = copy.conversation_id and w.seq = copy.seq)
            order by copy.conversation_id, copy.seq
            """;

    private static final String MENTION =
            """
            insert into support.mention (conversation_id, seq, staff_id, at)
            select :id, :seq, unnest(:staff), :now
            """;

    private static final String MENTIONS =
            """
            select n.conversation_id, n.seq, n.at, n.seen_at, m.id, m.author_name,
                case
                    when w.seq is not null then ''
                    when :language = 'en' then coalesce(m.english, m.content)
                    else m.content
                end as content
            from support.mention n
            join support.message m on m.conversation_id = n.conversation_id and m.seq = n.seq
            left join support.withdrawal w on w.conversation_id = n.conversation_id and w.seq = n.seq
            where n.staff_id = :staff
            and not exists (
                select from support.conversation c
                where c.id = n.conversation_id and c.continued_in is not null)
            and (n.seen_at is null, n.at, m.id) < (:unseen, :now, :id)
            order by n.seen_at is null desc, n.at desc, m.id desc
            limit :most
            """;

    private static final String SEE =
            """
            update support.mention
            set seen_at = :now
            where conversation_id = :id
            and staff_id = :staff
            and seen_at is null
            """;

    private static final String UNTAG =
            """
            delete from support.conversation_tag
            where conversation_id = :id
            and not tag = any(:tags)
            """;

    private static final String TAG =
            """
            insert into support.conversation_tag (conversation_id, tag, added_by, at)
            select :id, unnest(:tags), :by, :now
            on conflict do nothing
            """;

    private static final String USUAL_TAGS =
            """
            select tag
            from (
                select tag, at from support.conversation_tag order by at desc limit 2000) latest
            group by tag
            order by count(*) desc, tag
            limit 50
            """;

    private static final String RATE =
            """
            insert into support.conversation_rating (
                conversation_id, score, comment, staff_id, staff_name, rated_at, changed_at)
            values (:id, :score, :comment, :staff, :name, :now, :now)
            on conflict (conversation_id) do update
            set score = excluded.score, comment = excluded.comment,
                changed_at = excluded.changed_at
            """;

    private static final String RATING =
            """
            select score, comment, rated_at
            from support.conversation_rating
            where conversation_id = :id
            """;

    /** A note that names somebody. */
    public record Mention(
            UUID conversationId,
            long seq,
            Instant at,
            @Nullable Instant seenAt,
            @Nullable String author,
            String text,
            BoxRows.Place place) {}

    /** A line, by where it stands. */
    public record Place(UUID conversationId, long seq) {}

    /** What a customer thought of it. */
    public record Rating(int score, String comment, Instant ratedAt) {}

    private final JdbcClient sql;

    NoteRows(JdbcClient sql) {
        this.sql = sql;
    }

    /**
     * @param told the number of the line that says so
     */
    public void withdraw(UUID id, long seq, long told, Instant now) {
        at(WITHDRAW, now).param("id", id).param("seq", seq).param("told", told).update();
        sql.sql(SHOW_LAST).param("id", id).update();
    }

    /** Where merges copied a line to or from and it still stands. */
    public List<Place> copies(UUID id, long seq) {
        return sql.sql(COPIES)
                .param("id", id)
                .param("seq", seq)
                .query((row, n) ->
                        new Place(row.getObject("conversation_id", UUID.class), row.getLong("seq")))
                .list();
    }

    /** The words of a line that was taken back. */
    public Optional<String> kept(UUID id, long seq) {
        return sql.sql(KEPT).param("id", id).param("seq", seq).query(String.class).optional();
    }

    public void mention(UUID id, long seq, Collection<UUID> staff, Instant now) {
        at(MENTION, now)
                .param("id", id)
                .param("seq", seq)
                .param("staff", staff.toArray(UUID[]::new))
                .update();
    }

    /** Those not seen yet first, then the latest. */
    public List<Mention> mentions(UUID staff, Locale reader, BoxRows.Place after, int most) {
        return at(MENTIONS, after.at())
                .param("staff", staff)
                .param("language", ConversationColumns.tag(reader))
                .param("unseen", after.ahead())
                .param("id", after.id())
                .param("most", most)
                .query(NoteRows::mention)
                .list();
    }

    public boolean see(UUID id, UUID staff, Instant now) {
        return at(SEE, now).param("id", id).param("staff", staff).update() > 0;
    }

    /** Exactly these tags from now on. */
    public void tag(UUID id, Collection<String> tags, String by, Instant now) {
        String[] all = tags.toArray(String[]::new);
        sql.sql(UNTAG).param("id", id).param("tags", all).update();
        at(TAG, now).param("id", id).param("tags", all).param("by", by).update();
    }

    /** The tags used most of late. */
    public List<String> usualTags() {
        return sql.sql(USUAL_TAGS).query((row, n) -> row.getString("tag")).list();
    }

    public void rate(
            UUID id,
            int score,
            String comment,
            @Nullable UUID staff,
            @Nullable String name,
            Instant now) {
        at(RATE, now)
                .param("id", id)
                .param("score", score)
                .param("comment", comment)
                .param("staff", staff)
                .param("name", name)
                .update();
    }

    public Optional<Rating> rating(UUID id) {
        return sql.sql(RATING)
                .param("id", id)
                .query((row, n) ->
                        new Rating(
                                row.getInt("score"),
                                row.getString("comment"),
                                row.getObject("rated_at", OffsetDateTime.class).toInstant()))
                .optional();
    }

    private JdbcClient.StatementSpec at(String what, Instant now) {
        return sql.sql(what).param("now", now.atOffset(ZoneOffset.UTC));
    }

    private static Mention mention(ResultSet row, int n) throws SQLException {
        OffsetDateTime seen = row.getObject("seen_at", OffsetDateTime.class);
        Instant at = row.getObject("at", OffsetDateTime.class).toInstant();
        return new Mention(
                row.getObject("conversation_id", UUID.class),
                row.getLong("seq"),
                at,
                seen == null ? null : seen.toInstant(),
                row.getString("author_name"),
                row.getString("content"),
                new BoxRows.Place(seen == null, at, row.getObject("id", UUID.class)));
    }
}
