package io.xiaohu.help.jdbc;

import io.xiaohu.kernel.Ids;
import java.time.Clock;
import java.time.OffsetDateTime;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Whether articles helped. */
@Repository
public class ArticleVotes {

    private static final String ADD =
            """
            insert into help.vote (id, slug, language, helped, comment, at)
            values (:id, :slug, :language, :helped, :comment, :now)
            """;

    private final JdbcClient sql;
    private final Clock clock;

    ArticleVotes(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    public void add(String slug, String language, boolean helped, String comment) {
        sql.sql(ADD)
                .param("id", Ids.next())
                .param("slug", slug)
                .param("language", language)
                .param("helped", helped)
                .param("comment", comment)
                .param("now", OffsetDateTime.now(clock))
                .update();
    }
}
