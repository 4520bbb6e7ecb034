package io.xiaohu.support.jdbc;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which conversations changed since a moment, by the database's clock, which all servers share. */
@Repository
public class ChangeFeed {

    /** More than this many are read anew instead of one by one. */
    public static final int MOST = 1_000;

    /**
     * A change is stamped before it is committed, so one that is seen later may carry an earlier
     * time. No transaction here lasts this long.
     */
    private static final Duration OVERLAP = Duration.ofSeconds(15);

    private static final String NOW = "select clock_timestamp()";

    private static final String SINCE =
            """
            select id, last_seq, touched_at
            from support.conversation
            where touched_at > :since
            order by touched_at desc
            limit :most
            """;

    /**
     * A conversation and when it last changed.
     *
     * @param lastSeq the number of its last line
     */
    public record Change(UUID id, long lastSeq, Instant at) {}

    private final JdbcClient sql;

    ChangeFeed(JdbcClient sql) {
        this.sql = sql;
    }

    public Instant now() {
        return sql.sql(NOW).query(OffsetDateTime.class).single().toInstant();
    }

    /** The latest first, and no more than {@link #MOST}; those of shortly before are among them. */
    public List<Change> since(Instant moment) {
        return sql.sql(SINCE)
                .param("since", moment.minus(OVERLAP).atOffset(ZoneOffset.UTC))
                .param("most", MOST)
                .query((row, n) ->
                        new Change(
                                row.getObject("id", UUID.class),
                                row.getLong("last_seq"),
                                row.getObject("touched_at", OffsetDateTime.class).toInstant()))
                .list();
    }
}
