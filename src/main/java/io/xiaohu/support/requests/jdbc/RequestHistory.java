package io.xiaohu.support.requests.jdbc;

import io.xiaohu.kernel.Ids;
import io.xiaohu.support.requests.RequestState.Who;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What was changed of requests, and how they hang together. Changes are never rewritten. */
@Repository
public class RequestHistory {

    private static final String INSERT =
            """
            insert into support.service_request_change (
                id, request_id, what, before, after, note, by_kind, by_id, by_name, at)
            values (:id, :request, :what, :before, :after, :note, :kind, :byId, :name, :at)
            """;

    private static final String OF =
            """
            select what, before, after, note, by_kind, by_name, at
            from support.service_request_change
            where request_id = :id
            order by at, id
            limit 500
            """;

    private static final String LINK =
            """
            insert into support.service_request_link (request_id, kind, other_id, at)
            values (:id, :kind, :other, :at)
            on conflict (request_id, other_id) do nothing
            """;

    private static final String UNLINK =
            """
            delete from support.service_request_link
            where request_id = :id
            and other_id = :other
            """;

    /** From this one to others, and from others to this one. */
    private static final String LINKS =
            """
            select l.kind, false as back, r.id, r.number, r.state, r.topic, c.customer_id
            from support.service_request_link l
            join support.service_request r on r.id = l.other_id
            join support.conversation c on c.id = r.id
            where l.request_id = :id
            union all
            select l.kind, true, r.id, r.number, r.state, r.topic, c.customer_id
            from support.service_request_link l
            join support.service_request r on r.id = l.request_id
            join support.conversation c on c.id = r.id
            where l.other_id = :id
            order by 4
            limit 100
            """;

    /** What kinds of links there are. */
    public enum LinkKind {
        DUPLICATE_OF,
        RELATED,
        FOLLOW_UP_OF
    }

    /**
     * A link as one of the two has it.
     *
     * @param back whether the other one points here
     */
    public record Link(
            LinkKind kind,
            boolean back,
            UUID id,
            String number,
            String state,
            String topic,
            @Nullable UUID customerId) {}

    /** Who changes something. */
    public record By(Who kind, @Nullable UUID id, @Nullable String name) {

        public static final By SYSTEM = new By(Who.SYSTEM, null, null);
    }

    /** A change as it was kept. */
    public record Change(
            String what,
            String before,
            String after,
            String note,
            Who by,
            @Nullable String name,
            Instant at) {}

    private final JdbcClient sql;

    RequestHistory(JdbcClient sql) {
        this.sql = sql;
    }

    public void add(
            UUID request,
            String what,
            String before,
            String after,
            String note,
            By by,
            Instant at) {
        sql.sql(INSERT)
                .param("id", Ids.next())
                .param("request", request)
                .param("what", what)
                .param("before", before)
                .param("after", after)
                .param("note", note)
                .param("kind", by.kind().name())
                .param("byId", by.id())
                .param("name", by.name())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    public List<Change> of(UUID request) {
        return sql.sql(OF)
                .param("id", request)
                .query((row, n) ->
                        new Change(
                                row.getString("what"),
                                row.getString("before"),
                                row.getString("after"),
                                row.getString("note"),
                                Who.valueOf(row.getString("by_kind")),
                                row.getString("by_name"),
                                row.getObject("at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /** False when they are linked already. */
    public boolean link(UUID request, LinkKind kind, UUID other, Instant at) {
        return sql.sql(LINK)
                        .param("id", request)
                        .param("kind", kind.name())
                        .param("other", other)
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    public boolean unlink(UUID request, UUID other) {
        return sql.sql(UNLINK).param("id", request).param("other", other).update() == 1;
    }

    public List<Link> links(UUID request) {
        return sql.sql(LINKS)
                .param("id", request)
                .query((row, n) ->
                        new Link(
                                LinkKind.valueOf(row.getString("kind")),
                                row.getBoolean("back"),
                                row.getObject("id", UUID.class),
                                row.getString("number"),
                                row.getString("state"),
                                row.getString("topic"),
                                row.getObject("customer_id", UUID.class)))
                .list();
    }
}
