package io.xiaohu.funding.reconciliation;

import io.xiaohu.staff.Proposal.Person;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What became of differences, and what people noted; only ever added to. */
@Repository
class DifferenceNotes {

    private static final String ADD =
            """
            insert into funding.difference_note (difference_id, n, code, text, by_id, by_name, at)
            select :id, coalesce(max(n), 0) + 1, :code, :text, :by, :name, :now
            from funding.difference_note
            where difference_id = :id
            """;

    private static final String OF_DAY =
            """
            select n.difference_id, n.code, n.text, n.by_id, n.by_name, n.at
            from funding.difference_note n
            join funding.difference d on d.id = n.difference_id
            where d.day_id = :day
            order by n.difference_id, n.n
            """;

    private record Row(UUID difference, DifferenceNote note) {}

    private final JdbcClient sql;
    private final Clock clock;

    DifferenceNotes(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    void add(UUID difference, String code, @Nullable String text, @Nullable Person by) {
        sql.sql(ADD)
                .param("id", difference)
                .param("code", code)
                .param("text", text)
                .param("by", by == null ? null : by.id())
                .param("name", by == null ? null : by.name())
                .param("now", OffsetDateTime.now(clock))
                .update();
    }

    /** By difference, in the order they were written. */
    Map<UUID, List<DifferenceNote>> ofDay(UUID day) {
        return sql
                .sql(OF_DAY)
                .param("day", day)
                .query((row, n) -> {
                    UUID by = row.getObject("by_id", UUID.class);
                    return new Row(
                            row.getObject("difference_id", UUID.class),
                            new DifferenceNote(
                                    row.getString("code"),
                                    row.getString("text"),
                                    by == null ? null : new Person(by, row.getString("by_name")),
                                    row.getObject("at", OffsetDateTime.class).toInstant()));
                })
                .list()
                .stream()
                .collect(
                        Collectors.groupingBy(
                                Row::difference,
                                Collectors.mapping(Row::note, Collectors.toList())));
    }
}
