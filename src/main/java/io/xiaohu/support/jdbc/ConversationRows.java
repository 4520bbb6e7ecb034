package io.xiaohu.support.jdbc;

import io.xiaohu.kernel.SubjectRef;
import io.xiaohu.support.ConversationRow;
import io.xiaohu.support.MessageRow;
import io.xiaohu.support.MessageRow.Author;
import io.xiaohu.support.Topic;
import io.xiaohu.support.search.SearchIndex;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of conversations and their lines. */
@Repository
public class ConversationRows {

    private static final String FIND = ConversationColumns.SELECT + "where id = :id";

    /** Whoever adds a line holds the conversation's row, which numbers its lines without gaps. */
    private static final String LOCK = FIND + " for update";

    private static final String OF_CUSTOMER =
            ConversationColumns.SELECT
                    + "where customer_id = :customer order by last_at desc limit 50";

    private static final String INSERT =
            """
            insert into support.conversation (
                id, customer_id, guest_hash, topic, subject_kind, subject_id, code, trace_id,
                language, state, opened_at, last_at, waiting_since)
            values (
                :id, :customer, :guest, :topic, :subjectKind, :subjectId, :code, :trace,
                :language, 'WAITING', :now, :now, :now)
            """;

    /** What was taken back is shown to nobody any more; the line that says so names it. */
    private static final String MESSAGES =
            """
            select m.seq, m.id, m.author, m.author_id, m.author_name, m.client_id, m.internal, m.at,
                m.english, w.seq is not null as withdrawn, told.seq as withdraws,
                case when w.seq is null then m.content else '' end as content,
                case when w.seq is null then m.attachment_ids else '{}' end as attachment_ids
            from support.message m
            left join support.withdrawal w
                on w.conversation_id = m.conversation_id and w.seq = m.seq
            left join support.withdrawal told
                on told.conversation_id = m.conversation_id and told.told_seq = m.seq
            where m.conversation_id = :conversation
            """;

    private static final String REPEATED =
            MESSAGES
                    + """
                    and m.author = :author
                    and m.client_id = :client
                    """;

    private static final String LINE = MESSAGES + "and m.seq = :seq";

    private static final String ADD =
            """
            insert into support.message (
                conversation_id, seq, id, author, author_id, author_name, client_id, internal,
                content, attachment_ids, at, english)
            values (
                :conversation, :seq, :id, :author, :authorId, :authorName, :client, :internal,
                :content, :attachments, :at, :english)
            """;

    private static final String MOVE =
            """
            update support.conversation
            set last_seq = :seq,
                customer_seq = case when :internal then customer_seq else :seq end,
                last_text = case
                    when :internal or :author = 'SYSTEM' then last_text
                    else :text
                end,
                last_at = :at,
                waiting_since = case
                    when :author = 'CUSTOMER' then coalesce(waiting_since, :at)
                    when :author = 'AGENT' and not :internal then null
                    else waiting_since
                end,
                first_answer_at = case
                    when :author = 'AGENT' and not :internal then coalesce(first_answer_at, :at)
                    else first_answer_at
                end,
                snoozed_until = case when :author = 'CUSTOMER' then null else snoozed_until end
            where id = :conversation
            """;

    private static final String LINES =
            MESSAGES
                    + """
                    and m.seq > :after
                    and (:staff or not m.internal)
                    order by m.seq
                    limit 500
                    """;

    private static final String LAST_OF_CUSTOMER =
            """
            select coalesce(max(seq), 0)
            from support.message
            where conversation_id = :conversation
            and author = 'CUSTOMER'
            """;

    private static final String CLAIM =
            """
            update support.conversation
            set state = 'OPEN', claimed_by = :agent, claimed_name = :name, claimed_at = :now
            where id = :id
            and state = 'WAITING'
            """;

    private static final String RELEASE =
            """
            update support.conversation
            set state = 'WAITING', claimed_by = null, claimed_name = null, snoozed_until = null
            where id = :id
            and state = 'OPEN'
            and claimed_by = :agent
            """;

    private static final String CLOSE =
            """
            update support.conversation
            set state = 'CLOSED', closed_at = :now, waiting_since = null, snoozed_until = null
            where id = :id
            and state <> 'CLOSED'
            """;

    /** Told to whoever follows; the row as it is now. */
    private static final String TOUCH =
            "update support.conversation set touched_at = clock_timestamp() where id = :id";

    private static final String SPEAK =
            """
            update support.conversation
            set language = :language
            where id = :id
            and language <> :language
            """;

    private static final String ALL = ConversationColumns.SELECT + "where id = any(:ids)";

    private final JdbcClient sql;
    private final SearchIndex search;

    ConversationRows(JdbcClient sql, SearchIndex search) {
        this.sql = sql;
        this.search = search;
    }

    /** A conversation to be opened. */
    public record NewConversation(
            UUID id,
            @Nullable UUID customer,
            byte @Nullable [] guest,
            Topic topic,
            @Nullable SubjectRef subject,
            @Nullable String code,
            @Nullable String traceId,
            Locale language) {}

    /** A line to be added. */
    public record NewMessage(
            Author author,
            @Nullable UUID authorId,
            @Nullable String authorName,
            @Nullable String clientId,
            boolean internal,
            String text,
            List<UUID> attachmentIds,
            @Nullable String english) {

        /** A line that is there in one language. */
        public NewMessage(
                Author author,
                @Nullable UUID authorId,
                @Nullable String authorName,
                @Nullable String clientId,
                boolean internal,
                String text,
                List<UUID> attachmentIds) {
            this(author, authorId, authorName, clientId, internal, text, attachmentIds, null);
        }
    }

    public void insert(NewConversation conversation, Instant now) {
        SubjectRef subject = conversation.subject();
        sql.sql(INSERT)
                .param("id", conversation.id())
                .param("customer", conversation.customer())
                .param("guest", conversation.guest())
                .param("topic", conversation.topic().name())
                .param("subjectKind", subject == null ? null : subject.kind().name())
                .param("subjectId", subject == null ? null : subject.id())
                .param("code", conversation.code())
                .param("trace", conversation.traceId())
                .param("language", ConversationColumns.tag(conversation.language()))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** From now on its owner reads this language. */
    public void speak(UUID id, Locale language) {
        sql.sql(SPEAK)
                .param("id", id)
                .param("language", ConversationColumns.tag(language))
                .update();
    }

    public Optional<ConversationRow> find(UUID id) {
        return sql.sql(FIND).param("id", id).query(ConversationColumns::read).optional();
    }

    /** The row as it is, marked as changed just now for desks that were cut off. */
    public ConversationRow touch(UUID id) {
        sql.sql(TOUCH).param("id", id).update();
        return find(id).orElseThrow();
    }

    public Optional<ConversationRow> lock(UUID id) {
        return sql.sql(LOCK).param("id", id).query(ConversationColumns::read).optional();
    }

    public List<ConversationRow> ofCustomer(UUID customer) {
        return sql.sql(OF_CUSTOMER)
                .param("customer", customer)
                .query(ConversationColumns::read)
                .list();
    }

    public Optional<MessageRow> repeated(UUID conversation, Author author, String clientId) {
        return sql.sql(REPEATED)
                .param("conversation", conversation)
                .param("author", author.name())
                .param("client", clientId)
                .query(ConversationRows::message)
                .optional();
    }

    /** Adds the next line to a locked conversation. */
    public MessageRow add(ConversationRow conversation, UUID id, NewMessage line, Instant at) {
        long seq = conversation.lastSeq() + 1;
        OffsetDateTime now = at.atOffset(ZoneOffset.UTC);
        sql.sql(ADD)
                .param("conversation", conversation.id())
                .param("seq", seq)
                .param("id", id)
                .param("author", line.author().name())
                .param("authorId", line.authorId())
                .param("authorName", line.authorName())
                .param("client", line.clientId())
                .param("internal", line.internal())
                .param("content", line.text())
                .param("attachments", line.attachmentIds().toArray(UUID[]::new))
                .param("at", now)
                .param("english", line.english())
                .update();
        search.add(conversation.id(), seq, conversation.topic(), line.text(), at);
        sql.sql(MOVE)
                .param("conversation", conversation.id())
                .param("seq", seq)
                .param("internal", line.internal())
                .param("author", line.author().name())
                .param("text", line.text())
                .param("at", now)
                .update();
        return new MessageRow(
                id,
                seq,
                line.author(),
                line.authorName(),
                line.clientId(),
                line.internal(),
                line.text(),
                line.attachmentIds(),
                at,
                line.authorId(),
                false,
                null,
                line.english());
    }

    public Optional<MessageRow> line(UUID conversation, long seq) {
        return sql.sql(LINE)
                .param("conversation", conversation)
                .param("seq", seq)
                .query(ConversationRows::message)
                .optional();
    }

    public List<MessageRow> lines(UUID conversation, long after, boolean staff) {
        return sql.sql(LINES)
                .param("conversation", conversation)
                .param("after", after)
                .param("staff", staff)
                .query(ConversationRows::message)
                .list();
    }

    /** The number of the customer's last line. */
    public long lastOfCustomer(UUID conversation) {
        return sql.sql(LAST_OF_CUSTOMER)
                .param("conversation", conversation)
                .query(Long.class)
                .single();
    }

    public boolean claim(UUID id, UUID agent, String name, Instant now) {
        return sql.sql(CLAIM)
                        .param("id", id)
                        .param("agent", agent)
                        .param("name", name)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    public boolean release(UUID id, UUID agent) {
        return sql.sql(RELEASE).param("id", id).param("agent", agent).update() == 1;
    }

    public boolean close(UUID id, Instant now) {
        return sql.sql(CLOSE).param("id", id).param("now", now.atOffset(ZoneOffset.UTC)).update()
                == 1;
    }

    /** Those with these ids, in the order of the ids. */
    public List<ConversationRow> all(List<UUID> ids) {
        Map<UUID, ConversationRow> found = new HashMap<>();
        sql.sql(ALL)
                .param("ids", ids.toArray(UUID[]::new))
                .query(ConversationColumns::read)
                .list()
                .forEach(row -> found.put(row.id(), row));
        return ids.stream().filter(found::containsKey).map(found::get).toList();
    }

    private static MessageRow message(ResultSet row, int n) throws SQLException {
        return new MessageRow(
                row.getObject("id", UUID.class),
                row.getLong("seq"),
                Author.valueOf(row.getString("author")),
                row.getString("author_name"),
                row.getString("client_id"),
                row.getBoolean("internal"),
                row.getString("content"),
                List.of((UUID[]) row.getArray("attachment_ids").getArray()),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getObject("author_id", UUID.class),
                row.getBoolean("withdrawn"),
                row.getObject("withdraws", Long.class),
                row.getString("english"));
    }
}
