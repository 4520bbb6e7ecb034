package io.xiaohu.funding.channel.sandbox;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import io.xiaohu.funding.Direction;
import io.xiaohu.funding.channel.ChannelAnswer;
import io.xiaohu.funding.channel.ChannelOrder;
import io.xiaohu.funding.channel.PaymentChannel.Line;
import io.xiaohu.kernel.Ids;
import io.xiaohu.kernel.Money;
import io.xiaohu.kernel.Written;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the simulated banks remember. The first thing one heard about an order stays. */
@Repository
@Profile("demo")
class SandboxBank {

    private static final String REMEMBER =
            """
            insert into funding.sandbox_order (
                id, outcome, known_at, channel, direction, amount, fee)
            values (:id, :outcome, :knownAt, :channel, :direction, :amount, :fee)
            on conflict (id) do nothing
            """;

    private static final String RECALL =
            """
            select outcome, known_at
            from funding.sandbox_order
            where id = :id
            """;

    private static final String DONE_ON =
            """
            select id, direction, amount, fee
            from funding.sandbox_order
            where channel = :channel
            and outcome = 'DONE'
            and known_at >= :from
            and known_at < :to
            order by known_at, id
            """;

    private static final String LOG_CALLBACK =
            """
            insert into funding.sandbox_callback (order_id, said, sent_at)
            values (:id, :said, :now)
            on conflict (order_id, said) do nothing
            """;

    enum Outcome {
        DONE,
        REJECTED,
        CANCELLED
    }

    private record Order(Outcome outcome, Instant knownAt) {}

    private final JdbcClient sql;
    private final SchedulerClient jobs;
    private final Clock clock;

    SandboxBank(JdbcClient sql, @Lazy SchedulerClient jobs, Clock clock) {
        this.sql = sql;
        this.jobs = jobs;
        this.clock = clock;
    }

    /**
     * @param knownAfter after how long the outcome is told
     */
    ChannelAnswer receive(
            String channel, ChannelOrder order, Outcome outcome, Duration knownAfter) {
        remember(channel, order, outcome, clock.instant().plus(knownAfter));
        return tell(order.id());
    }

    ChannelAnswer cancel(String channel, ChannelOrder order) {
        remember(channel, order, Outcome.CANCELLED, clock.instant());
        return tell(order.id());
    }

    ChannelAnswer tell(UUID id) {
        return sql.sql(RECALL)
                .param("id", id)
                .query((row, n) ->
                        new Order(
                                Outcome.valueOf(row.getString("outcome")),
                                row.getObject("known_at", OffsetDateTime.class).toInstant()))
                .optional()
                .map(this::answer)
                .orElseGet(ChannelAnswer.NotReceived::new);
    }

    /** Calls back by itself after a while; a job of the bank's own survives every restart. */
    void callBack(String channel, UUID order, boolean done, Duration after) {
        jobs.scheduleIfNotExists(
                SandboxCallbacks.CALLBACK
                        .instance(Ids.next().toString())
                        .data(new SandboxCallbacks.Callback(channel, order, done))
                        .scheduledTo(clock.instant().plus(after)));
    }

    /** Notes that something was sent; saying it again is not news. */
    void sent(UUID order, boolean done) {
        sql.sql(LOG_CALLBACK)
                .param("id", order)
                .param("said", done ? "DONE" : "FAILED")
                .param("now", OffsetDateTime.now(clock))
                .update();
    }

    List<Line> statement(String channel, LocalDate day, SandboxSteering.Statement how) {
        List<Line> lines =
                new ArrayList<>(
                        sql.sql(DONE_ON)
                                .param("channel", channel)
                                .param("from", midnight(day))
                                .param("to", midnight(day.plusDays(1)))
                                .query((row, n) ->
                                        new Line(
                                                row.getObject("id", UUID.class),
                                                Direction.valueOf(row.getString("direction")),
                                                Money.cny(row.getLong("amount")),
                                                Money.cny(row.getLong("fee"))))
                                .list());
        steered(lines, how);
        return lines;
    }

    /** What is wrong is wrong with the last line. */
    private static void steered(List<Line> lines, SandboxSteering.Statement how) {
        if (how == SandboxSteering.Statement.EXTRA) {
            lines.add(new Line(Ids.next(), Direction.TOP_UP, Money.cny(12_34), Money.cny(0)));
        } else if (!lines.isEmpty()) {
            Line last = lines.getLast();
            Money cent = Money.cny(1);
            switch (how) {
                case MISSING -> lines.removeLast();
                case AMOUNT ->
                        lines.set(
                                lines.size() - 1, with(last, last.amount().plus(cent), last.fee()));
                case FEE ->
                        lines.set(
                                lines.size() - 1, with(last, last.amount(), last.fee().plus(cent)));
                case DUPLICATE -> lines.add(last);
                case RIGHT, EXTRA -> {}
            }
        }
    }

    private static Line with(Line line, Money amount, Money fee) {
        return new Line(line.order(), line.direction(), amount, fee);
    }

    private ChannelAnswer answer(Order order) {
        if (order.knownAt().isAfter(clock.instant())) {
            return new ChannelAnswer.Unknown();
        }
        return switch (order.outcome()) {
            case DONE -> new ChannelAnswer.Done();
            case REJECTED -> new ChannelAnswer.Failed(ChannelAnswer.Why.REJECTED);
            case CANCELLED -> new ChannelAnswer.Failed(ChannelAnswer.Why.TIMEOUT);
        };
    }

    /** Zero rows means that it knew the order already. */
    private void remember(String channel, ChannelOrder order, Outcome outcome, Instant knownAt) {
        sql.sql(REMEMBER)
                .param("id", order.id())
                .param("outcome", outcome.name())
                .param("knownAt", knownAt.atOffset(ZoneOffset.UTC))
                .param("channel", channel)
                .param("direction", order.direction().name())
                .param("amount", order.amount().minor())
                .param("fee", order.fee().minor())
                .update();
    }

    private static OffsetDateTime midnight(LocalDate day) {
        return day.atStartOfDay(Written.ZONE).toOffsetDateTime();
    }
}
