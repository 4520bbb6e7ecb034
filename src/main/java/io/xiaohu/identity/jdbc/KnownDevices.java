package io.xiaohu.identity.jdbc;

import io.xiaohu.kernel.Ids;
import io.xiaohu.kernel.Keyring;
import io.xiaohu.kernel.Phone;
import io.xiaohu.kernel.Tokens;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The browsers and apps, and the networks, that customers signed in from to the end. */
@Repository
public class KnownDevices {

    private static final Duration NETWORK_KEPT = Duration.ofDays(90);

    private static final Duration TRUSTED_AFTER = Duration.ofDays(1);

    private static final String IS_NEW =
            """
            select count(*) > 0 and not coalesce(bool_or(token_hash = :token), false)
            from identity.device
            where customer_id = :customer
            """;

    private static final String KNOWS =
            """
            select exists (
                select
                from identity.device
                where customer_id = :customer
                and token_hash = :token)
            """;

    private static final String IS_TRUSTED =
            """
            select exists (
                select
                from identity.device d
                join identity.customer c on c.id = d.customer_id
                where d.customer_id = :customer
                and d.token_hash = :token
                and (
                    d.known_at <= :since
                    or d.id = (
                        select device_id from identity.session where id = c.registered_in)))
            """;

    private static final String OF_PHONE =
            """
            select d.id
            from identity.device d
            join identity.customer c on c.id = d.customer_id
            where d.token_hash = :token
            and c.phone_index = any (:phones)
            """;

    private static final String IS_OURS =
            "select exists (select from identity.device where token_hash = :token)";

    private static final String REMEMBER =
            """
            insert into identity.device (id, customer_id, token_hash, known_at, seen_at)
            values (:id, :customer, :token, :now, :now)
            on conflict (customer_id, token_hash) do update set seen_at = excluded.seen_at
            returning id
            """;

    private static final String REMEMBER_NETWORK =
            """
            insert into identity.known_network (customer_id, network, seen_at)
            values (:customer, :network, :now)
            on conflict (customer_id, network) do update set seen_at = excluded.seen_at
            """;

    private static final String IS_ELSEWHERE =
            """
            select count(*) > 0 and not coalesce(bool_or(network = :network), false)
            from identity.known_network
            where customer_id = :customer
            and seen_at > :since
            """;

    private static final String FORGET =
            """
            delete from identity.device
            where customer_id = :customer
            and id = (select device_id from identity.session where id = :session)
            """;

    private static final String FORGET_OTHERS =
            """
            delete from identity.device
            where customer_id = :customer
            and id is distinct from (select device_id from identity.session where id = :kept)
            """;

    /** A device that is known from now on, with what its cookie has to say. */
    record Remembered(UUID id, String token) {}

    private final JdbcClient sql;
    private final Keyring keyring;
    private final Clock clock;

    KnownDevices(JdbcClient sql, Keyring keyring, Clock clock) {
        this.sql = sql;
        this.keyring = keyring;
        this.clock = clock;
    }

    /** Whether the customer signed in before, and never on this device. */
    public boolean isNew(UUID customer, Device device) {
        return ask(IS_NEW, customer, device);
    }

    public boolean knows(UUID customer, Device device) {
        return ask(KNOWS, customer, device);
    }

    /**
     * Whether the device was known a day ago already, or is the one the account was opened on.
     * Whoever has but the phone can sign in with a code and make any device a known one: what a
     * code does from there is still done by whoever has but the phone.
     */
    public boolean isTrusted(UUID customer, Device device) {
        return sql.sql(IS_TRUSTED)
                .param("customer", customer)
                .param("token", device.tokenHash())
                .param("since", OffsetDateTime.now(clock).minus(TRUSTED_AFTER))
                .query(Boolean.class)
                .single();
    }

    private boolean ask(String question, UUID customer, Device device) {
        return sql.sql(question)
                .param("customer", customer)
                .param("token", device.tokenHash())
                .query(Boolean.class)
                .single();
    }

    /** The known device by the phone of its owner; the same work where nobody has that phone. */
    public Optional<UUID> find(Phone phone, Device device) {
        return sql.sql(OF_PHONE)
                .param("token", device.tokenHash())
                .param("phones", keyring.allMacs(Keyring.Purpose.PHONE_INDEX, phone.bytes()))
                .query(UUID.class)
                .optional();
    }

    /**
     * Whether somebody signed in from other networks in the last 90 days, and not from this one. An
     * account nobody has signed in to yet is nowhere.
     */
    public boolean isElsewhere(UUID customer, Device device) {
        return sql.sql(IS_ELSEWHERE)
                .param("customer", customer)
                .param("network", device.network())
                .param("since", OffsetDateTime.now(clock).minus(NETWORK_KEPT))
                .query(Boolean.class)
                .single();
    }

    /** Whether the device has a token of ours, whoever's it is. */
    public boolean isOurs(Device device) {
        return sql.sql(IS_OURS).param("token", device.tokenHash()).query(Boolean.class).single();
    }

    /** Knows the device and its network from now on; gives it a token when it has none of ours. */
    Remembered remember(UUID customer, Device device) {
        String token = isOurs(device) ? device.token() : Tokens.create();
        OffsetDateTime now = OffsetDateTime.now(clock);
        sql.sql(REMEMBER_NETWORK)
                .param("customer", customer)
                .param("network", device.network())
                .param("now", now)
                .update();
        UUID id =
                sql.sql(REMEMBER)
                        .param("id", Ids.next())
                        .param("customer", customer)
                        .param("token", Tokens.hash(token))
                        .param("now", now)
                        .query(UUID.class)
                        .single();
        return new Remembered(id, token);
    }

    /** Forgets the device of a session; zero rows when it was not known. */
    void forget(UUID customer, UUID session) {
        sql.sql(FORGET).param("customer", customer).param("session", session).update();
    }

    /** Forgets all but the device of this session. */
    void forgetOthers(UUID customer, UUID kept) {
        sql.sql(FORGET_OTHERS).param("customer", customer).param("kept", kept).update();
    }
}
