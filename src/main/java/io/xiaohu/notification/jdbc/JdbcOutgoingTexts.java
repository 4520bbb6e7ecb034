package io.xiaohu.notification.jdbc;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import io.xiaohu.kernel.Ids;
import io.xiaohu.kernel.Keyring;
import io.xiaohu.kernel.Phone;
import io.xiaohu.notification.AntiPhishingPhrases;
import io.xiaohu.notification.DeliveryStep;
import io.xiaohu.notification.OutgoingText;
import io.xiaohu.notification.OutgoingTexts;
import io.xiaohu.notification.provider.TextProvider;
import io.xiaohu.notification.provider.TextProviders;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Texts in the database, sent by a job of their own each. */
@Component
public class JdbcOutgoingTexts implements OutgoingTexts {

    private static final String INSERT =
            """
            insert into notification.outgoing_text (
                id, kind, recipient, recipient_index, content, wording, by_call, created_at)
            values (
                :id, :kind, :recipient, :recipientIndex, :content, :wording, :byCall, :at)
            """;

    private static final String FIND =
            """
            select kind, recipient, content, wording, by_call
            from notification.outgoing_text
            where id = :id
            and content is not null
            """;

    private static final String ERASE =
            """
            update notification.outgoing_text
            set content = null, wording = null
            where id = :id
            """;

    private static final String IS_WAITING =
            """
            select exists (
                select from notification.outgoing_text
                where recipient_index = :recipientIndex
                and content is not null)
            """;

    /** A text that is still to be handed over. */
    record Waiting(Phone to, OutgoingText text, boolean byCall) {}

    /** How a text is kept, beside what it says; none for one that was made from no template. */
    private record Wording(
            @Nullable String template, String language, LinkedHashMap<String, String> values) {

        static Wording of(OutgoingText text) {
            return new Wording(
                    text.template(),
                    text.language().toLanguageTag(),
                    new LinkedHashMap<>(text.values()));
        }
    }

    private final JdbcClient sql;
    private final Clock clock;
    private final Keyring keyring;
    private final SchedulerClient jobs;
    private final DeliverySteps steps;
    private final JsonMapper json;
    private final TextProviders providers;
    private final AntiPhishingPhrases phrases;

    JdbcOutgoingTexts(
            JdbcClient sql,
            Clock clock,
            Keyring keyring,
            @Lazy SchedulerClient jobs,
            DeliverySteps steps,
            JsonMapper json,
            TextProviders providers,
            AntiPhishingPhrases phrases) {
        this.sql = sql;
        this.clock = clock;
        this.keyring = keyring;
        this.jobs = jobs;
        this.steps = steps;
        this.json = json;
        this.providers = providers;
        this.phrases = phrases;
    }

    @Override
    @Transactional
    public UUID send(Phone to, OutgoingText text) {
        return store(to, text, false);
    }

    @Override
    @Transactional
    public UUID call(Phone to, OutgoingText text) {
        if (!canCall()) {
            throw new IllegalStateException("nobody is configured who makes calls");
        }
        return store(to, text, true);
    }

    @Override
    public boolean canCall() {
        return !providers.callers().isEmpty();
    }

    /** Every text passes here: the one place where its reader's phrase is put into it. */
    private UUID store(Phone to, OutgoingText plain, boolean byCall) {
        OutgoingText text = phrases.of(to).map(plain::showing).orElse(plain);
        UUID id = Ids.next();
        sql.sql(INSERT)
                .param("id", id)
                .param("kind", text.kind())
                .param("recipient", seal(id, to.e164()))
                .param("recipientIndex", keyring.mac(Keyring.Purpose.PHONE_INDEX, to.bytes()))
                .param("content", seal(id, text.content()))
                .param("wording", seal(id, json.writeValueAsString(Wording.of(text))))
                .param("byCall", byCall)
                .param("at", OffsetDateTime.now(clock))
                .update();
        steps.add(id, null, TextProvider.Report.of(DeliveryStep.State.ASKED));
        // The scheduler keeps its own time: at once is at once, whatever the clock of facts says.
        jobs.scheduleIfNotExists(
                TextDelivery.SEND
                        .instance(id.toString())
                        .data(new TextDelivery.Send(id))
                        .scheduledTo(Instant.now()));
        return id;
    }

    @Override
    public List<DeliveryStep> trace(UUID text) {
        return steps.trace(text);
    }

    /** Whether a text to this phone is still to be handed over. */
    public boolean isWaiting(Phone to) {
        return sql.sql(IS_WAITING)
                .param("recipientIndex", keyring.mac(Keyring.Purpose.PHONE_INDEX, to.bytes()))
                .query(Boolean.class)
                .single();
    }

    Optional<Waiting> waiting(UUID id) {
        return sql.sql(FIND)
                .param("id", id)
                .query((row, n) -> {
                    byte[] sealed = row.getBytes("wording");
                    Wording wording =
                            sealed == null
                                    ? new Wording(null, "zh-CN", new LinkedHashMap<>())
                                    : json.readValue(open(id, sealed), Wording.class);
                    return new Waiting(
                            new Phone(open(id, row.getBytes("recipient"))),
                            new OutgoingText(
                                    row.getString("kind"),
                                    open(id, row.getBytes("content")),
                                    wording.template(),
                                    Locale.forLanguageTag(wording.language()),
                                    wording.values()),
                            row.getBoolean("by_call"));
                })
                .optional();
    }

    void erase(UUID id) {
        sql.sql(ERASE).param("id", id).update();
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
}
