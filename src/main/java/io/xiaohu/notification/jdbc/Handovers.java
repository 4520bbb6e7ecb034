package io.xiaohu.notification.jdbc;

import io.xiaohu.notification.provider.Receipt;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** To whom texts were handed, and by which id their receipts will name them. */
@Component
class Handovers {

    /** A provider that has not answered by then will not. */
    private static final Duration ANSWERS_WITHIN = Duration.ofMinutes(1);

    private static final String BEGIN =
            """
            insert into notification.handover (text_id, provider, at)
            values (:text, :provider, :at)
            on conflict (text_id, provider) do update
            set at = excluded.at
            """;

    private static final String ANSWERED =
            """
            update notification.handover
            set reference = :reference
            where text_id = :text
            and provider = :provider
            """;

    private static final String REFUSED =
            """
            delete from notification.handover
            where text_id = :text
            and provider = :provider
            and reference is null
            """;

    private static final String FIND =
            """
            select text_id
            from notification.handover
            where provider = :provider
            and (reference = :reference or (reference is null and text_id = :text))
            limit 1
            """;

    private static final String IS_ANY_UNANSWERED =
            """
            select exists (
                select from notification.handover
                where provider = :provider
                and reference is null
                and at > :since)
            """;

    private final JdbcClient sql;
    private final Clock clock;

    Handovers(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** Filed before the provider is asked: a receipt can be faster than the answer. */
    void begin(UUID text, String provider) {
        sql.sql(BEGIN)
                .param("text", text)
                .param("provider", provider)
                .param("at", OffsetDateTime.now(clock))
                .update();
    }

    void answered(UUID text, String provider, String reference) {
        int changed =
                sql.sql(ANSWERED)
                        .param("text", text)
                        .param("provider", provider)
                        .param("reference", reference)
                        .update();
        if (changed != 1) {
            throw new IllegalStateException("text " + text + " was handed to nobody");
        }
    }

    /** No receipt is expected; none may be there when the provider refused twice. */
    void refused(UUID text, String provider) {
        sql.sql(REFUSED).param("text", text).param("provider", provider).update();
    }

    /** The text a receipt is about; empty when we handed this provider no such text. */
    Optional<UUID> find(Receipt receipt) {
        return sql.sql(FIND)
                .param("provider", receipt.provider())
                .param("reference", receipt.reference())
                .param("text", receipt.text(), java.sql.Types.OTHER)
                .query(UUID.class)
                .optional();
    }

    /** Whether a receipt that names no text of ours may name one whose id we are about to learn. */
    boolean isAnyUnanswered(String provider) {
        return sql.sql(IS_ANY_UNANSWERED)
                .param("provider", provider)
                .param("since", OffsetDateTime.now(clock).minus(ANSWERS_WITHIN))
                .query(Boolean.class)
                .single();
    }
}
