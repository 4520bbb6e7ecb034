package io.xiaohu.identity.jdbc;

import io.xiaohu.identity.SessionDevices;
import io.xiaohu.identity.place.Places;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** A device that was forgotten is as new as the session. */
@Repository
class JdbcSessionDevices implements SessionDevices {

    private static final String FIND =
            """
            select s.device, coalesce(d.known_at, s.created_at) as known_at,
                c.created_at as customer_since
            from identity.session s
            join identity.customer c on c.id = s.customer_id
            left join identity.device d on d.id = s.device_id
            where s.id = :session
            """;

    private final JdbcClient sql;
    private final Sessions sessions;
    private final Places places;

    JdbcSessionDevices(JdbcClient sql, Sessions sessions, Places places) {
        this.sql = sql;
        this.sessions = sessions;
        this.places = places;
    }

    @Override
    public List<OpenDevice> open(UUID customer, Locale locale) {
        return sessions.of(customer).stream()
                .map(one ->
                        new OpenDevice(
                                one.device(),
                                one.address(),
                                places.of(one.address(), locale),
                                one.createdAt(),
                                one.seenAt()))
                .sorted(Comparator.comparing(OpenDevice::seenAt).reversed())
                .toList();
    }

    @Override
    public Optional<SessionDevice> find(UUID session) {
        return sql.sql(FIND)
                .param("session", session)
                .query((row, n) ->
                        new SessionDevice(
                                row.getString("device"),
                                row.getObject("known_at", OffsetDateTime.class).toInstant(),
                                row.getObject("customer_since", OffsetDateTime.class).toInstant()))
                .optional();
    }
}
