package io.xiaohu.support.search.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How far lines from before there was a search are in, and those that are next. */
@Repository
public class BackfillRows {

    private static final String STATE =
            """
            select before_id, next_n, done_lines, all_lines, finished_at is not null as finished
            from support.search_backfill
            """;

    private static final String LOCK = STATE + " for update";

    private static final String OLDER =
            """
            select m.id, m.conversation_id, m.seq, m.content, m.at, c.topic
            from support.message m
            join support.conversation c on c.id = m.conversation_id
            where m.id < :before
            order by m.id desc
            limit :most
            """;

    private static final String MOVE =
            """
            update support.search_backfill
            set before_id = :before, next_n = :next, done_lines = done_lines + :done
            """;

    private static final String FINISH =
            "update support.search_backfill set finished_at = :now where finished_at is null";

    private final JdbcClient sql;

    BackfillRows(JdbcClient sql) {
        this.sql = sql;
    }

    /** How far it is. */
    public record State(UUID before, long nextN, long done, long all, boolean finished) {}

    /** A line to be put in. */
    public record Line(
            UUID id, UUID conversation, long seq, String text, Instant at, String topic) {}

    public State state() {
        return sql.sql(STATE).query(BackfillRows::read).single();
    }

    /** The same, held until the end of the transaction; empty once all is done. */
    public Optional<State> lock() {
        return sql.sql(LOCK).query(BackfillRows::read).optional().filter(it -> !it.finished());
    }

    /** The latest lines before one. */
    public List<Line> older(UUID before, int most) {
        return sql.sql(OLDER)
                .param("before", before)
                .param("most", most)
                .query((row, n) ->
                        new Line(
                                row.getObject("id", UUID.class),
                                row.getObject("conversation_id", UUID.class),
                                row.getLong("seq"),
                                row.getString("content"),
                                row.getObject("at", OffsetDateTime.class).toInstant(),
                                row.getString("topic")))
                .list();
    }

    public void move(UUID before, long next, int done) {
        int rows =
                sql.sql(MOVE)
                        .param("before", before)
                        .param("next", next)
                        .param("done", done)
                        .update();
        if (rows != 1) {
            throw new IllegalStateException("the state of the backfill is gone");
        }
    }

    /** Zero rows is fine: another server may have finished it. */
    public void finish(Instant now) {
        sql.sql(FINISH).param("now", now.atOffset(ZoneOffset.UTC)).update();
    }

    private static State read(ResultSet row, int n) throws SQLException {
        return new State(
                row.getObject("before_id", UUID.class),
                row.getLong("next_n"),
                row.getLong("done_lines"),
                row.getLong("all_lines"),
                row.getBoolean("finished"));
    }
}
