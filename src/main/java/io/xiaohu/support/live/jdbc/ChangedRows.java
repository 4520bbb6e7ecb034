package io.xiaohu.support.live.jdbc;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Conversations with a line of late, closed ones included. */
@Repository
public class ChangedRows {

    private static final String SINCE =
            """
            select id, last_seq
            from support.conversation
            where state in ('WAITING', 'OPEN', 'CLOSED')
            and last_at > :since
            order by last_at desc
            limit :most
            """;

    /**
     * @param lastSeq the number of its last line
     */
    public record Changed(UUID id, long lastSeq) {}

    private final JdbcClient sql;

    ChangedRows(JdbcClient sql) {
        this.sql = sql;
    }

    /** The latest first. */
    public List<Changed> since(Instant since, int most) {
        return sql.sql(SINCE)
                .param("since", since.atOffset(ZoneOffset.UTC))
                .param("most", most)
                .query((row, n) ->
                        new Changed(row.getObject("id", UUID.class), row.getLong("last_seq")))
                .list();
    }
}
