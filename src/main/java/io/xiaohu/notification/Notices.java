package io.xiaohu.notification;

import io.xiaohu.kernel.Ids;
import io.xiaohu.kernel.SubjectKind;
import io.xiaohu.kernel.SubjectRef;
import io.xiaohu.kernel.Texts;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells customers things inside the wallet. A notice keeps its arguments, not its words, and is
 * read in any language.
 */
@Service
public class Notices {

    /**
     * Something came for a closed account and waits for its owner; {@code amount} says how much.
     */
    public static final String CAME_AFTER_CLOSING = "CAME_AFTER_CLOSING";

    private static final Texts TEXTS = Texts.of("notification");

    private static final Pattern MOMENT =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(:\\d{2}(\\.\\d+)?)?Z");

    private static final String INSERT =
            """
            insert into notification.notice (
                id, customer_id, kind, args, subject_kind, subject_id, at)
            values (:id, :customer, :kind, :args::jsonb, :subjectKind, :subjectId, :at)
            """;

    private static final String LATEST =
            """
            select id, kind, args, subject_kind, subject_id, at
            from notification.notice
            where customer_id = :customer
            order by at desc
            limit :most
            """;

    private final JdbcClient sql;
    private final Clock clock;
    private final JsonMapper json;
    private final ApplicationEventPublisher events;

    Notices(JdbcClient sql, Clock clock, JsonMapper json, ApplicationEventPublisher events) {
        this.sql = sql;
        this.clock = clock;
        this.json = json;
        this.events = events;
    }

    /**
     * Stores a notice in the caller's transaction.
     *
     * @param kind names its sentences in {@code messages/notification_*.properties}
     * @param args what they name; a moment, as {@link Instant#toString} writes it, is read as the
     *     reader's language writes times
     */
    @Transactional
    public void tell(
            UUID customer, String kind, Map<String, String> args, @Nullable SubjectRef subject) {
        UUID id = Ids.next();
        sql.sql(INSERT)
                .param("id", id)
                .param("customer", customer)
                .param("kind", kind)
                .param("args", json.writeValueAsString(args))
                .param("subjectKind", subject == null ? null : subject.kind().name())
                .param("subjectId", subject == null ? null : subject.id())
                .param("at", OffsetDateTime.now(clock))
                .update();
        events.publishEvent(new NoticeTold(id, customer));
    }

    /** The latest notices, the newest first. */
    public List<Notice> latest(UUID customer, int most, Locale locale) {
        return sql.sql(LATEST)
                .param("customer", customer)
                .param("most", most)
                .query((row, n) -> {
                    JsonNode args = json.readTree(row.getString("args"));
                    Map<String, Object> named = new HashMap<>();
                    args.properties()
                            .forEach(arg -> named.put(arg.getKey(), value(arg.getValue())));
                    String kind = row.getString("kind");
                    String subject = row.getString("subject_kind");
                    return new Notice(
                            row.getObject("id", UUID.class),
                            kind,
                            TEXTS.get(locale, kind + ".title", named),
                            TEXTS.get(locale, kind + ".text", named),
                            subject == null
                                    ? null
                                    : new SubjectRef(
                                            SubjectKind.valueOf(subject),
                                            row.getObject("subject_id", UUID.class)),
                            row.getObject("at", OffsetDateTime.class).toInstant());
                })
                .list();
    }

    private static Object value(JsonNode arg) {
        String text = arg.asString();
        return MOMENT.matcher(text).matches() ? Instant.parse(text) : text;
    }
}
