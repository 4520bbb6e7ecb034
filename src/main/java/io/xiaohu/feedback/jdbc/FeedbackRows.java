package io.xiaohu.feedback.jdbc;

import io.xiaohu.feedback.FeedbackDesk;
import io.xiaohu.feedback.FeedbackItem;
import io.xiaohu.feedback.FeedbackItem.Published;
import io.xiaohu.feedback.FeedbackItem.Source;
import io.xiaohu.feedback.FeedbackItem.State;
import io.xiaohu.support.FeedbackKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What was given, what was answered, who follows it. */
@Repository
public class FeedbackRows {

    private static final String INSERT =
            """
            insert into feedback.feedback (
                id, customer_id, kind, content, attachment_ids, source, conversation_id,
                message_seq, taken_by, state, at)
            values (
                :id, :customer, :kind, :content, :attachments, :source, :conversation,
                :line, :takenBy, 'RECEIVED', :at)
            on conflict (conversation_id, message_seq) where message_seq is not null do nothing
            """;

    private static final String COLUMNS =
            """
            select f.id, f.customer_id, f.kind, f.content, f.attachment_ids, f.source,
                f.conversation_id, f.state, f.at, f.merged_into,
                (select count(*) from feedback.vote v where v.feedback_id = f.id) as votes,
                (select count(*) from feedback.follower w where w.feedback_id = f.id) as followers,
                p.title_zh, p.title_en, p.text_zh, p.text_en, p.answer_zh, p.answer_en
            from feedback.feedback f
            left join feedback.publication p
                on p.feedback_id = f.id and p.withdrawn_at is null
            """;

    private static final String FIND = COLUMNS + "where f.id = :id";

    private static final String OF_LINE =
            COLUMNS + "where f.conversation_id = :conversation and f.message_seq = :line";

    private static final String MINE =
            COLUMNS + "where f.customer_id = :customer order by f.at desc limit 50";

    private static final String LIST =
            COLUMNS
                    + """
                    where f.merged_into is null
                    and (:state = '' or f.state = :state)
                    and (:kind = '' or f.kind = :kind)
                    and (:source = '' or f.source = :source)
                    and (:words = '' or position(lower(:words) in lower(f.content)) > 0)
                    and (cast(:after as uuid) is null or (f.at, f.id) < (
                        select a.at, a.id from feedback.feedback a where a.id = :after))
                    order by f.at desc, f.id desc
                    limit :most
                    """;

    private static final String REPLIES =
            "select author, content, at from feedback.reply where feedback_id = :id order by n";

    private static final String LOCK =
            """
            select id
            from feedback.feedback
            where id = :id
            and merged_into is null
            for update
            """;

    private static final String REPLY =
            """
            insert into feedback.reply (feedback_id, n, author, content, at)
            select :id, coalesce(max(n), 0) + 1, :author, :content, :at
            from feedback.reply
            where feedback_id = :id
            """;

    private static final String MOVE = "update feedback.feedback set state = :state where id = :id";

    /** Also what had been merged into it before; that none had is fine. */
    private static final String POINT =
            """
            update feedback.feedback
            set merged_into = :into
            where id = :id
            or merged_into = :id
            """;

    private static final String FOLLOW =
            """
            insert into feedback.follower (feedback_id, customer_id, since)
            select :into, who, :at
            from (
                select customer_id as who from feedback.follower where feedback_id = :id
                union
                select customer_id from feedback.feedback where id = :id) moved
            where who is not null
            and who is distinct from (
                select customer_id from feedback.feedback where id = :into)
            on conflict do nothing
            """;

    private static final String UNFOLLOW = "delete from feedback.follower where feedback_id = :id";

    private static final String WHO_FOLLOWS =
            """
            select customer_id from feedback.feedback
            where id = :id and customer_id is not null
            union
            select customer_id from feedback.follower where feedback_id = :id
            union
            select customer_id from feedback.vote where feedback_id = :id
            order by customer_id
            """;

    /** Calls are not written to. */
    private static final String CONVERSATIONS =
            """
            select distinct conversation_id, id = :id as own
            from feedback.feedback
            where (id = :id or merged_into = :id)
            and conversation_id is not null
            and source <> 'PHONE'
            order by conversation_id, own desc
            """;

    /**
     * What comes in.
     *
     * @param line the number of the line of the conversation it is
     */
    public record Given(
            UUID id,
            @Nullable UUID customer,
            FeedbackKind kind,
            String text,
            List<UUID> attachmentIds,
            Source source,
            @Nullable UUID conversation,
            @Nullable Long line,
            @Nullable UUID takenBy) {}

    /**
     * A conversation it was said in.
     *
     * @param own whether by its own writer, not by one whose feedback was merged into it
     */
    public record SaidIn(UUID conversation, boolean own) {}

    private final JdbcClient sql;

    FeedbackRows(JdbcClient sql) {
        this.sql = sql;
    }

    /**
     * @return whether it is new; a line that was written down before is not
     */
    public boolean insert(Given given, Instant at) {
        return sql.sql(INSERT)
                        .param("id", given.id())
                        .param("customer", given.customer())
                        .param("kind", given.kind().name())
                        .param("content", given.text())
                        .param("attachments", given.attachmentIds().toArray(UUID[]::new))
                        .param("source", given.source().name())
                        .param("conversation", given.conversation())
                        .param("line", given.line())
                        .param("takenBy", given.takenBy())
                        .param("at", time(at))
                        .update()
                == 1;
    }

    /** What a line of a conversation was written down as. */
    public Optional<FeedbackItem> ofLine(UUID conversation, long line) {
        return sql.sql(OF_LINE)
                .param("conversation", conversation)
                .param("line", line)
                .query(this::item)
                .optional();
    }

    /** Where it and what was merged into it were said, in the order conversations are held. */
    public List<SaidIn> conversations(UUID id) {
        return sql.sql(CONVERSATIONS)
                .param("id", id)
                .query((row, n) ->
                        new SaidIn(
                                row.getObject("conversation_id", UUID.class),
                                row.getBoolean("own")))
                .list();
    }

    public Optional<FeedbackItem> find(UUID id) {
        return sql.sql(FIND).param("id", id).query(this::item).optional();
    }

    public List<FeedbackItem> of(UUID customer) {
        return sql.sql(MINE).param("customer", customer).query(this::item).list();
    }

    /**
     * @param after the one they come after; null for the latest
     */
    public List<FeedbackItem> list(FeedbackDesk.Wanted wanted, @Nullable UUID after, int most) {
        return sql.sql(LIST)
                .param("state", nameOf(wanted.state()))
                .param("kind", nameOf(wanted.kind()))
                .param("source", nameOf(wanted.source()))
                .param("words", wanted.words())
                .param("after", after, Types.OTHER)
                .param("most", most)
                .query(this::item)
                .list();
    }

    /** Whether it is there and goes on by itself; nobody else changes it until the end. */
    public boolean lockOpen(UUID id) {
        return !sql.sql(LOCK).param("id", id).query((row, n) -> n).list().isEmpty();
    }

    public void reply(UUID id, String author, String text, Instant at) {
        sql.sql(REPLY)
                .param("id", id)
                .param("author", author)
                .param("content", text)
                .param("at", time(at))
                .update();
    }

    public void move(UUID id, State state) {
        if (sql.sql(MOVE).param("id", id).param("state", state.name()).update() != 1) {
            throw new IllegalStateException("no feedback " + id);
        }
    }

    /** Points to the other one; whoever followed this one follows that one. */
    public void merge(UUID id, UUID into, Instant at) {
        sql.sql(FOLLOW).param("id", id).param("into", into).param("at", time(at)).update();
        sql.sql(UNFOLLOW).param("id", id).update();
        sql.sql(POINT).param("id", id).param("into", into).update();
    }

    /** Who is told of it: its writer, whose feedback was merged into it, and who voted for it. */
    public List<UUID> whoFollows(UUID id) {
        return sql.sql(WHO_FOLLOWS)
                .param("id", id)
                .query((row, n) -> row.getObject("customer_id", UUID.class))
                .list();
    }

    private FeedbackItem item(ResultSet row, int n) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        return new FeedbackItem(
                id,
                row.getObject("customer_id", UUID.class),
                FeedbackKind.valueOf(row.getString("kind")),
                row.getString("content"),
                List.of((UUID[]) row.getArray("attachment_ids").getArray()),
                Source.valueOf(row.getString("source")),
                row.getObject("conversation_id", UUID.class),
                State.valueOf(row.getString("state")),
                moment(row),
                row.getObject("merged_into", UUID.class),
                row.getInt("votes"),
                row.getInt("followers"),
                published(row),
                replies(id));
    }

    private List<FeedbackItem.Reply> replies(UUID id) {
        return sql.sql(REPLIES)
                .param("id", id)
                .query((row, n) ->
                        new FeedbackItem.Reply(
                                row.getString("author"), row.getString("content"), moment(row)))
                .list();
    }

    private static @Nullable Published published(ResultSet row) throws SQLException {
        String title = row.getString("title_zh");
        return title == null
                ? null
                : new Published(
                        title,
                        row.getString("title_en"),
                        row.getString("text_zh"),
                        row.getString("text_en"),
                        row.getString("answer_zh"),
                        row.getString("answer_en"));
    }

    private static Instant moment(ResultSet row) throws SQLException {
        return row.getObject("at", OffsetDateTime.class).toInstant();
    }

    private static String nameOf(@Nullable Enum<?> one) {
        return one == null ? "" : one.name();
    }

    private static OffsetDateTime time(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
