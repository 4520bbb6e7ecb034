package io.xiaohu.support.calls.jdbc;

import io.xiaohu.support.calls.PhoneCall;
import io.xiaohu.support.calls.PhoneCall.Direction;
import io.xiaohu.support.calls.PhoneCall.Outcome;
import io.xiaohu.support.jdbc.ConversationColumns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of calls. */
@Repository
public class CallRows {

    private static final String COLUMNS =
            """
            select p.id, p.direction, p.about_id, c.customer_id, p.staff_id, p.staff_name,
                p.started_at, p.known_at, p.ended_at, p.outcome, p.summary
            from support.phone_call p
            join support.conversation c on c.id = p.id
            """;

    private static final String FIND = COLUMNS + "where p.id = :id";

    private static final String UNDER_WAY =
            COLUMNS + "where p.staff_id = :staff and p.ended_at is null";

    private static final String LIST =
            COLUMNS
                    + """
                    where (p.started_at, p.id) < (:before, :beforeId)
                    and (not :mine or p.staff_id = :staff)
                    order by p.started_at desc, p.id desc
                    limit :most
                    """;

    private static final String OF_CUSTOMER =
            """
            select p.id, p.direction, p.about_id, c.customer_id, p.staff_id, p.staff_name,
                p.started_at, p.known_at, p.ended_at, p.outcome, p.summary
            from support.conversation c
            join support.phone_call p on p.id = c.id
            where c.customer_id = :customer
            and c.channel = 'PHONE'
            order by p.started_at desc
            limit 50
            """;

    private static final String ONE_AT_A_TIME =
            "select pg_advisory_xact_lock(hashtextextended(:staff::text, 81420004))";

    private static final String CONVERSATION =
            """
            insert into support.conversation (
                id, customer_id, topic, state, channel, claimed_by, claimed_name, claimed_at,
                opened_at, last_at, first_answer_at, language)
            values (
                :id, :customer, 'CONTACT', 'OPEN', 'PHONE', :staff, :name, :now, :now, :now, :now,
                coalesce(
                    (select language from support.conversation where id = :about::uuid), 'zh'))
            """;

    private static final String INSERT =
            """
            insert into support.phone_call (
                id, direction, about_id, staff_id, staff_name, started_at)
            values (:id, :direction, :about, :staff, :name, :now)
            """;

    private static final String KNOWN =
            """
            update support.phone_call
            set known_at = :now
            where id = :id
            and known_at is null
            and ended_at is null
            """;

    private static final String BELONGS =
            """
            update support.conversation
            set customer_id = :customer, language = :language
            where id = :id
            and (customer_id is null or customer_id = :customer)
            """;

    private static final String END =
            """
            update support.phone_call
            set ended_at = :now, outcome = :outcome, summary = :summary
            where id = :id
            and ended_at is null
            """;

    private static final String UNDER_WAY_AMONG =
            """
            select id
            from support.phone_call
            where id = any(:ids)
            and ended_at is null
            """;

    private static final String FORGOTTEN =
            """
            select id
            from support.phone_call
            where ended_at is null
            and started_at < :before
            """;

    private final JdbcClient sql;

    CallRows(JdbcClient sql) {
        this.sql = sql;
    }

    public Optional<PhoneCall> find(UUID id) {
        return sql.sql(FIND).param("id", id).query(CallRows::call).optional();
    }

    public Optional<PhoneCall> underWay(UUID staff) {
        return sql.sql(UNDER_WAY).param("staff", staff).query(CallRows::call).optional();
    }

    /** Those of these conversations that are calls not over yet. */
    public Set<UUID> underWay(List<UUID> ids) {
        return ids.isEmpty()
                ? Set.of()
                : Set.copyOf(
                        sql.sql(UNDER_WAY_AMONG)
                                .param("ids", ids.toArray(UUID[]::new))
                                .query(UUID.class)
                                .list());
    }

    /**
     * @param mine only this member of staff's
     */
    public List<PhoneCall> list(Instant before, UUID beforeId, UUID staff, boolean mine, int most) {
        return sql.sql(LIST)
                .param("before", at(before))
                .param("beforeId", beforeId)
                .param("staff", staff)
                .param("mine", mine)
                .param("most", most)
                .query(CallRows::call)
                .list();
    }

    public List<PhoneCall> ofCustomer(UUID customer) {
        return sql.sql(OF_CUSTOMER).param("customer", customer).query(CallRows::call).list();
    }

    /** Whoever starts calls for the same agent waits until this transaction ends. */
    public void oneAtATime(UUID staff) {
        sql.sql(ONE_AT_A_TIME).param("staff", staff).query((row, n) -> staff).single();
    }

    public void insert(PhoneCall call) {
        sql.sql(CONVERSATION)
                .param("id", call.id())
                .param("customer", call.customerId())
                .param("about", call.aboutId())
                .param("staff", call.staffId())
                .param("name", call.staffName())
                .param("now", at(call.startedAt()))
                .update();
        sql.sql(INSERT)
                .param("id", call.id())
                .param("direction", call.direction().name())
                .param("about", call.aboutId())
                .param("staff", call.staffId())
                .param("name", call.staffName())
                .param("now", at(call.startedAt()))
                .update();
    }

    /** False when the caller was known, the call is over, or it is with somebody else. */
    public boolean known(UUID id, UUID customer, Locale language, Instant now) {
        return sql.sql(BELONGS)
                                .param("id", id)
                                .param("customer", customer)
                                .param("language", ConversationColumns.tag(language))
                                .update()
                        == 1
                && sql.sql(KNOWN).param("id", id).param("now", at(now)).update() == 1;
    }

    public boolean end(UUID id, Outcome outcome, String summary, Instant now) {
        return sql.sql(END)
                        .param("id", id)
                        .param("outcome", outcome.name())
                        .param("summary", summary)
                        .param("now", at(now))
                        .update()
                == 1;
    }

    public List<UUID> forgotten(Instant before) {
        return sql.sql(FORGOTTEN)
                .param("before", at(before))
                .query((row, n) -> row.getObject("id", UUID.class))
                .list();
    }

    private static OffsetDateTime at(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }

    private static PhoneCall call(ResultSet row, int n) throws SQLException {
        String outcome = row.getString("outcome");
        return new PhoneCall(
                row.getObject("id", UUID.class),
                Direction.valueOf(row.getString("direction")),
                row.getObject("about_id", UUID.class),
                row.getObject("customer_id", UUID.class),
                row.getObject("staff_id", UUID.class),
                row.getString("staff_name"),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                moment(row, "known_at"),
                moment(row, "ended_at"),
                outcome == null ? null : Outcome.valueOf(outcome),
                row.getString("summary"));
    }

    private static @Nullable Instant moment(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
