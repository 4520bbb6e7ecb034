package io.xiaohu.support.calls.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of phrases, which keep no phrase. */
@Repository
public class CallPhraseRows {

    private static final String END_EARLIER =
            """
            update support.call_phrase
            set expires_at = :now
            where customer_id = :customer
            and used_at is null
            and expires_at > :now
            """;

    private static final String INSERT =
            """
            insert into support.call_phrase (
                id, customer_id, tag, mac, language, created_at, expires_at)
            values (:id, :customer, :tag, :mac, :language, :now, :expires)
            """;

    private static final String LIVE =
            """
            select id, customer_id, mac, language, expires_at, used_at, call_id
            from support.call_phrase
            where tag = :tag
            and used_at is null
            and expires_at > :now
            limit 50
            """;

    private static final String FIND =
            """
            select id, customer_id, mac, language, expires_at, used_at, call_id
            from support.call_phrase
            where id = :id
            """;

    private static final String USE =
            """
            update support.call_phrase
            set used_at = :now, call_id = :call
            where id = :id
            and used_at is null
            and expires_at > :now
            """;

    /** A phrase as it is kept. */
    public record Kept(
            UUID id,
            UUID customerId,
            byte[] mac,
            String language,
            Instant expiresAt,
            @Nullable Instant usedAt,
            @Nullable UUID callId) {}

    private final JdbcClient sql;

    CallPhraseRows(JdbcClient sql) {
        this.sql = sql;
    }

    /** The earlier ones of a customer end with a new one. */
    public void insert(
            UUID id,
            UUID customer,
            int tag,
            byte[] mac,
            String language,
            Instant now,
            Instant expiresAt) {
        sql.sql(END_EARLIER).param("customer", customer).param("now", at(now)).update();
        sql.sql(INSERT)
                .param("id", id)
                .param("customer", customer)
                .param("tag", tag)
                .param("mac", mac)
                .param("language", language)
                .param("now", at(now))
                .param("expires", at(expiresAt))
                .update();
    }

    public List<Kept> live(int tag, Instant now) {
        return sql.sql(LIVE)
                .param("tag", tag)
                .param("now", at(now))
                .query((row, n) -> kept(row))
                .list();
    }

    public Optional<Kept> find(UUID id) {
        return sql.sql(FIND).param("id", id).query((row, n) -> kept(row)).optional();
    }

    /** Of many at once, one uses it. */
    public boolean use(UUID id, UUID call, Instant now) {
        return sql.sql(USE).param("id", id).param("call", call).param("now", at(now)).update() == 1;
    }

    private static Kept kept(ResultSet row) throws SQLException {
        OffsetDateTime used = row.getObject("used_at", OffsetDateTime.class);
        return new Kept(
                row.getObject("id", UUID.class),
                row.getObject("customer_id", UUID.class),
                row.getBytes("mac"),
                row.getString("language"),
                row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                used == null ? null : used.toInstant(),
                row.getObject("call_id", UUID.class));
    }

    private static OffsetDateTime at(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
