package io.xiaohu.support.tools.jdbc;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Tags of conversations and who has them; whoever changes one holds its conversation's row. */
@Repository
public class ActRows {

    private static final String TAG =
            """
            insert into support.conversation_tag (conversation_id, tag, added_by, at)
            select :id, tag, :by, :now
            from unnest(:tags) as tag
            on conflict (conversation_id, tag) do nothing
            """;

    private static final String UNTAG =
            "delete from support.conversation_tag where conversation_id = :id and tag = any(:tags)";

    private static final String TAGS =
            """
            select tag
            from support.conversation_tag
            where conversation_id = :id
            order by tag
            """;

    private final JdbcClient sql;
    private final Clock clock;

    ActRows(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    public List<String> tags(UUID id) {
        return sql.sql(TAGS).param("id", id).query((row, n) -> row.getString("tag")).list();
    }

    /** False when it has all of them already. */
    public boolean tag(UUID id, Collection<String> tags, String by) {
        return sql.sql(TAG)
                        .param("id", id)
                        .param("by", by)
                        .param("tags", tags.toArray(String[]::new))
                        .param("now", OffsetDateTime.now(clock))
                        .update()
                > 0;
    }

    /** False when it has none of them. */
    public boolean untag(UUID id, Collection<String> tags) {
        return sql.sql(UNTAG).param("id", id).param("tags", tags.toArray(String[]::new)).update()
                > 0;
    }
}
