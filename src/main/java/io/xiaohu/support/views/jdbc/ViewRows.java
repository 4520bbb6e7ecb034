package io.xiaohu.support.views.jdbc;

import io.xiaohu.support.views.ViewFilter;
import io.xiaohu.support.views.jdbc.BoxRows.Part;
import io.xiaohu.support.views.jdbc.BoxRows.Place;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/**
 * What is in working sets. However little of what has ended fits, one look goes no further than the
 * latest {@link #WINDOW} of those that could.
 */
@Repository
public class ViewRows {

    /** Counted no further: more is more. */
    public static final int COUNTED = 100;

    /** How many conversations one look goes through. */
    public static final int WINDOW = 5_000;

    /** Each with the index of its own. */
    private static final Map<ViewFilter.State, String> STATES =
            Map.of(
                    ViewFilter.State.NOT_CLOSED, "where c.state <> 'CLOSED'\n",
                    ViewFilter.State.WAITING, "where c.state = 'WAITING'\n",
                    ViewFilter.State.OPEN, "where c.state = 'OPEN'\n",
                    ViewFilter.State.CLOSED, "where c.state = 'CLOSED'\n");

    private static final String OF_MINE = "and c.claimed_by = :me\n";

    private static final String LATEST =
            """
            and (c.last_at, c.id) < (:at, :id)
            order by c.last_at desc, c.id desc
            """;

    private static final String FITS =
            """
            where (not :nobody or c.claimed_by is null)
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
            order by c.last_at desc, c.id desc
            limit :most
            """;

    private final JdbcClient sql;

    ViewRows(JdbcClient sql) {
        this.sql = sql;
    }

    /**
     * A page, which may be short, or empty, where a look ends before enough was found: then it says
     * where to look on.
     */
    public Part part(ViewFilter filter, UUID me, Place after, int most) {
        List<Place> found = fitting(filter, me, after, most + 1);
        if (found.size() > most) {
            return Part.of(found, most);
        }
        Place end = end(filter, me, after);
        return new Part(found.stream().map(Place::id).toList(), end == null ? null : end.written());
    }

    /**
     * How many fit.
     *
     * @param found of the latest that were looked at, up to {@link #COUNTED}
     * @param whole whether these are all there are
     */
    public record Count(int found, boolean whole) {}

    public Count count(ViewFilter filter, UUID me) {
        Place latest = Place.of(null);
        int found = fitting(filter, me, latest, COUNTED).size();
        return new Count(found, found < COUNTED && end(filter, me, latest) == null);
    }

    private List<Place> fitting(ViewFilter filter, UUID me, Place after, int most) {
        String statement =
                "select c.id, c.last_at from (select c.* from support.conversation c\n"
                        + looked(filter)
                        + "limit :window) c\n"
                        + FITS;
        return with(statement, filter, me, after).param("most", most).query(ViewRows::place).list();
    }

    /** The last conversation of a look; null when it went through all there are. */
    private @Nullable Place end(ViewFilter filter, UUID me, Place after) {
        String statement =
                "select c.id, c.last_at from support.conversation c\n"
                        + looked(filter)
                        + "offset :window - 1 limit 1";
        return with(statement, filter, me, after).query(ViewRows::place).optional().orElse(null);
    }

    private static String looked(ViewFilter filter) {
        return Objects.requireNonNull(STATES.get(filter.state()))
                + (filter.holder() == ViewFilter.Holder.ME ? OF_MINE : "")
                + LATEST;
    }

    private StatementSpec with(String statement, ViewFilter filter, UUID me, Place after) {
        return sql.sql(statement)
                .param("me", me)
                .param("at", after.at().atOffset(ZoneOffset.UTC))
                .param("id", after.id())
                .param("window", WINDOW)
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

    private static Place place(ResultSet row, int n) throws SQLException {
        return new Place(
                false,
                row.getObject("last_at", OffsetDateTime.class).toInstant(),
                row.getObject("id", UUID.class));
    }

    private static String @Nullable [] names(Collection<? extends Enum<?>> some) {
        return some.isEmpty() ? null : some.stream().map(Enum::name).toArray(String[]::new);
    }
}
