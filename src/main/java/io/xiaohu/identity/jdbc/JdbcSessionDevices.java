package io.xiaohu.identity.jdbc;

import io.xiaohu.identity.SessionDevices;
import java.time.OffsetDateTime;
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

    JdbcSessionDevices(JdbcClient sql) {
        this.sql = sql;
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
