package io.xiaohu.support.search.jdbc;

import io.xiaohu.support.ConversationRow;
import io.xiaohu.support.MessageRow.Author;
import io.xiaohu.support.Topic;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of what lines are found by. */
@Repository
public class SearchRows {

    /** The numbers of the buckets as {@code Buckets} has them: one trip for a line that is new. */
    private static final String ADD =
            """
            insert into support.search_line (n, conversation_id, seq, at, terms)
            select n, :conversation, :seq, :at, :terms || array[
                (1 << 24) | ((n >> 12) & 16777215)::int,
                (2 << 24) | ((n >> 15) & 16777215)::int,
                (3 << 24) | ((n >> 18) & 16777215)::int]
            from (select nextval('support.search_line_n') as n) as next
            """;

    private static final String INSERT =
            """
            insert into support.search_line (n, conversation_id, seq, at, terms)
            values (:n, :conversation, :seq, :at, :terms)
            on conflict (conversation_id, seq) do nothing
            """;

    private static final String REMOVE =
            "delete from support.search_line where conversation_id = :conversation and seq = :seq";

    private static final String LATEST =
            "select n from support.search_line order by n desc limit 1";

    private static final String EARLIEST = "select n from support.search_line order by n limit 1";

    private static final String AT =
            """
            select at
            from support.search_line
            where n <= :n
            order by n desc
            limit 1
            """;

    /**
     * The latest lines of a part of all that have every term; nothing is joined before those are
     * known.
     */
    private static final String STEP =
            """
            with found as materialized (
                select n, conversation_id, seq
                from support.search_line
                where terms @> :terms
                and terms && :buckets
                and n between :low and :high
                order by n desc
                limit :most)
            select f.n, f.conversation_id, f.seq, m.author, m.author_name, m.internal, m.content,
                m.at, c.state, c.topic, c.channel, c.claimed_by, c.claimed_name, c.customer_id
            from found f
            join support.message m on m.conversation_id = f.conversation_id and m.seq = f.seq
            join support.conversation c on c.id = f.conversation_id
            order by f.n desc
            """;

    private final JdbcClient sql;

    SearchRows(JdbcClient sql) {
        this.sql = sql;
    }

    /** A line that may be what was looked for. */
    public record Candidate(
            long n,
            UUID conversation,
            long seq,
            Author author,
            @Nullable String authorName,
            boolean internal,
            String text,
            Instant at,
            ConversationRow.State state,
            Topic topic,
            String channel,
            @Nullable UUID agent,
            @Nullable String agentName,
            @Nullable UUID customer) {}

    /** Puts a new line behind all others. */
    public void add(UUID conversation, long seq, Instant at, int[] terms) {
        sql.sql(ADD)
                .param("conversation", conversation)
                .param("seq", seq)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("terms", terms)
                .update();
    }

    /** False when the line is in already. */
    public boolean insert(long n, UUID conversation, long seq, Instant at, int[] terms) {
        return sql.sql(INSERT)
                        .param("n", n)
                        .param("conversation", conversation)
                        .param("seq", seq)
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .param("terms", terms)
                        .update()
                == 1;
    }

    /** Zero rows is fine: it may not be in yet. */
    public void remove(UUID conversation, long seq) {
        sql.sql(REMOVE).param("conversation", conversation).param("seq", seq).update();
    }

    /** The highest number there is; empty when there is none. */
    public OptionalLong latest() {
        return number(LATEST);
    }

    public OptionalLong earliest() {
        return number(EARLIEST);
    }

    /** When the last line up to a number was written; the beginning of time when there is none. */
    public Instant at(long n) {
        return sql.sql(AT)
                .param("n", n)
                .query((row, i) -> row.getObject("at", OffsetDateTime.class).toInstant())
                .optional()
                .orElse(Instant.EPOCH);
    }

    /** The latest candidates of the numbers from low to high, the latest first. */
    public List<Candidate> step(int[] terms, int[] buckets, long low, long high, int most) {
        return sql.sql(STEP)
                .param("terms", terms)
                .param("buckets", buckets)
                .param("low", low)
                .param("high", high)
                .param("most", most)
                .query(SearchRows::candidate)
                .list();
    }

    private OptionalLong number(String statement) {
        return sql.sql(statement).query((row, i) -> row.getLong("n")).list().stream()
                .mapToLong(n -> n)
                .findFirst();
    }

    private static Candidate candidate(ResultSet row, int n) throws SQLException {
        return new Candidate(
                row.getLong("n"),
                row.getObject("conversation_id", UUID.class),
                row.getLong("seq"),
                Author.valueOf(row.getString("author")),
                row.getString("author_name"),
                row.getBoolean("internal"),
                row.getString("content"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                ConversationRow.State.valueOf(row.getString("state")),
                Topic.valueOf(row.getString("topic")),
                row.getString("channel"),
                row.getObject("claimed_by", UUID.class),
                row.getString("claimed_name"),
                row.getObject("customer_id", UUID.class));
    }
}
