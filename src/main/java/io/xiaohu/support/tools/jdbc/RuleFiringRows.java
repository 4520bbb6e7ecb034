package io.xiaohu.support.tools.jdbc;

import io.xiaohu.support.MessageRow.Author;
import io.xiaohu.support.Topic;
import io.xiaohu.support.tools.Happened;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Lines as rules see them, and what rules did about them. Written once. */
@Repository
public class RuleFiringRows {

    private static final String LINES =
            """
            select m.conversation_id, m.seq, m.id, m.author, m.content, m.at, c.topic,
                c.customer_id is null as guest
            from support.message m
            join support.conversation c on c.id = m.conversation_id
            where not m.internal
            and m.author <> 'SYSTEM'
            and not exists (
                select from support.withdrawal w
                where w.conversation_id = m.conversation_id
                and w.seq = m.seq)
            """;

    private static final String LINE =
            LINES + "and m.conversation_id = :conversation and m.seq = :seq";

    /**
     * Ids are in the order of time, so what is since a moment is what is above the least of it; not
     * those of lines that were copied before their ids were. The lines of a conversation that was
     * merged into one there was stand there.
     */
    private static final String SINCE =
            LINES
                    + """
                    and m.id >= :least
                    and m.at >= :since
                    and not exists (
                        select from support.conversation other
                        where other.id = c.continued_in
                        and other.opened_at < c.closed_at)
                    order by m.id desc
                    limit :most
                    """;

    private static final String INSERT =
            """
            insert into support.rule_firing (
                rule_id, conversation_id, seq, version, outcome, detail, at)
            values (:rule, :conversation, :seq, :version, :outcome, :detail, :now)
            on conflict (rule_id, conversation_id, seq) do nothing
            """;

    private static final String OF_CONVERSATION =
            """
            select count(*)
            from support.rule_firing
            where conversation_id = :conversation
            and at > :since
            """;

    private static final String OF_RULE =
            """
            select conversation_id, seq, version, outcome, detail, at
            from support.rule_firing
            where rule_id = :rule
            order by at desc
            limit 50
            """;

    private final JdbcClient sql;
    private final Clock clock;

    RuleFiringRows(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** What came of it. */
    public enum Outcome {
        DONE,
        REFUSED,
        TOO_MANY
    }

    /** What a rule did about a line. */
    public record Firing(
            UUID conversation,
            long seq,
            long version,
            Outcome outcome,
            String detail,
            Instant at) {}

    /** Empty for a note and a line of the house. */
    public Optional<Happened> line(UUID conversation, long seq) {
        return sql.sql(LINE)
                .param("conversation", conversation)
                .param("seq", seq)
                .query(RuleFiringRows::happened)
                .optional();
    }

    /** The latest lines of people since a moment. */
    public List<Happened> since(Instant moment, int most) {
        return sql.sql(SINCE)
                .param("least", new UUID(moment.toEpochMilli() << 16, 0))
                .param("since", moment.atOffset(ZoneOffset.UTC))
                .param("most", most)
                .query(RuleFiringRows::happened)
                .list();
    }

    /** False when the rule has been at this line. */
    public boolean insert(UUID rule, long version, Happened line, Outcome outcome, String detail) {
        return sql.sql(INSERT)
                        .param("rule", rule)
                        .param("conversation", line.conversation())
                        .param("seq", line.seq())
                        .param("version", version)
                        .param("outcome", outcome.name())
                        .param("detail", detail)
                        .param("now", OffsetDateTime.now(clock))
                        .update()
                == 1;
    }

    public int count(UUID conversation, Instant since) {
        return sql.sql(OF_CONVERSATION)
                .param("conversation", conversation)
                .param("since", since.atOffset(ZoneOffset.UTC))
                .query(Integer.class)
                .single();
    }

    public List<Firing> of(UUID rule) {
        return sql.sql(OF_RULE)
                .param("rule", rule)
                .query((row, n) ->
                        new Firing(
                                row.getObject("conversation_id", UUID.class),
                                row.getLong("seq"),
                                row.getLong("version"),
                                Outcome.valueOf(row.getString("outcome")),
                                row.getString("detail"),
                                row.getObject("at", OffsetDateTime.class).toInstant()))
                .list();
    }

    private static Happened happened(ResultSet row, int n) throws SQLException {
        return new Happened(
                row.getObject("conversation_id", UUID.class),
                row.getLong("seq"),
                Author.valueOf(row.getString("author")),
                row.getString("content"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                Topic.valueOf(row.getString("topic")),
                row.getBoolean("guest"));
    }
}
