package io.xiaohu.identity.jdbc;

import io.xiaohu.identity.OpenSessions;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.Keyring;
import io.xiaohu.kernel.SessionSource;
import io.xiaohu.kernel.Tokens;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Sessions of customers: an opaque token in a cookie, kept here only as a hash. */
@Service
public class Sessions implements SessionSource, OpenSessions {

    public static final String COOKIE = "xiaohu_session";

    private static final Duration SEEN_EVERY = Duration.ofMinutes(1);

    private static final String INSERT =
            """
            insert into identity.session (
                id, customer_id, token_hash, device, address, device_id, created_at, seen_at)
            values (:id, :customer, :hash, :device, :address, :known, :now, :now)
            """;

    private static final String FIND =
            """
            select id, customer_id, created_at, seen_at
            from identity.session
            where token_hash = :hash
            and ended_at is null
            """;

    private static final String ARE_OPEN =
            "select id from identity.session where id = any (:ids) and ended_at is null";

    private static final String SEEN =
            "update identity.session set seen_at = :now where id = :id and seen_at < :before";

    private static final String END =
            """
            update identity.session
            set ended_at = :now
            where id = :id
            and customer_id = :customer
            and ended_at is null
            """;

    private static final String END_ALL =
            """
            update identity.session
            set ended_at = :now
            where customer_id = :customer
            and ended_at is null
            """;

    private static final String END_OTHERS = END_ALL + "and id <> :kept";

    private static final String LIST =
            """
            select id, device, address, created_at, seen_at
            from identity.session
            where customer_id = :customer
            and ended_at is null
            and seen_at > :idle
            and created_at > :absolute
            order by seen_at desc
            limit 50
            """;

    private static final String LAST_SEEN =
            "select max(seen_at) from identity.session where customer_id = :customer";

    /** How long a session lives without a call, and at most. */
    @ConfigurationProperties("xiaohu.sessions")
    record Settings(Duration idle, Duration absolute) {}

    /** A new session's token and its device's, to be put in cookies, and its CSRF token. */
    public record Opened(UUID id, String token, String csrfToken, String deviceToken) {
        @Override
        public String toString() {
            return "Opened[" + id + "]";
        }
    }

    /** A living session as its owner sees it. */
    public record Listed(
            UUID id, String device, String address, Instant createdAt, Instant seenAt) {}

    private final JdbcClient sql;
    private final Clock clock;
    private final Keyring keyring;
    private final KnownDevices devices;
    private final KnownSessions known;
    private final Settings settings;

    Sessions(
            JdbcClient sql,
            Clock clock,
            Keyring keyring,
            KnownDevices devices,
            KnownSessions known,
            Settings settings) {
        this.sql = sql;
        this.clock = clock;
        this.keyring = keyring;
        this.devices = devices;
        this.known = known;
        this.settings = settings;
    }

    @Override
    public String cookie() {
        return COOKIE;
    }

    @Override
    public boolean covers(String path) {
        return path.startsWith("/api/v1/")
                && !path.startsWith("/api/v1/desk/")
                && !path.startsWith("/api/v1/merchant/");
    }

    /** Opens a session in the caller's transaction; its device is known from now on. */
    public Opened open(UUID id, UUID customer, Device device) {
        String token = Tokens.create();
        KnownDevices.Remembered remembered = devices.remember(customer, device);
        sql.sql(INSERT)
                .param("id", id)
                .param("customer", customer)
                .param("hash", Tokens.hash(token))
                .param("device", device.name())
                .param("address", device.address())
                .param("known", remembered.id())
                .param("now", OffsetDateTime.now(clock))
                .update();
        return new Opened(id, token, csrfToken(token), remembered.token());
    }

    @Override
    public Optional<Session> find(String token, boolean attended) {
        if (token.isEmpty() || token.length() > Tokens.LONGEST) {
            return Optional.empty();
        }
        OffsetDateTime now = OffsetDateTime.now(clock);
        byte[] hash = Tokens.hash(token);
        Optional<KnownSessions.Known> found =
                known.get(hash, this::read)
                        .filter(session -> session.seenAt().isAfter(now.minus(settings.idle())))
                        .filter(session ->
                                session.createdAt().isAfter(now.minus(settings.absolute())));
        found.filter(session -> attended)
                .filter(session -> session.seenAt().isBefore(now.minus(SEEN_EVERY)))
                .ifPresent(session -> {
                    seen(session.id(), now);
                    known.changed(hash);
                });
        return found.map(session ->
                new Session(
                        new Caller.Customer(session.customer(), session.id()), csrfToken(token)));
    }

    private Optional<KnownSessions.Known> read(byte[] hash) {
        return sql.sql(FIND)
                .param("hash", hash)
                .query((row, n) ->
                        new KnownSessions.Known(
                                row.getObject("id", UUID.class),
                                row.getObject("customer_id", UUID.class),
                                row.getObject("created_at", OffsetDateTime.class),
                                row.getObject("seen_at", OffsetDateTime.class)))
                .optional();
    }

    @Override
    public Set<UUID> open(Collection<UUID> sessions) {
        return sql
                .sql(ARE_OPEN)
                .param("ids", sessions.toArray(UUID[]::new))
                .query((row, n) -> row.getObject("id", UUID.class))
                .list()
                .stream()
                .collect(Collectors.toSet());
    }

    /**
     * Signs a device out from another: its session ends and it is no longer known.
     *
     * @return false when the session is not this customer's or has ended
     */
    @Transactional
    public boolean signOut(UUID id, UUID customer) {
        boolean ended = end(id, customer);
        if (ended) {
            devices.forget(customer, id);
        }
        return ended;
    }

    /** Signs out and forgets every device but the one of this session. */
    @Transactional
    public void signOutOthers(UUID customer, UUID kept) {
        endOthers(customer, kept);
        devices.forgetOthers(customer, kept);
    }

    /** When the customer was last here. */
    public Optional<Instant> lastSeen(UUID customer) {
        return sql.sql(LAST_SEEN)
                .param("customer", customer)
                .query((row, n) -> row.getObject(1, OffsetDateTime.class))
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    /** Ends one session; false when it is not this customer's or has ended. */
    public boolean end(UUID id, UUID customer) {
        int ended =
                sql.sql(END)
                        .param("id", id)
                        .param("customer", customer)
                        .param("now", OffsetDateTime.now(clock))
                        .update();
        known.ended(customer);
        return ended == 1;
    }

    public void endAll(UUID customer) {
        sql.sql(END_ALL)
                .param("customer", customer)
                .param("now", OffsetDateTime.now(clock))
                .update();
        known.ended(customer);
    }

    /** Ends every session but the one that asks. */
    public void endOthers(UUID customer, UUID kept) {
        sql.sql(END_OTHERS)
                .param("customer", customer)
                .param("kept", kept)
                .param("now", OffsetDateTime.now(clock))
                .update();
        known.ended(customer);
    }

    public List<Listed> of(UUID customer) {
        OffsetDateTime now = OffsetDateTime.now(clock);
        return sql.sql(LIST)
                .param("customer", customer)
                .param("idle", now.minus(settings.idle()))
                .param("absolute", now.minus(settings.absolute()))
                .query((row, n) ->
                        new Listed(
                                row.getObject("id", UUID.class),
                                row.getString("device"),
                                row.getString("address"),
                                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                                row.getObject("seen_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /** Zero rows is fine: another call noted it. */
    private void seen(UUID id, OffsetDateTime now) {
        sql.sql(SEEN)
                .param("id", id)
                .param("now", now)
                .param("before", now.minus(SEEN_EVERY))
                .update();
    }

    private String csrfToken(String token) {
        byte[] mac = keyring.mac(Keyring.Purpose.CSRF, token.getBytes(StandardCharsets.UTF_8));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(mac);
    }
}
