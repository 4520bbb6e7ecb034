package io.xiaohu.support.reports.jdbc;

import io.xiaohu.support.reports.Period;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How customers rated conversations that began in a period. */
@Repository
public class RatingRows {

    private static final String RATINGS =
            """
            select coalesce(g.staff_id, c.claimed_by) as agent, g.score, count(*) as count
            from support.conversation c
            join support.conversation_rating g on g.conversation_id = c.id
            where c.opened_at >= :start
            and c.opened_at < :end
            group by 1, 2
            order by 1, 2
            """;

    /** So many ratings of so many stars. */
    public record Rated(@Nullable UUID agent, int stars, int count) {}

    private final JdbcClient sql;

    RatingRows(JdbcClient sql) {
        this.sql = sql;
    }

    public List<Rated> of(Period period) {
        return sql.sql(RATINGS)
                .param("start", period.start())
                .param("end", period.end())
                .query((row, n) ->
                        new Rated(
                                row.getObject("agent", UUID.class),
                                row.getInt("score"),
                                row.getInt("count")))
                .list();
    }
}
