package io.xiaohu.wallet.feed;

import io.xiaohu.kernel.Signals;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * The rows of the feed. The head's row lock numbers events without gaps, also when several servers
 * write.
 */
@Repository
public class Feed {

    static final String TOPIC = "feed";

    private static final String NEXT =
            """
            insert into wallet.feed_head (customer_id, seq)
            values (:customer, 1)
            on conflict (customer_id) do update set seq = feed_head.seq + 1
            returning seq
            """;

    private static final String KNOWN =
            """
            select exists (
                select from wallet.feed where customer_id = :customer and event_key = :key)
            """;

    private static final String LOCK =
            """
            insert into wallet.feed_head (customer_id, seq)
            values (:customer, 0)
            on conflict (customer_id) do update set seq = feed_head.seq
            """;

    private static final String INSERT =
            """
            insert into wallet.feed (customer_id, seq, event, event_key, data, at)
            values (:customer, :seq, :event, :key, :data::jsonb, :at)
            """;

    private static final String READ =
            """
            select seq, event, data
            from wallet.feed
            where customer_id = :customer
            and seq > :after
            order by seq
            limit 200
            """;

    private static final String HEAD =
            "select coalesce(max(seq), 0) from wallet.feed_head where customer_id = :customer";

    /** One event as it goes over the wire. */
    public record Event(long seq, String event, String data) {}

    private final JdbcClient sql;
    private final Clock clock;
    private final JsonMapper json;
    private final Signals signals;

    Feed(JdbcClient sql, Clock clock, JsonMapper json, Signals signals) {
        this.sql = sql;
        this.clock = clock;
        this.json = json;
        this.signals = signals;
    }

    /**
     * Adds an event; one with a key that is there already is the same event told again and changes
     * nothing.
     */
    @Transactional
    public void append(UUID customer, String event, String key, Map<String, ?> data) {
        sql.sql(LOCK).param("customer", customer).update();
        boolean known =
                sql.sql(KNOWN)
                        .param("customer", customer)
                        .param("key", key)
                        .query(Boolean.class)
                        .single();
        if (known) {
            return;
        }
        long seq = sql.sql(NEXT).param("customer", customer).query(Long.class).single();
        sql.sql(INSERT)
                .param("customer", customer)
                .param("seq", seq)
                .param("event", event)
                .param("key", key)
                .param("data", json.writeValueAsString(data))
                .param("at", OffsetDateTime.now(clock))
                .update();
        signals.send(TOPIC, customer.toString());
    }

    public List<Event> after(UUID customer, long seq) {
        return sql.sql(READ)
                .param("customer", customer)
                .param("after", seq)
                .query((row, n) ->
                        new Event(
                                row.getLong("seq"), row.getString("event"), row.getString("data")))
                .list();
    }

    public long head(UUID customer) {
        return sql.sql(HEAD).param("customer", customer).query(Long.class).single();
    }
}
