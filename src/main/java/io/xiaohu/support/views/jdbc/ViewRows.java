package io.xiaohu.support.views.jdbc;

import io.xiaohu.support.views.ViewFilter;
import io.xiaohu.support.views.jdbc.BoxRows.Part;
import io.xiaohu.support.views.jdbc.BoxRows.Place;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/** What is in working sets. */
@Repository
public class ViewRows {

    /** Counted no further: more is more. */
    public static final int COUNTED = 100;

    /** Each with the index of its own. */
    private static final Map<ViewFilter.State, String> STATES =
            Map.of(
                    ViewFilter.State.NOT_CLOSED, "where c.state <> 'CLOSED'\n",
                    ViewFilter.State.WAITING, "where c.state = 'WAITING'\n",
                    ViewFilter.State.OPEN, "where c.state = 'OPEN'\n",
                    ViewFilter.State.CLOSED, "where c.state = 'CLOSED'\n");

    private static final String FITS =
            """
            and (:holder::uuid is null or c.claimed_by = :holder)
            and (not :nobody or c.claimed_by is null)
            and (:topics::text[] is null or c.topic = any(:topics))
            and (:priorities::text[] is null
                or c.priority = any(:priorities)
                or (c.priority is null and c.topic = any(:pressing)))
            and (:tags::text[] is null or exists (
                select from support.conversation_tag t
                where t.conversation_id = c.id
                and t.tag = any(:tags)))
            and (:guest::boolean is null or (c.customer_id is null) = :guest)
            and (:unanswered::boolean is null or (c.waiting_since is not null) = :unanswered)
            """;

    private static final String PART =
            """
            and (c.last_at, c.id) < (:at, :id)
            order by c.last_at desc, c.id desc
            limit :most
            """;

    private final JdbcClient sql;

    ViewRows(JdbcClient sql) {
        this.sql = sql;
    }

    public Part part(ViewFilter filter, UUID me, Place after, int most) {
        String statement =
                "select c.id, c.last_at from support.conversation c\n"
                        + Objects.requireNonNull(STATES.get(filter.state()))
                        + FITS
                        + PART;
        return Part.of(
                with(statement, filter, me)
                        .param("at", after.at().atOffset(ZoneOffset.UTC))
                        .param("id", after.id())
                        .param("most", most + 1)
                        .query((row, n) ->
                                new Place(
                                        false,
                                        row.getObject("last_at", OffsetDateTime.class).toInstant(),
                                        row.getObject("id", UUID.class)))
                        .list(),
                most);
    }

    /** How many, up to one more than is counted. */
    public int count(ViewFilter filter, UUID me) {
        String statement =
                "select count(*) from (select from support.conversation c\n"
                        + Objects.requireNonNull(STATES.get(filter.state()))
                        + FITS
                        + "limit :most) as fitting";
        return with(statement, filter, me).param("most", COUNTED).query(Integer.class).single();
    }

    private StatementSpec with(String statement, ViewFilter filter, UUID me) {
        return sql.sql(statement)
                .param("holder", filter.holder() == ViewFilter.Holder.ME ? me : null)
                .param("nobody", filter.holder() == ViewFilter.Holder.NOBODY)
                .param("topics", names(filter.topics()))
                .param("priorities", names(filter.priorities()))
                .param(
                        "pressing",
                        filter.pressing().stream().map(Enum::name).toArray(String[]::new))
                .param(
                        "tags",
                        filter.tags().isEmpty() ? null : filter.tags().toArray(String[]::new))
                .param("guest", filter.guest())
                .param("unanswered", filter.unanswered());
    }

    private static String @Nullable [] names(Collection<? extends Enum<?>> some) {
        return some.isEmpty() ? null : some.stream().map(Enum::name).toArray(String[]::new);
    }
}
