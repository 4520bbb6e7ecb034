package io.xiaohu.funding.jdbc;

import io.xiaohu.funding.Direction;
import io.xiaohu.funding.FlowSearch.Found;
import io.xiaohu.funding.FlowSearch.Heard;
import io.xiaohu.funding.core.FlowState;
import io.xiaohu.kernel.MovementFilter;
import io.xiaohu.kernel.MovementFilter.Bounds;
import io.xiaohu.kernel.MovementSource.Place;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Reads flows of everybody. A flow's id begins with the time it was made at, so a period is a
 * stretch of the key; a margin allows for clocks that differ.
 */
@Repository
public class FlowFinds {

    private static final Duration MARGIN = Duration.ofMinutes(10);

    private static final String BETWEEN =
            """
            select f.customer_id, f.id, f.created_at
            from funding.flow f
            join unnest(:assets, :least, :most) as wanted (asset, least, most)
                on wanted.asset = f.asset
                and f.amount + case f.direction when 'TOP_UP' then - f.fee else f.fee end
                    between wanted.least and wanted.most
            where f.id >= :firstId
            and f.id < :endId
            and f.created_at >= :from
            and f.created_at < :to
            and (f.created_at, f.id) < (:at, :id)
            and f.direction = any (:directions)
            and f.state = any (:states)
            order by f.created_at desc, f.id desc
            limit :rows
            """;

    private static final String HEARD =
            """
            select c.said, c.at, exists (
                select from funding.contradiction against
                where against.flow_id = c.flow_id
                and against.said = c.said) as contradicts
            from funding.callback c
            where c.flow_id = :id
            order by c.at
            """;

    private static final String UNDER_WAY =
            """
            select exists (
                select from funding.flow
                where customer_id = :customer
                and state = any (:states))
            """;

    private final JdbcClient sql;

    FlowFinds(JdbcClient sql) {
        this.sql = sql;
    }

    public List<Found> between(
            MovementFilter filter,
            List<Direction> directions,
            List<FlowState> states,
            @Nullable Place before,
            int most) {
        Instant from = Objects.requireNonNull(filter.from());
        Instant to = Objects.requireNonNull(filter.to());
        List<Bounds> bounds = filter.bounds();
        return sql.sql(BETWEEN)
                .param("firstId", idAt(from.minus(MARGIN)))
                .param("endId", idAt(to.plus(MARGIN)))
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("to", to.atOffset(ZoneOffset.UTC))
                .param("at", (before == null ? to : before.at()).atOffset(ZoneOffset.UTC))
                .param("id", before == null ? new UUID(0, 0) : before.id())
                .param("directions", directions.stream().map(Enum::name).toArray(String[]::new))
                .param("states", states.stream().map(Enum::name).toArray(String[]::new))
                .param(
                        "assets",
                        bounds.stream().map(it -> it.asset().name()).toArray(String[]::new))
                .param("least", bounds.stream().map(Bounds::least).toArray(Long[]::new))
                .param("most", bounds.stream().map(Bounds::most).toArray(Long[]::new))
                .param("rows", most)
                .query((row, n) ->
                        new Found(
                                row.getObject("customer_id", UUID.class),
                                new Place(
                                        row.getObject("created_at", OffsetDateTime.class)
                                                .toInstant(),
                                        row.getObject("id", UUID.class))))
                .list();
    }

    /** Whether a bank may still pay into a customer's account, or out of it. */
    public boolean hasUnderWay(UUID customer) {
        return sql.sql(UNDER_WAY)
                .param("customer", customer)
                .param(
                        "states",
                        Arrays.stream(FlowState.values())
                                .filter(state -> !state.isFinal())
                                .map(Enum::name)
                                .toArray(String[]::new))
                .query(Boolean.class)
                .single();
    }

    public List<Heard> heard(UUID flow) {
        return sql.sql(HEARD)
                .param("id", flow)
                .query((row, n) ->
                        new Heard(
                                row.getString("said"),
                                row.getObject("at", OffsetDateTime.class).toInstant(),
                                row.getBoolean("contradicts")))
                .list();
    }

    /** The lowest id of a moment: 48 bits of milliseconds come first. */
    private static UUID idAt(Instant at) {
        return new UUID(at.toEpochMilli() << 16, 0);
    }
}
