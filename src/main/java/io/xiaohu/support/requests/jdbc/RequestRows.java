package io.xiaohu.support.requests.jdbc;

import io.xiaohu.support.Topic;
import io.xiaohu.support.jdbc.ConversationColumns;
import io.xiaohu.support.requests.Promise;
import io.xiaohu.support.requests.RequestState;
import io.xiaohu.support.requests.ServiceRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of requests. */
@Repository
public class RequestRows {

    private static final String COLUMNS =
            """
            select r.id, r.number, r.topic, r.state, r.complaint, r.by_staff, c.language,
                r.calendar, r.calendar_version, r.target_seconds, r.running_since, r.spent_micros,
                r.due_at, r.missed_at, r.submitted_at, r.changed_at, r.resolved_at, r.closed_at,
                r.reopened, c.customer_id, c.claimed_by, c.claimed_name, c.last_text, c.last_at,
                c.continued_in
            from support.service_request r
            join support.conversation c on c.id = r.id
            """;

    private static final String FIND = COLUMNS + "where r.id = :id";

    private static final String BY_NUMBER = COLUMNS + "where r.number = :number";

    private static final String OF_CUSTOMER =
            COLUMNS + "where c.customer_id = :customer order by r.changed_at desc limit 100";

    private static final String NEXT_PLACE = "select nextval('support.request_number')";

    private static final String INSERT =
            """
            insert into support.service_request (
                id, number, topic, state, complaint, by_staff, calendar,
                calendar_version, target_seconds, running_since, due_at, submitted_at, changed_at)
            values (
                :id, :number, :topic, :state, :complaint, :byStaff, :calendar,
                :version, :target, :since, :due, :now, :now)
            """;

    private static final String UPDATE =
            """
            update support.service_request
            set topic = :topic, state = :state, complaint = :complaint, calendar_version = :version,
                running_since = :since, spent_micros = :spent, due_at = :due,
                missed_at = :missed, changed_at = :changed, resolved_at = :resolved,
                closed_at = :closed, reopened = :reopened
            where id = :id
            """;

    private static final String FORM =
            "update support.conversation set as_request = :request where id = :id";

    /** Whoever had it has it again, or nobody. */
    private static final String REOPEN =
            """
            update support.conversation
            set state = case when :keep and claimed_by is not null then 'OPEN' else 'WAITING' end,
                claimed_by = case when :keep then claimed_by end,
                claimed_name = case when :keep then claimed_name end,
                closed_at = null
            where id = :id
            and state = 'CLOSED'
            """;

    private static final String FILTER =
            """
            and (:topic = '' or r.topic = :topic)
            and (not :complaints or r.complaint)
            """;

    private static final String OPEN =
            COLUMNS
                    + """
                    where r.state in ('SUBMITTED', 'IN_PROGRESS', 'WAITING_FOR_CUSTOMER')
                    and case :box
                        when 'mine' then c.claimed_by = :agent
                        when 'unassigned' then c.claimed_by is null
                        when 'overdue' then r.due_at < :now
                        when 'waiting' then r.state = 'WAITING_FOR_CUSTOMER'
                        else true
                    end
                    and (coalesce(r.due_at, 'infinity'::timestamptz), r.id)
                        > (cast(:after as timestamptz), :afterId)
                    """
                    + FILTER
                    + """
                    order by coalesce(r.due_at, 'infinity'::timestamptz), r.id
                    limit :most
                    """;

    private static final String DONE =
            COLUMNS
                    + """
                    where (:box = 'every' or r.state in ('RESOLVED', 'CLOSED'))
                    and (r.changed_at, r.id) < (cast(:after as timestamptz), :afterId)
                    """
                    + FILTER
                    + """
                    order by r.changed_at desc, r.id desc
                    limit :most
                    """;

    private static final String TO_MISS =
            """
            select id
            from support.service_request
            where due_at <= :now
            and missed_at is null
            and running_since is not null
            order by due_at
            limit 200
            """;

    private static final String TO_CLOSE =
            """
            select id
            from support.service_request
            where state = 'RESOLVED'
            and resolved_at <= :before
            order by resolved_at
            limit 200
            """;

    private static final String OUTDATED =
            """
            select r.id
            from support.service_request r
            join support.service_calendar c on c.code = r.calendar
            where r.running_since is not null
            and r.calendar_version <> c.version
            order by r.id
            limit 500
            """;

    private final JdbcClient sql;

    RequestRows(JdbcClient sql) {
        this.sql = sql;
    }

    /** Which requests are listed; the desk's filter. */
    public record Wanted(
            String box, UUID agent, @Nullable Topic topic, boolean complaints, Instant now) {}

    public String nextNumber(LongFunction<String> written) {
        return written.apply(sql.sql(NEXT_PLACE).query(Long.class).single());
    }

    public Optional<ServiceRequest> find(UUID id) {
        return sql.sql(FIND).param("id", id).query(RequestRows::request).optional();
    }

    public Optional<ServiceRequest> byNumber(String number) {
        return sql.sql(BY_NUMBER).param("number", number).query(RequestRows::request).optional();
    }

    public List<ServiceRequest> ofCustomer(UUID customer) {
        return sql.sql(OF_CUSTOMER).param("customer", customer).query(RequestRows::request).list();
    }

    /** A new request, of a conversation that is there. */
    public record NewRequest(
            UUID id,
            String number,
            Topic topic,
            RequestState state,
            boolean complaint,
            boolean byStaff,
            Promise promise) {}

    public void insert(NewRequest request, Instant now) {
        Promise promise = request.promise();
        sql.sql(INSERT)
                .param("id", request.id())
                .param("number", request.number())
                .param("topic", request.topic().name())
                .param("state", request.state().name())
                .param("complaint", request.complaint())
                .param("byStaff", request.byStaff())
                .param("calendar", promise.calendar())
                .param("version", promise.calendarVersion())
                .param("target", promise.target().toSeconds())
                .param("since", at(promise.runningSince()))
                .param("due", at(promise.dueAt()))
                .param("now", at(now))
                .update();
    }

    /** Writes a request whose conversation is held. */
    public void update(ServiceRequest request) {
        Promise promise = request.promise();
        int rows =
                sql.sql(UPDATE)
                        .param("id", request.id())
                        .param("topic", request.topic().name())
                        .param("state", request.state().name())
                        .param("complaint", request.complaint())
                        .param("version", promise.calendarVersion())
                        .param("since", at(promise.runningSince()))
                        .param("spent", promise.spent().toNanos() / 1000)
                        .param("due", at(promise.dueAt()))
                        .param("missed", at(request.missedAt()))
                        .param("changed", at(request.changedAt()))
                        .param("resolved", at(request.resolvedAt()))
                        .param("closed", at(request.closedAt()))
                        .param("reopened", request.reopened())
                        .update();
        if (rows != 1) {
            throw new IllegalStateException("no request " + request.id());
        }
    }

    /** Takes a conversation out of the queue, or puts it back. */
    public void keepAsRequest(UUID id, boolean request) {
        sql.sql(FORM).param("id", id).param("request", request).update();
    }

    /**
     * Zero rows is fine: it may be open.
     *
     * @param keep whether whoever had it has it again
     */
    public void reopenConversation(UUID id, boolean keep) {
        sql.sql(REOPEN).param("id", id).param("keep", keep).update();
    }

    /**
     * A page.
     *
     * @param after the last one's due time (open boxes, what is not due last) or change
     */
    public List<ServiceRequest> page(Wanted wanted, String after, UUID afterId, int most) {
        boolean done = wanted.box().equals("done") || wanted.box().equals("every");
        Topic topic = wanted.topic();
        return sql.sql(done ? DONE : OPEN)
                .param("box", wanted.box())
                .param("agent", wanted.agent())
                .param("now", at(wanted.now()))
                .param("topic", topic == null ? "" : topic.name())
                .param("complaints", wanted.complaints())
                .param("after", after)
                .param("afterId", afterId)
                .param("most", most)
                .query(RequestRows::request)
                .list();
    }

    public List<UUID> toMiss(Instant now) {
        return sql.sql(TO_MISS)
                .param("now", at(now))
                .query((row, n) -> row.getObject("id", UUID.class))
                .list();
    }

    public List<UUID> toClose(Instant before) {
        return sql.sql(TO_CLOSE)
                .param("before", at(before))
                .query((row, n) -> row.getObject("id", UUID.class))
                .list();
    }

    /** Those whose calendar changed since their due time was computed. */
    public List<UUID> outdated() {
        return sql.sql(OUTDATED).query((row, n) -> row.getObject("id", UUID.class)).list();
    }

    private static @Nullable OffsetDateTime at(@Nullable Instant moment) {
        return moment == null ? null : moment.atOffset(ZoneOffset.UTC);
    }

    private static ServiceRequest request(ResultSet row, int n) throws SQLException {
        return new ServiceRequest(
                row.getObject("id", UUID.class),
                row.getString("number"),
                Topic.valueOf(row.getString("topic")),
                RequestState.valueOf(row.getString("state")),
                row.getBoolean("complaint"),
                row.getBoolean("by_staff"),
                ConversationColumns.language(row),
                new Promise(
                        row.getString("calendar"),
                        row.getLong("calendar_version"),
                        Duration.ofSeconds(row.getInt("target_seconds")),
                        moment(row, "running_since"),
                        Duration.ofNanos(row.getLong("spent_micros") * 1000),
                        moment(row, "due_at")),
                moment(row, "missed_at"),
                row.getObject("submitted_at", OffsetDateTime.class).toInstant(),
                row.getObject("changed_at", OffsetDateTime.class).toInstant(),
                moment(row, "resolved_at"),
                moment(row, "closed_at"),
                row.getInt("reopened"),
                row.getObject("customer_id", UUID.class),
                row.getObject("claimed_by", UUID.class),
                row.getString("claimed_name"),
                row.getString("last_text"),
                row.getObject("last_at", OffsetDateTime.class).toInstant(),
                row.getObject("continued_in", UUID.class));
    }

    private static @Nullable Instant moment(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
