package io.xiaohu.notification.jdbc;

import io.xiaohu.notification.DeliveryStep;
import io.xiaohu.notification.core.Progress;
import io.xiaohu.notification.provider.TextProvider.Report;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The traces of texts. */
@Component
class DeliverySteps {

    private static final String INSERT =
            """
            insert into notification.delivery_step (text_id, n, state, why, provider, code, at)
            select :id, coalesce(max(n), 0) + 1, :state, :why, :provider, :code, :at
            from notification.delivery_step
            where text_id = :id
            """;

    private static final String TRACE =
            """
            select s.state, s.why, s.provider, s.code, s.at, t.by_call
            from notification.delivery_step s
            join notification.outgoing_text t on t.id = s.text_id
            where s.text_id = :id
            order by s.n
            """;

    private final JdbcClient sql;
    private final Clock clock;

    DeliverySteps(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /**
     * @param provider who reported it; null for what we did ourselves
     */
    void add(UUID text, @Nullable String provider, Report report) {
        DeliveryStep.Why why = report.why();
        sql.sql(INSERT)
                .param("id", text)
                .param("state", report.state().name())
                .param("why", why == null ? null : why.name())
                .param("provider", provider)
                .param("code", report.code())
                .param("at", OffsetDateTime.now(clock))
                .update();
    }

    /** The caller holds the text's row, so that reports of one text come one after the other. */
    void addIfNews(UUID text, String provider, Report report) {
        if (Progress.isNews(trace(text), provider, report.state())) {
            add(text, provider, report);
        }
    }

    List<DeliveryStep> trace(UUID text) {
        return sql.sql(TRACE)
                .param("id", text)
                .query((row, n) ->
                        new DeliveryStep(
                                DeliveryStep.State.valueOf(row.getString("state")),
                                row.getObject("at", OffsetDateTime.class).toInstant(),
                                why(row.getString("why")),
                                row.getString("provider"),
                                row.getString("code"),
                                row.getBoolean("by_call")))
                .list();
    }

    private static DeliveryStep.@Nullable Why why(@Nullable String name) {
        return name == null ? null : DeliveryStep.Why.valueOf(name);
    }
}
