package io.xiaohu.funding.jdbc;

import io.xiaohu.funding.Direction;
import io.xiaohu.funding.core.Flow;
import io.xiaohu.funding.core.FlowState;
import io.xiaohu.funding.core.Verdict;
import io.xiaohu.kernel.Asset;
import io.xiaohu.kernel.KeptByCustomer;
import io.xiaohu.kernel.Keyring;
import io.xiaohu.kernel.Money;
import io.xiaohu.kernel.MovementSource.Place;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.Signals;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The rows of flows. A state is changed only from the state it was read in. */
@Repository
public class Flows implements DisposableBean {

    /**
     * How long whoever looks at a flow has it alone; longer than any call to a channel may take.
     */
    public static final Duration LEASE = Duration.ofSeconds(12);

    private static final OffsetDateTime LATEST =
            OffsetDateTime.of(9999, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

    private static final String COLUMNS =
            """
            id, direction, customer_id, request_key, request_digest, channel, amount, fee, asset,
            destination_tail, two_factors, state, reason, verdict, channel_code, queries,
            balance_after, created_at, updated_at, answer_by, review_until, reviewed
            """;

    private static final String INSERT =
            """
            insert into funding.flow (
                id, direction, customer_id, request_key, request_digest, channel, amount, fee,
                asset, destination, destination_tail, two_factors, state, created_at, updated_at,
                answer_by, next_at, review_until)
            values (
                :id, :direction, :customer, :key, :digest, :channel, :amount, :fee, :asset,
                :destination, :tail, :twoFactors, 'CREATED', :now, :now, :answerBy, :next,
                :reviewUntil::timestamptz)
            on conflict (customer_id, direction, request_key) do nothing
            """;

    private static final String FIND = "select " + COLUMNS + " from funding.flow where id = :id";

    private static final String FIND_ALL =
            "select " + COLUMNS + " from funding.flow where id = any (:ids)";

    private static final String FIND_BY_KEY =
            "select "
                    + COLUMNS
                    + """
                    from funding.flow
                    where customer_id = :customer
                    and direction = :direction
                    and request_key = :key
                    """;

    private static final String LIST =
            "select "
                    + COLUMNS
                    + """
                    from funding.flow
                    where customer_id = :customer
                    and (created_at, id) < (:at, :id)
                    order by created_at desc, id desc
                    limit :most
                    """;

    private static final String NEWEST =
            """
            select created_at
            from funding.flow
            where customer_id = :customer
            order by created_at desc, id desc
            limit 1
            """;

    private static final String MOVE =
            """
            update funding.flow
            set state = :to, reason = :reason, queries = :queries, balance_after = :balance,
                updated_at = :now, next_at = least(:next::timestamptz, case when :waits then review_until end),
                reviewed = review_until is not null and not :waits
            where id = :id
            and state = :from
            and (reviewed or review_until is null or :from = 'CREATED') = not :waited
            and (:to <> 'UNKNOWN' or verdict is null)
            """;

    private static final String NOTE =
            """
            insert into funding.step (flow_id, n, code, at)
            select :id, coalesce(max(n), 0) + 1, :code, :now
            from funding.step
            where flow_id = :id
            """;

    private static final String STEPS =
            """
            select code, at
            from funding.step
            where flow_id = :id
            order by n
            """;

    /** Takes what is due; somebody else's row is skipped, and nobody waits. */
    private static final String TAKE_DUE =
            """
            update funding.flow
            set next_at = :lease
            where id in (
                select id
                from funding.flow
                where next_at <= :now
                order by next_at
                limit :most
                for update skip locked)
            returning id
            """;

    private static final String DESTINATION = "select destination from funding.flow where id = :id";

    /** One line of a flow's timeline. */
    public record Step(String code, Instant at) {}

    private final JdbcClient sql;
    private final Clock clock;
    private final Keyring keyring;

    /** When a customer's latest began, for bills: most pages end before it. */
    private final KeptByCustomer<Optional<Instant>> latest;

    Flows(JdbcClient sql, Clock clock, Keyring keyring, Signals signals) {
        this.sql = sql;
        this.clock = clock;
        this.keyring = keyring;
        this.latest = new KeptByCustomer<>(signals, "flows", this::readLatest);
    }

    /**
     * Writes a new flow, which belongs to the caller for one lease.
     *
     * @return false when this key has a flow already
     */
    @Transactional
    public boolean insert(Flow flow, @Nullable String destination) {
        OffsetDateTime now = flow.createdAt().atOffset(ZoneOffset.UTC);
        int rows =
                sql.sql(INSERT)
                        .param("id", flow.id())
                        .param("direction", flow.direction().name())
                        .param("customer", flow.customer())
                        .param("key", flow.requestKey())
                        .param("digest", flow.requestDigest())
                        .param("channel", flow.channel())
                        .param("amount", flow.amount().minor())
                        .param("fee", flow.fee().minor())
                        .param("asset", flow.asset().name())
                        .param("destination", sealed(flow.id(), destination))
                        .param("tail", flow.destinationTail())
                        .param("twoFactors", flow.twoFactors())
                        .param("now", now)
                        .param("answerBy", flow.answerBy().atOffset(ZoneOffset.UTC))
                        .param("next", now.plus(LEASE))
                        .param(
                                "reviewUntil",
                                flow.reviewUntil() == null
                                        ? null
                                        : flow.reviewUntil().atOffset(ZoneOffset.UTC),
                                Types.TIMESTAMP_WITH_TIMEZONE)
                        .update();
        if (rows == 1) {
            note(flow.id(), "CREATED");
            latest.changed(flow.customer());
        }
        return rows == 1;
    }

    /** When the customer's latest began; empty when there is none. */
    public Optional<Instant> latest(UUID customer) {
        return latest.get(customer);
    }

    private Optional<Instant> readLatest(UUID customer) {
        return sql.sql(NEWEST)
                .param("customer", customer)
                .query((row, n) -> instant(row, "created_at"))
                .optional();
    }

    public Optional<Flow> find(UUID id) {
        return sql.sql(FIND).param("id", id).query(Flows::flow).optional();
    }

    /** Those of them there are, in no order. */
    public List<Flow> findAll(Collection<UUID> ids) {
        return sql.sql(FIND_ALL).param("ids", ids.toArray(UUID[]::new)).query(Flows::flow).list();
    }

    public Optional<Flow> findByKey(UUID customer, Direction direction, String key) {
        return sql.sql(FIND_BY_KEY)
                .param("customer", customer)
                .param("direction", direction.name())
                .param("key", key)
                .query(Flows::flow)
                .optional();
    }

    public List<Flow> list(UUID customer, @Nullable Place before, int most) {
        return sql.sql(LIST)
                .param("customer", customer)
                .param("at", before == null ? LATEST : before.at().atOffset(ZoneOffset.UTC))
                .param("id", before == null ? new UUID(-1, -1) : before.id())
                .param("most", most)
                .query(Flows::flow)
                .list();
    }

    /**
     * Moves a flow on and notes it in its timeline; runs in the caller's transaction.
     *
     * @param next when somebody has to look again; null for a final state
     * @return false when somebody else has moved it meanwhile
     */
    @Transactional
    public boolean move(
            Flow from,
            FlowState to,
            @Nullable Reason reason,
            @Nullable Money balance,
            @Nullable Duration next,
            String noteCode) {
        OffsetDateTime now = OffsetDateTime.now(clock);
        int rows =
                sql.sql(MOVE)
                        .param("id", from.id())
                        .param("from", column(from.state()))
                        .param("waited", from.state() == FlowState.UNDER_REVIEW)
                        .param("to", column(to))
                        .param("waits", to == FlowState.UNDER_REVIEW)
                        .param("reason", reason == null ? null : reason.name())
                        .param(
                                "queries",
                                to == FlowState.UNKNOWN ? from.queries() + 1 : from.queries())
                        .param("balance", balance == null ? null : balance.minor())
                        .param("now", now)
                        .param(
                                "next",
                                next == null ? null : now.plus(next),
                                Types.TIMESTAMP_WITH_TIMEZONE)
                        .update();
        if (rows == 1 && !noteCode.isEmpty()) {
            note(from.id(), noteCode);
        }
        return rows == 1;
    }

    public List<Step> steps(UUID flow) {
        return sql.sql(STEPS)
                .param("id", flow)
                .query((row, n) -> new Step(row.getString("code"), instant(row, "at")))
                .list();
    }

    /** Takes flows that are due, for one lease. */
    @Transactional
    public List<UUID> takeDue(int most) {
        OffsetDateTime now = OffsetDateTime.now(clock);
        return sql.sql(TAKE_DUE)
                .param("now", now)
                .param("lease", now.plus(LEASE))
                .param("most", most)
                .query((row, n) -> row.getObject("id", UUID.class))
                .list();
    }

    /** The card a withdrawal goes to; null for a top-up. */
    public @Nullable String destination(UUID id) {
        byte[] sealed =
                sql.sql(DESTINATION)
                        .param("id", id)
                        .query((row, n) -> new Sealed(row.getBytes("destination")))
                        .single()
                        .bytes();
        return sealed == null
                ? null
                : new String(
                        keyring.open(Keyring.Purpose.PERSONAL_DATA, sealed, bytes(id)),
                        StandardCharsets.UTF_8);
    }

    private record Sealed(byte @Nullable [] bytes) {}

    private void note(UUID flow, String code) {
        sql.sql(NOTE)
                .param("id", flow)
                .param("code", code)
                .param("now", OffsetDateTime.now(clock))
                .update();
    }

    private byte @Nullable [] sealed(UUID id, @Nullable String destination) {
        return destination == null
                ? null
                : keyring.seal(
                        Keyring.Purpose.PERSONAL_DATA,
                        destination.getBytes(StandardCharsets.UTF_8),
                        bytes(id));
    }

    private static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    @Override
    public void destroy() throws Exception {
        latest.close();
    }

    /** What waits for a review is held and not yet reviewed. */
    private static String column(FlowState state) {
        return (state == FlowState.UNDER_REVIEW ? FlowState.HELD : state).name();
    }

    private static FlowState state(ResultSet row) throws SQLException {
        FlowState state = FlowState.valueOf(row.getString("state"));
        boolean waits = row.getObject("review_until") != null && !row.getBoolean("reviewed");
        return state == FlowState.HELD && waits ? FlowState.UNDER_REVIEW : state;
    }

    private static Flow flow(ResultSet row, int n) throws SQLException {
        Asset asset = Asset.valueOf(row.getString("asset"));
        String reason = row.getString("reason");
        String verdict = row.getString("verdict");
        Long balance = row.getObject("balance_after", Long.class);
        OffsetDateTime review = row.getObject("review_until", OffsetDateTime.class);
        return new Flow(
                row.getObject("id", UUID.class),
                Direction.valueOf(row.getString("direction")),
                row.getObject("customer_id", UUID.class),
                row.getString("request_key"),
                row.getBytes("request_digest"),
                row.getString("channel"),
                new Money(row.getLong("amount"), asset),
                new Money(row.getLong("fee"), asset),
                row.getString("destination_tail"),
                row.getBoolean("two_factors"),
                state(row),
                reason == null ? null : Reason.valueOf(reason),
                verdict == null ? null : Verdict.valueOf(verdict),
                row.getString("channel_code"),
                row.getInt("queries"),
                balance == null ? null : new Money(balance, asset),
                instant(row, "created_at"),
                instant(row, "updated_at"),
                instant(row, "answer_by"),
                review == null ? null : review.toInstant());
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
