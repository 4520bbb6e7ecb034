package io.xiaohu.wallet.feed;

import io.xiaohu.kernel.Signals;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
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

    /** How many events are read at once. */
    static final int PAGE = 200;

    /** Whoever tells a customer something waits here for whoever is at it. */
    private static final String LOCK =
            """
            insert into wallet.feed_head (customer_id, seq)
            select distinct customer, 0
            from unnest(:customers) as told (customer)
            order by customer
            on conflict (customer_id) do update set seq = feed_head.seq
            """;

    /** Numbers what is new to each customer, in its order, and moves the heads on. */
    private static final String APPEND =
            """
            with fresh as (
                select t.*, row_number() over (partition by t.customer order by t.n) as place
                from unnest(:customers, :events, :keys, :data)
                    with ordinality as t (customer, event, key, data, n)
                where not exists (
                    select
                    from wallet.feed f
                    where f.customer_id = t.customer
                    and f.event_key = t.key)
            ), added as (
                insert into wallet.feed (customer_id, seq, event, event_key, data, at)
                select t.customer, h.seq + t.place, t.event, t.key, t.data::jsonb, :at
                from fresh t
                join wallet.feed_head h on h.customer_id = t.customer
            )
            update wallet.feed_head h
            set seq = h.seq + new.many
            from (select customer, count(*) as many from fresh group by customer) new
            where h.customer_id = new.customer
            """;

    private static final String READ =
            """
            select seq, event, data
            from wallet.feed
            where customer_id = :customer
            and seq > :after
            order by seq
            limit :most
            """;

    private static final String HEAD =
            "select coalesce(max(seq), 0) from wallet.feed_head where customer_id = :customer";

    private static final String HEADS =
            "select customer_id, seq from wallet.feed_head where customer_id = any (:customers)";

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
     * What a customer is told.
     *
     * @param key what it is about: the same one told again changes nothing
     */
    public record Told(UUID customer, String event, String key, Map<String, ?> data) {}

    /** Adds an event. */
    @Transactional
    public void append(UUID customer, String event, String key, Map<String, ?> data) {
        append(List.of(new Told(customer, event, key, data)));
    }

    /** Adds events in their order; of those with one key to one customer the first. */
    @Transactional
    public void append(List<Told> told) {
        Map<List<Object>, Told> once = LinkedHashMap.newLinkedHashMap(told.size());
        told.forEach(it -> once.putIfAbsent(List.of(it.customer(), it.key()), it));
        if (once.isEmpty()) {
            return;
        }
        UUID[] customers = once.values().stream().map(Told::customer).toArray(UUID[]::new);
        sql.sql(LOCK).param("customers", customers).update();
        sql.sql(APPEND)
                .param("customers", customers)
                .param("events", texts(once, Told::event))
                .param("keys", texts(once, Told::key))
                .param("data", texts(once, it -> json.writeValueAsString(it.data())))
                .param("at", OffsetDateTime.now(clock))
                .update();
        signals.send(TOPIC, Arrays.stream(customers).map(UUID::toString).distinct().toList());
    }

    private static String[] texts(Map<?, Told> told, Function<Told, String> part) {
        return told.values().stream().map(part).toArray(String[]::new);
    }

    public List<Event> after(UUID customer, long seq) {
        return sql.sql(READ)
                .param("customer", customer)
                .param("after", seq)
                .param("most", PAGE)
                .query((row, n) ->
                        new Event(
                                row.getLong("seq"), row.getString("event"), row.getString("data")))
                .list();
    }

    public long head(UUID customer) {
        return sql.sql(HEAD).param("customer", customer).query(Long.class).single();
    }

    /** The heads of many; one whom nothing was told yet has none. */
    Map<UUID, Long> heads(Collection<UUID> customers) {
        Map<UUID, Long> heads = HashMap.newHashMap(customers.size());
        sql.sql(HEADS)
                .param("customers", customers.toArray(UUID[]::new))
                .query(row -> {
                    heads.put(row.getObject("customer_id", UUID.class), row.getLong("seq"));
                });
        return heads;
    }
}
