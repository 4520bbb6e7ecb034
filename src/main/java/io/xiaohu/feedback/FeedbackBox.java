package io.xiaohu.feedback;

import io.xiaohu.kernel.Ids;
import io.xiaohu.notification.Notices;
import io.xiaohu.support.HandedFiles;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes feedback in and says what becomes of it. */
@Service
public class FeedbackBox {

    private static final String INSERT =
            """
            insert into feedback.feedback (
                id, customer_id, kind, content, attachment_ids, state, at)
            values (:id, :customer, :kind, :content, :attachments, 'RECEIVED', :at)
            """;

    private static final String COLUMNS =
            """
            select id, customer_id, kind, content, attachment_ids, state, at
            from feedback.feedback
            """;

    private static final String FIND = COLUMNS + "where id = :id";

    private static final String MINE =
            COLUMNS + "where customer_id = :customer order by at desc limit 50";

    private static final String LATEST = COLUMNS + "order by at desc limit 100";

    private static final String REPLIES =
            "select author, content, at from feedback.reply where feedback_id = :id order by n";

    private static final String REPLY =
            """
            insert into feedback.reply (feedback_id, n, author, content, at)
            select :id, coalesce(max(n), 0) + 1, :author, :content, :at
            from feedback.reply
            where feedback_id = :id
            """;

    private static final String MOVE = "update feedback.feedback set state = :state where id = :id";

    /** What feedback is. */
    public enum Kind {
        IDEA,
        BUG,
        COMPLAINT,
        PRAISE,
        OTHER
    }

    /** Where it stands. */
    public enum State {
        RECEIVED,
        READ,
        PLANNED,
        DONE,
        DECLINED
    }

    /** An answer of ours. */
    public record Reply(String author, String text, Instant at) {}

    /** One piece of feedback; {@code customer} is null when its writer was not signed in. */
    public record Item(
            UUID id,
            @Nullable UUID customer,
            Kind kind,
            String text,
            List<UUID> attachmentIds,
            State state,
            Instant at,
            List<Reply> replies) {}

    private final JdbcClient sql;
    private final Clock clock;
    private final Notices notices;
    private final HandedFiles files;

    FeedbackBox(JdbcClient sql, Clock clock, Notices notices, HandedFiles files) {
        this.sql = sql;
        this.clock = clock;
        this.notices = notices;
        this.files = files;
    }

    /**
     * Takes feedback in, with files the customer sent before.
     *
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND when a file is not the customer's
     */
    @Transactional
    public Item give(@Nullable UUID customer, Kind kind, String text, List<UUID> attachmentIds) {
        files.handOver(customer, attachmentIds);
        UUID id = Ids.next();
        sql.sql(INSERT)
                .param("id", id)
                .param("customer", customer)
                .param("kind", kind.name())
                .param("content", text)
                .param("attachments", attachmentIds.toArray(UUID[]::new))
                .param("at", OffsetDateTime.now(clock))
                .update();
        return find(id).orElseThrow();
    }

    public Optional<Item> find(UUID id) {
        return sql.sql(FIND).param("id", id).query(this::item).optional();
    }

    public List<Item> of(UUID customer) {
        return sql.sql(MINE).param("customer", customer).query(this::item).list();
    }

    public List<Item> latest() {
        return sql.sql(LATEST).query(this::item).list();
    }

    /** Answers and moves it on; its writer is told. */
    @Transactional
    public void reply(UUID id, String author, String text, State state) {
        sql.sql(REPLY)
                .param("id", id)
                .param("author", author)
                .param("content", text)
                .param("at", OffsetDateTime.now(clock))
                .update();
        if (sql.sql(MOVE).param("id", id).param("state", state.name()).update() != 1) {
            throw new IllegalStateException("no feedback " + id);
        }
        find(id).map(Item::customer)
                .ifPresent(customer -> notices.tell(customer, "FEEDBACK_ANSWERED", Map.of(), null));
    }

    private Item item(ResultSet row, int n) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        List<Reply> replies =
                sql.sql(REPLIES)
                        .param("id", id)
                        .query((reply, m) ->
                                new Reply(
                                        reply.getString("author"),
                                        reply.getString("content"),
                                        reply.getObject("at", OffsetDateTime.class).toInstant()))
                        .list();
        return new Item(
                id,
                row.getObject("customer_id", UUID.class),
                Kind.valueOf(row.getString("kind")),
                row.getString("content"),
                List.of((UUID[]) row.getArray("attachment_ids").getArray()),
                State.valueOf(row.getString("state")),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                replies);
    }
}
