package io.xiaohu.funding.channel.sandbox;

import io.xiaohu.funding.channel.ChannelAnswer;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the simulated bank remembers of its orders. The first thing it heard about one stays. */
@Repository
@Profile("demo")
class SandboxBank {

    private static final String REMEMBER =
            """
            insert into funding.sandbox_order (id, outcome, known_at)
            values (:id, :outcome, :knownAt)
            on conflict (id) do nothing
            """;

    private static final String RECALL =
            """
            select outcome, known_at
            from funding.sandbox_order
            where id = :id
            """;

    enum Outcome {
        DONE,
        REJECTED,
        CANCELLED
    }

    private record Order(Outcome outcome, Instant knownAt) {}

    private final JdbcClient sql;
    private final Clock clock;

    SandboxBank(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    ChannelAnswer receive(UUID id, Outcome outcome, Instant knownAt) {
        remember(id, outcome, knownAt);
        return tell(id);
    }

    ChannelAnswer cancel(UUID id) {
        remember(id, Outcome.CANCELLED, clock.instant());
        return tell(id);
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
    private void remember(UUID id, Outcome outcome, Instant knownAt) {
        sql.sql(REMEMBER)
                .param("id", id)
                .param("outcome", outcome.name())
                .param("knownAt", knownAt.atOffset(ZoneOffset.UTC))
                .update();
    }
}
