package io.xiaohu.site.jdbc;

import io.xiaohu.site.Incident;
import io.xiaohu.site.Incidents;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What was told about services. */
@Repository
public class IncidentRows {

    private static final String INSERT =
            """
            insert into site.incident (
                id, kind, impact, services, title_zh, title_en, starts_at, ends_at, made_by,
                made_at)
            values (
                :id, :kind, :impact, :services, :titleZh, :titleEn, :startsAt, :endsAt, :by, :at)
            """;

    private static final String ADD =
            """
            insert into site.incident_update (
                incident_id, n, state, text_zh, text_en, author, at)
            select :id, coalesce(max(n), 0) + 1, :state, :textZh, :textEn, :author, :at
            from site.incident_update
            where incident_id = :id
            """;

    /** The role may not update these rows, so they cannot be locked: the lock is on the id. */
    private static final String LOCK =
            "select pg_advisory_xact_lock(hashtextextended('incident:' || :id, 0))";

    private static final String FIND =
            """
            select i.id, i.kind, i.impact, i.services, i.title_zh, i.title_en, i.starts_at,
                i.ends_at, i.made_at, u.state, u.text_zh, u.text_en, u.at
            from site.incident i
            join site.incident_update u on u.incident_id = i.id
            where i.id = :id
            order by u.n desc
            """;

    private static final String SINCE =
            """
            with latest as (
                select distinct on (incident_id) incident_id, state, at
                from site.incident_update
                order by incident_id, n desc)
            select i.id, i.kind, i.impact, i.services, i.title_zh, i.title_en, i.starts_at,
                i.ends_at, i.made_at, u.state, u.text_zh, u.text_en, u.at
            from site.incident i
            join latest l on l.incident_id = i.id
            join site.incident_update u on u.incident_id = i.id
            where l.at >= :since
            or l.state not in ('RESOLVED', 'COMPLETED', 'CANCELLED')
            order by i.starts_at desc, i.id desc, u.n desc
            """;

    private final JdbcClient sql;

    IncidentRows(JdbcClient sql) {
        this.sql = sql;
    }

    public void insert(UUID id, Incidents.Told told, Instant startsAt, UUID by, Instant at) {
        sql.sql(INSERT)
                .param("id", id)
                .param("kind", told.kind().name())
                .param("impact", told.impact().name())
                .param(
                        "services",
                        told.services().stream().map(Enum::name).sorted().toArray(String[]::new))
                .param("titleZh", told.titleZh())
                .param("titleEn", told.titleEn())
                .param("startsAt", time(startsAt))
                .param("endsAt", told.endsAt() == null ? null : time(told.endsAt()))
                .param("by", by)
                .param("at", time(at))
                .update();
    }

    public void add(UUID id, Incidents.News news, UUID author, Instant at) {
        sql.sql(ADD)
                .param("id", id)
                .param("state", news.state().name())
                .param("textZh", news.textZh())
                .param("textEn", news.textEn())
                .param("author", author)
                .param("at", time(at))
                .update();
    }

    /** Its kind, while it is not over; until the transaction ends nobody else adds to it. */
    public Optional<Incident.Kind> lockOpen(UUID id) {
        sql.sql(LOCK).param("id", id.toString()).query((row, n) -> n).list();
        return find(id).filter(one -> !one.state().isOver()).map(Incident::kind);
    }

    public Optional<Incident> find(UUID id) {
        return collected(sql.sql(FIND).param("id", id).query(this::line).list()).stream()
                .findFirst();
    }

    /** What is not over, and what was over after this moment; the latest first. */
    public List<Incident> since(Instant since) {
        return collected(sql.sql(SINCE).param("since", time(since)).query(this::line).list());
    }

    private static List<Incident> collected(List<Incident> lines) {
        Map<UUID, List<Incident>> byId =
                lines.stream()
                        .collect(
                                Collectors.groupingBy(
                                        Incident::id, LinkedHashMap::new, Collectors.toList()));
        return byId.values().stream().map(IncidentRows::whole).toList();
    }

    private static Incident whole(Collection<Incident> lines) {
        Incident first = lines.iterator().next();
        return new Incident(
                first.id(),
                first.kind(),
                first.impact(),
                first.services(),
                first.titleZh(),
                first.titleEn(),
                first.startsAt(),
                first.endsAt(),
                first.madeAt(),
                lines.stream().map(line -> line.updates().getFirst()).toList());
    }

    private Incident line(ResultSet row, int n) throws SQLException {
        String[] services = (String[]) row.getArray("services").getArray();
        return new Incident(
                row.getObject("id", UUID.class),
                Incident.Kind.valueOf(row.getString("kind")),
                Incident.Impact.valueOf(row.getString("impact")),
                Arrays.stream(services)
                        .map(Incident.Service::valueOf)
                        .collect(
                                Collectors.toCollection(
                                        () -> EnumSet.noneOf(Incident.Service.class))),
                row.getString("title_zh"),
                row.getString("title_en"),
                moment(row, "starts_at"),
                row.getObject("ends_at") == null ? null : moment(row, "ends_at"),
                moment(row, "made_at"),
                List.of(
                        new Incident.Update(
                                Incident.State.valueOf(row.getString("state")),
                                row.getString("text_zh"),
                                row.getString("text_en"),
                                moment(row, "at"))));
    }

    private static Instant moment(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static OffsetDateTime time(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
