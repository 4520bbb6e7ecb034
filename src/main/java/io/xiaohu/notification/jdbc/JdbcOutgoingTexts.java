package io.xiaohu.notification.jdbc;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.FailureHandler.ExponentialBackoffFailureHandler;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.xiaohu.kernel.Ids;
import io.xiaohu.kernel.Keyring;
import io.xiaohu.kernel.Phone;
import io.xiaohu.notification.DeliveryStep;
import io.xiaohu.notification.OutgoingTexts;
import io.xiaohu.notification.provider.TextProvider;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Texts in the database, sent by a job of their own each. */
@Component
public class JdbcOutgoingTexts implements OutgoingTexts {

    private static final String INSERT =
            """
            insert into notification.outgoing_text (
                id, kind, recipient, recipient_index, content, created_at)
            values (:id, :kind, :recipient, :recipientIndex, :content, :at)
            """;

    private static final String FIND =
            """
            select kind, recipient, content
            from notification.outgoing_text
            where id = :id
            """;

    private static final String ERASE =
            """
            update notification.outgoing_text
            set content = null
            where id = :id
            """;

    private static final String IS_WAITING =
            """
            select exists (
                select from notification.outgoing_text
                where recipient_index = :recipientIndex
                and content is not null)
            """;

    private static final String STEP =
            """
            insert into notification.delivery_step (text_id, n, state, why, at)
            select :id, coalesce(max(n), 0) + 1, :state, :why, :at
            from notification.delivery_step
            where text_id = :id
            """;

    private static final String TRACE =
            """
            select state, why, at
            from notification.delivery_step
            where text_id = :id
            order by n
            """;

    /** A code lives five minutes: a text that comes later helps nobody. */
    private static final int TRIES = 5;

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(3);
    private static final TextProvider.Report UNREACHABLE =
            new TextProvider.Report(DeliveryStep.State.FAILED, DeliveryStep.Why.UNREACHABLE);

    record Send(UUID text) {}

    private static final TaskDescriptor<Send> SEND = TaskDescriptor.of("send-text", Send.class);

    private record Stored(String kind, byte[] recipient, byte @Nullable [] content) {}

    private final JdbcClient sql;
    private final Clock clock;
    private final Keyring keyring;
    private final SchedulerClient jobs;
    private final TransactionTemplate transactions;
    private final TextProvider provider;

    JdbcOutgoingTexts(
            JdbcClient sql,
            Clock clock,
            Keyring keyring,
            @Lazy SchedulerClient jobs,
            TransactionTemplate transactions,
            TextProvider provider) {
        this.sql = sql;
        this.clock = clock;
        this.keyring = keyring;
        this.jobs = jobs;
        this.transactions = transactions;
        this.provider = provider;
    }

    @Override
    @Transactional
    public UUID send(Phone to, String kind, String content) {
        UUID id = Ids.next();
        sql.sql(INSERT)
                .param("id", id)
                .param("kind", kind)
                .param("recipient", seal(id, to.e164()))
                .param("recipientIndex", keyring.mac(Keyring.Purpose.PHONE_INDEX, to.bytes()))
                .param("content", seal(id, content))
                .param("at", OffsetDateTime.now(clock))
                .update();
        step(id, TextProvider.Report.of(DeliveryStep.State.ASKED));
        // The scheduler keeps its own time: at once is at once, whatever the clock of facts says.
        jobs.scheduleIfNotExists(
                SEND.instance(id.toString()).data(new Send(id)).scheduledTo(Instant.now()));
        return id;
    }

    @Override
    public List<DeliveryStep> trace(UUID text) {
        return sql.sql(TRACE)
                .param("id", text)
                .query((row, n) ->
                        new DeliveryStep(
                                DeliveryStep.State.valueOf(row.getString("state")),
                                row.getObject("at", OffsetDateTime.class).toInstant(),
                                why(row.getString("why"))))
                .list();
    }

    /** Whether a text to this phone is still to be handed over. */
    public boolean isWaiting(Phone to) {
        return sql.sql(IS_WAITING)
                .param("recipientIndex", keyring.mac(Keyring.Purpose.PHONE_INDEX, to.bytes()))
                .query(Boolean.class)
                .single();
    }

    /**
     * Hands the text over, then writes what was reported and erases the text, in one transaction.
     *
     * @param lastTry whether a provider that cannot be reached is now given up
     */
    public void deliver(UUID id, boolean lastTry) {
        Optional<Stored> found =
                sql.sql(FIND)
                        .param("id", id)
                        .query((row, n) ->
                                new Stored(
                                        row.getString("kind"),
                                        row.getBytes("recipient"),
                                        row.getBytes("content")))
                        .optional();
        if (found.isEmpty() || found.get().content() == null) {
            return;
        }
        Phone to = new Phone(open(id, found.get().recipient()));
        String content = open(id, found.get().content());
        List<TextProvider.Report> reported;
        try {
            reported = provider.send(id, to, found.get().kind(), content);
        } catch (TextProvider.Unreachable e) {
            if (!lastTry) {
                throw e;
            }
            reported = List.of(UNREACHABLE);
        }
        note(id, reported);
    }

    private void note(UUID id, List<TextProvider.Report> reported) {
        transactions.executeWithoutResult(status -> {
            reported.forEach(report -> step(id, report));
            sql.sql(ERASE).param("id", id).update();
        });
    }

    private void step(UUID id, TextProvider.Report report) {
        sql.sql(STEP)
                .param("id", id)
                .param("state", report.state().name())
                .param("why", report.why() == null ? null : report.why().name())
                .param("at", OffsetDateTime.now(clock))
                .update();
    }

    private static DeliveryStep.@Nullable Why why(@Nullable String name) {
        return name == null ? null : DeliveryStep.Why.valueOf(name);
    }

    private byte[] seal(UUID id, String text) {
        return keyring.seal(
                Keyring.Purpose.OUTGOING_TEXT,
                text.getBytes(StandardCharsets.UTF_8),
                id.toString().getBytes(StandardCharsets.UTF_8));
    }

    private String open(UUID id, byte[] sealed) {
        return new String(
                keyring.open(
                        Keyring.Purpose.OUTGOING_TEXT,
                        sealed,
                        id.toString().getBytes(StandardCharsets.UTF_8)),
                StandardCharsets.UTF_8);
    }

    /** The job that sends. */
    @Configuration(proxyBeanMethods = false)
    static class Job {
        @Bean
        OneTimeTask<Send> sendText(JdbcOutgoingTexts texts) {
            return Tasks.oneTime(SEND)
                    .onFailure(new ExponentialBackoffFailureHandler<>(FIRST_PAUSE, 2))
                    .execute((instance, context) ->
                            texts.deliver(
                                    instance.getData().text(),
                                    context.getExecution().consecutiveFailures + 1 >= TRIES));
        }
    }
}
