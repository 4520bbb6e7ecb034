package io.xiaohu.support.reports.jdbc;

import io.xiaohu.support.reports.Disclosure;
import io.xiaohu.support.reports.Figures;
import io.xiaohu.support.reports.Period;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The figures of reports. Each query reads the rows of its period alone, by an index on time. */
@Repository
public class ReportRows {

    /** Not those that were merged into one there was before they ended: that is counted. */
    private static final String NOT_MERGED =
            """
            and not exists (
                select from support.conversation other
                where other.id = c.continued_in
                and other.opened_at < c.closed_at)
            """;

    private static final String DAYS =
            """
            select d.day::date as day,
                coalesce(c.conversations, 0) as conversations, coalesce(r.requests, 0) as requests,
                coalesce(c.calls, 0) as calls, coalesce(c.closed, 0) as closed
            from generate_series(cast(:from as date), cast(:to as date), interval '1 day') as d (day)
            left join (
                select (c.opened_at at time zone :zone)::date as day,
                    count(*) filter (where c.channel <> 'PHONE' and coalesce(r.by_staff, true))
                        as conversations,
                    count(*) filter (where c.channel = 'PHONE') as calls,
                    count(*) filter (where c.state = 'CLOSED') as closed
                from support.conversation c
                left join support.service_request r on r.id = c.id
                where c.opened_at >= :start
                and c.opened_at < :end
            """
                    + NOT_MERGED
                    + """
                        group by 1) c on c.day = d.day::date
                    left join (
                        select (submitted_at at time zone :zone)::date as day, count(*) as requests
                        from support.service_request
                        where submitted_at >= :start
                        and submitted_at < :end
                        group by 1) r on r.day = d.day::date
                    order by 1
                    """;

    private static final String TOPICS =
            """
            select topic, sum(conversations) as conversations, sum(requests) as requests
            from (
                select c.topic, count(*) as conversations, 0 as requests
                from support.conversation c
                left join support.service_request r on r.id = c.id
                where c.opened_at >= :start
                and c.opened_at < :end
                and coalesce(r.by_staff, true)
            """
                    + NOT_MERGED
                    + """
                        group by 1
                        union all
                        select topic, 0, count(*)
                        from support.service_request
                        where submitted_at >= :start
                        and submitted_at < :end
                        group by 1) both_kinds
                    group by topic
                    order by sum(conversations) + sum(requests) desc, topic
                    """;

    private static final String CHANNELS =
            """
            select case when not coalesce(r.by_staff, true) then 'REQUEST' else c.channel end
                    as channel,
                count(*) as conversations
            from support.conversation c
            left join support.service_request r on r.id = c.id
            where c.opened_at >= :start
            and c.opened_at < :end
            """
                    + NOT_MERGED
                    + """
                    group by 1
                    order by 2 desc, 1
                    """;

    private static final String WAITS =
            """
            select count(*) filter (where c.first_answer_at is not null) as answered,
                count(*) filter (where c.first_answer_at is null and c.state = 'CLOSED'
                    and c.continued_in is null) as unanswered,
                count(*) filter (where c.first_answer_at is null and c.state <> 'CLOSED')
                    as waiting,
                percentile_cont(0.5) within group (
                    order by extract(epoch from c.first_answer_at - c.opened_at)) as median,
                percentile_cont(0.9) within group (
                    order by extract(epoch from c.first_answer_at - c.opened_at)) as p90
            from support.conversation c
            left join support.service_request r on r.id = c.id
            where c.opened_at >= :start
            and c.opened_at < :end
            and c.channel <> 'PHONE'
            and coalesce(r.by_staff, true)
            """;

    private static final String LEVELS =
            """
            select kind, count(*) filter (where met) as met,
                count(*) filter (where not met or (stopped_at is null and (
                    due_at < :now or escalated_at is not null))) as missed,
                percentile_cont(0.5) within group (order by spent_micros / 1e6)
                    filter (where met is not null) as median
            from support.service_clock
            where started_at >= :start
            and started_at < :end
            group by kind
            order by kind
            """;

    /**
     * An answer is whose line it was, whoever has the conversation now: lines of a merged one stand
     * behind it and are older. What is handled is with whoever has it.
     */
    private static final String AGENTS =
            """
            select agent, max(name) as name, count(took) as answered,
                percentile_cont(0.5) within group (order by took) as median,
                count(request) as requests, count(call) as calls,
                coalesce(sum(seconds), 0) as seconds
            from (
                select line.author_id as agent, line.author_name as name,
                    extract(epoch from c.first_answer_at - c.opened_at) as took,
                    cast(null as uuid) as request, cast(null as uuid) as call,
                    cast(null as numeric) as seconds
                from support.conversation c
                left join support.service_request r on r.id = c.id
                cross join lateral (
                    select m.author_id, m.author_name
                    from support.message m
                    where m.conversation_id = c.id
                    and m.author = 'AGENT'
                    and not m.internal
                    and m.author_id is not null
                    and m.at >= c.first_answer_at
                    order by m.seq
                    limit 1) line
                where c.opened_at >= :start
                and c.opened_at < :end
                and c.channel <> 'PHONE'
                and coalesce(r.by_staff, true)
                union all
                select c.claimed_by, c.claimed_name, null, r.id, p.id,
                    extract(epoch from p.ended_at - p.started_at)
                from support.conversation c
                left join support.service_request r on r.id = c.id
                left join support.phone_call p on p.id = c.id
                where c.opened_at >= :start
                and c.opened_at < :end
                and c.claimed_by is not null) done
            group by agent
            order by 3 desc, 2
            limit 500
            """;

    private static final String REQUESTS =
            """
            select count(*) as submitted, count(resolved_at) as solved,
                count(*) filter (where state in (
                    'SUBMITTED', 'IN_PROGRESS', 'WAITING_FOR_CUSTOMER')) as open,
                count(*) filter (where missed_at is not null or due_at < :now) as late,
                count(*) filter (where reopened > 0) as reopened,
                count(*) filter (where complaint) as complaints,
                percentile_cont(0.5) within group (
                    order by extract(epoch from resolved_at - submitted_at) / 86400) as median
            from support.service_request
            where submitted_at >= :start
            and submitted_at < :end
            """;

    /** The line without a topic is of all. */
    private static final String COMPLAINTS =
            """
            select topic, count(*) as total, count(resolved_at) as closed,
                percentile_cont(0.5) within group (
                    order by extract(epoch from resolved_at - submitted_at) / 86400) as median
            from support.service_request
            where submitted_at >= :start
            and submitted_at < :end
            and complaint
            group by grouping sets ((topic), ())
            order by total desc, topic
            """;

    private final JdbcClient sql;
    private final Clock clock;

    ReportRows(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    public List<Figures.Day> days(Period period) {
        return of(DAYS, period)
                .param("from", period.from())
                .param("to", period.to())
                .param("zone", Period.ZONE.getId())
                .query((row, n) ->
                        new Figures.Day(
                                row.getObject("day", LocalDate.class),
                                row.getInt("conversations"),
                                row.getInt("requests"),
                                row.getInt("calls"),
                                row.getInt("closed")))
                .list();
    }

    public List<Figures.ByTopic> topics(Period period) {
        return of(TOPICS, period)
                .query((row, n) ->
                        new Figures.ByTopic(
                                row.getString("topic"),
                                row.getInt("conversations"),
                                row.getInt("requests")))
                .list();
    }

    public List<Figures.ByChannel> channels(Period period) {
        return of(CHANNELS, period)
                .query((row, n) ->
                        new Figures.ByChannel(
                                row.getString("channel"), row.getInt("conversations")))
                .list();
    }

    public Figures.Waits waits(Period period) {
        return of(WAITS, period)
                .query((row, n) ->
                        new Figures.Waits(
                                row.getInt("answered"),
                                row.getInt("unanswered"),
                                row.getInt("waiting"),
                                whole(row, "median"),
                                whole(row, "p90")))
                .single();
    }

    public List<Figures.Level> levels(Period period) {
        return of(LEVELS, period)
                .param("now", OffsetDateTime.now(clock))
                .query((row, n) ->
                        new Figures.Level(
                                row.getString("kind"),
                                row.getInt("met"),
                                row.getInt("missed"),
                                percent(
                                        row.getInt("met"),
                                        row.getInt("met") + row.getInt("missed")),
                                whole(row, "median")))
                .list();
    }

    /** An agent before the ratings are known. */
    public record Answering(
            UUID id,
            String name,
            int answered,
            @Nullable Long medianSeconds,
            int requests,
            int calls,
            long callSeconds) {}

    public List<Answering> agents(Period period) {
        return of(AGENTS, period)
                .query((row, n) ->
                        new Answering(
                                row.getObject("agent", UUID.class),
                                row.getString("name"),
                                row.getInt("answered"),
                                whole(row, "median"),
                                row.getInt("requests"),
                                row.getInt("calls"),
                                Math.round(row.getDouble("seconds"))))
                .list();
    }

    public Figures.Requests requests(Period period) {
        return of(REQUESTS, period)
                .param("now", OffsetDateTime.now(clock))
                .query((row, n) ->
                        new Figures.Requests(
                                row.getInt("submitted"),
                                row.getInt("solved"),
                                row.getInt("open"),
                                row.getInt("late"),
                                row.getInt("reopened"),
                                row.getInt("complaints"),
                                tenth(row, "median")))
                .single();
    }

    public Disclosure complaints(int year) {
        List<Disclosure.Kind> lines =
                of(COMPLAINTS, Period.year(year))
                        .query((row, n) ->
                                new Disclosure.Kind(
                                        Objects.toString(row.getString("topic"), ""),
                                        row.getInt("total"),
                                        row.getInt("closed"),
                                        percent(row.getInt("closed"), row.getInt("total")),
                                        tenth(row, "median")))
                        .list();
        Disclosure.Kind all =
                lines.stream().filter(line -> line.topic().isEmpty()).findFirst().orElseThrow();
        return new Disclosure(
                year,
                all.total(),
                all.closed(),
                all.closedPercent(),
                all.medianDays(),
                lines.stream().filter(line -> !line.topic().isEmpty()).toList());
    }

    private JdbcClient.StatementSpec of(String statement, Period period) {
        return sql.sql(statement).param("start", period.start()).param("end", period.end());
    }

    private static @Nullable Integer percent(int part, int all) {
        return all == 0 ? null : Math.floorDiv(100 * part, all);
    }

    private static @Nullable Long whole(ResultSet row, String column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? null : Math.round(value);
    }

    private static @Nullable Double tenth(ResultSet row, String column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? null : Math.round(value * 10) / 10.0;
    }
}
