package io.xiaohu.notification.provider;

import io.xiaohu.kernel.Keyring;
import io.xiaohu.kernel.Phone;
import io.xiaohu.notification.DeliveryStep;
import io.xiaohu.notification.OutgoingText;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** In demo mode texts go nowhere but into a table that the demo's own page shows. */
@Component
@Profile("demo")
public class DemoOutbox implements TextProvider {

    private static final String PUT =
            """
            insert into notification.demo_outbox (id, recipient, kind, content, at)
            values (:id, :recipient, :kind, :content, :at)
            on conflict (id) do nothing
            """;

    private static final String LOOK =
            """
            select kind, content, at
            from notification.demo_outbox
            where recipient = :recipient
            order by at desc, id desc
            limit 50
            """;

    /** What would have been sent, to the number that was asked about. */
    public record Item(String to, String kind, String text, Instant at) {}

    private final JdbcClient sql;
    private final Clock clock;
    private final Keyring keyring;

    DemoOutbox(JdbcClient sql, Clock clock, Keyring keyring) {
        this.sql = sql;
        this.clock = clock;
        this.keyring = keyring;
    }

    @Override
    public String name() {
        return "demo";
    }

    @Override
    public List<Report> send(UUID id, Phone to, OutgoingText text) {
        sql.sql(PUT)
                .param("id", id)
                .param("recipient", keyring.mac(Keyring.Purpose.PHONE_INDEX, to.bytes()))
                .param("kind", text.kind())
                .param("content", text.content())
                .param("at", OffsetDateTime.now(clock))
                .update();
        return List.of(
                Report.of(DeliveryStep.State.ACCEPTED), Report.of(DeliveryStep.State.DELIVERED));
    }

    /** What went to this phone, the newest first. */
    public List<Item> to(Phone phone) {
        return sql.sql(LOOK)
                .param("recipient", keyring.mac(Keyring.Purpose.PHONE_INDEX, phone.bytes()))
                .query((row, n) ->
                        new Item(
                                phone.e164(),
                                row.getString("kind"),
                                row.getString("content"),
                                row.getObject("at", OffsetDateTime.class).toInstant()))
                .list();
    }
}
