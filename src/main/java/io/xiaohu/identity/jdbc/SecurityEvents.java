package io.xiaohu.identity.jdbc;

import io.xiaohu.identity.SecurityEvent;
import io.xiaohu.identity.SecurityTimeline;
import io.xiaohu.kernel.Ids;
import io.xiaohu.kernel.Texts;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** What happened to accounts' safety. */
@Service
public class SecurityEvents implements SecurityTimeline {

    private static final Texts TEXTS = Texts.of("identity");

    private static final String INSERT =
            """
            insert into identity.security_event (id, customer_id, kind, device, address, at)
            values (:id, :customer, :kind, :device, :address, :at)
            """;

    private static final String LATEST =
            """
            select id, kind, device, address, at
            from identity.security_event
            where customer_id = :customer
            order by at desc, id desc
            limit :most
            """;

    /** The kinds there are; each has words in {@code messages/identity_*.properties}. */
    public enum Kind {
        REGISTERED,
        SIGNED_IN,
        SIGN_IN_FAILED,
        SIGN_IN_LOCKED,
        PASSWORD_RESET,
        PIN_SET,
        PIN_CHANGED,
        PIN_LOCKED,
        SESSION_ENDED
    }

    private final JdbcClient sql;
    private final Clock clock;

    SecurityEvents(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    public void note(UUID customer, Kind kind, Device device) {
        sql.sql(INSERT)
                .param("id", Ids.next())
                .param("customer", customer)
                .param("kind", kind.name())
                .param("device", device.name())
                .param("address", device.address())
                .param("at", OffsetDateTime.now(clock))
                .update();
    }

    @Override
    public List<SecurityEvent> latest(UUID customer, int most, Locale locale) {
        return sql.sql(LATEST)
                .param("customer", customer)
                .param("most", most)
                .query((row, n) -> {
                    String kind = row.getString("kind");
                    return new SecurityEvent(
                            row.getObject("id", UUID.class),
                            kind,
                            TEXTS.get(locale, "event." + kind),
                            row.getString("device"),
                            row.getString("address"),
                            row.getObject("at", OffsetDateTime.class).toInstant());
                })
                .list();
    }
}
