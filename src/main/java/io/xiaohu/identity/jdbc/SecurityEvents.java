package io.xiaohu.identity.jdbc;

import io.xiaohu.identity.SecurityEvent;
import io.xiaohu.identity.SecurityTimeline;
import io.xiaohu.identity.core.Lock;
import io.xiaohu.identity.place.Places;
import io.xiaohu.kernel.Ids;
import io.xiaohu.kernel.Texts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** What happened to accounts' safety. */
@Service
public class SecurityEvents implements SecurityTimeline {

    private static final Texts TEXTS = Texts.of("identity");

    private static final Duration LONGEST_LOCK = Lock.length(Integer.MAX_VALUE);

    private static final String INSERT =
            """
            insert into identity.security_event (
                id, customer_id, phone_index, kind, device, address, at)
            values (:id, :customer, :phone, :kind, :device, :address, :at)
            """;

    private static final String LATEST =
            """
            select e.id, e.kind, e.device, e.address, e.at, d.event_id is not null as disowned
            from identity.security_event e
            left join identity.disowned_event d on d.event_id = e.id
            where e.customer_id = :customer
            order by e.at desc, e.id desc
            limit :most
            """;

    private static final String FIND =
            """
            select customer_id, kind, at
            from identity.security_event
            where id = :id
            """;

    private static final String ATTEMPT =
            """
            select customer_id, phone_index, kind, device, address, at
            from identity.security_event
            where id = :id
            """;

    private static final String LATEST_LOCK =
            """
            select id
            from identity.security_event
            where phone_index = :phone
            and kind = 'SIGN_IN_LOCKED'
            and address = :address
            and at > :since
            order by at desc
            limit 1
            """;

    private static final String LOCKS_NOTED =
            """
            select count(*)
            from identity.security_event
            where phone_index = :phone
            and kind = 'SIGN_IN_LOCKED'
            and at > :since
            """;

    /** An event as somebody can ask about it; no customer when the phone is not registered. */
    public record Found(@Nullable UUID customer, Kind kind, Instant at) {}

    /**
     * The same with all that is known of it.
     *
     * @param phoneIndex null for most kinds when the customer is known
     */
    public record Attempt(
            @Nullable UUID customer,
            byte @Nullable [] phoneIndex,
            Kind kind,
            String device,
            String address,
            Instant at) {}

    /** The kinds there are; each has words in {@code messages/identity_*.properties}. */
    public enum Kind {
        REGISTERED,
        SIGNED_IN,
        SIGNED_IN_ON_NEW_DEVICE,
        SIGN_IN_FAILED,
        SIGN_IN_LOCKED,
        PROOF_DUE,
        UNLOCKED,
        RESET_ALLOWED,
        /** Another number, by two members of staff. */
        PHONE_GIVEN,
        ACCOUNT_CLOSED,
        NEW_PIN_ALLOWED,
        SECOND_FACTOR_REMOVED,
        PASSWORD_RESET,
        PASSWORD_CHANGED,
        PASSWORD_WRONG,
        PHONE_CHANGED,
        FROZEN,
        UNFROZEN,
        ACTIVITY_DISOWNED,
        PIN_SET,
        PIN_CHANGED,
        PIN_RENEWED,
        PIN_LOCKED,
        PHRASE_CHOSEN,
        SESSION_ENDED,
        PASSKEY_ADDED,
        PASSKEY_REMOVED,
        PASSKEY_COPIED,
        SESSIONS_ENDED,
        SECOND_FACTOR_ON,
        SECOND_FACTOR_OFF,
        SECOND_FACTOR_FAILED,
        SECOND_FACTOR_LOCKED,
        RECOVERY_CODES_RENEWED,
        RECOVERY_CODE_USED;

        public boolean isFailedSignIn() {
            return switch (this) {
                case SIGN_IN_FAILED,
                        SIGN_IN_LOCKED,
                        PROOF_DUE,
                        SECOND_FACTOR_FAILED,
                        SECOND_FACTOR_LOCKED ->
                        true;
                default -> false;
            };
        }
    }

    private final JdbcClient sql;
    private final Clock clock;
    private final Places places;

    SecurityEvents(JdbcClient sql, Clock clock, Places places) {
        this.sql = sql;
        this.clock = clock;
        this.places = places;
    }

    /**
     * @return the event's id
     */
    public UUID note(UUID customer, Kind kind, Device device) {
        return insert(customer, null, kind, device);
    }

    /**
     * Notes a sign-in that failed, with the same work whether or not the phone is registered.
     *
     * @return the event's id, by which its caller can ask about it
     */
    public UUID noteAttempt(@Nullable UUID customer, byte[] phoneIndex, Kind kind, Device device) {
        return insert(customer, phoneIndex, kind, device);
    }

    public Optional<Found> find(UUID id) {
        return sql.sql(FIND)
                .param("id", id)
                .query((row, n) ->
                        new Found(
                                row.getObject("customer_id", UUID.class),
                                Kind.valueOf(row.getString("kind")),
                                row.getObject("at", OffsetDateTime.class).toInstant()))
                .optional();
    }

    /** What staff are shown of an event somebody asks about. */
    public Optional<Attempt> attempt(UUID id) {
        return sql.sql(ATTEMPT)
                .param("id", id)
                .query((row, n) ->
                        new Attempt(
                                row.getObject("customer_id", UUID.class),
                                row.getBytes("phone_index"),
                                Kind.valueOf(row.getString("kind")),
                                row.getString("device"),
                                row.getString("address"),
                                row.getObject("at", OffsetDateTime.class).toInstant()))
                .optional();
    }

    /** What somebody at this address was told of a lock of this phone that may still hold. */
    public Optional<UUID> latestLock(byte[] phoneIndex, String address) {
        return sql.sql(LATEST_LOCK)
                .param("phone", phoneIndex)
                .param("address", address)
                .param("since", OffsetDateTime.now(clock).minus(LONGEST_LOCK))
                .query(UUID.class)
                .optional();
    }

    /** How many locks of this phone were noted in the last hour, wherever they were met. */
    public int locksNoted(byte[] phoneIndex) {
        return sql.sql(LOCKS_NOTED)
                .param("phone", phoneIndex)
                .param("since", OffsetDateTime.now(clock).minusHours(1))
                .query(Integer.class)
                .single();
    }

    private UUID insert(
            @Nullable UUID customer, byte @Nullable [] phoneIndex, Kind kind, Device device) {
        UUID id = Ids.next();
        sql.sql(INSERT)
                .param("id", id)
                .param("customer", customer)
                .param("phone", phoneIndex)
                .param("kind", kind.name())
                .param("device", device.name())
                .param("address", device.address())
                .param("at", OffsetDateTime.now(clock))
                .update();
        return id;
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
                            places.of(row.getString("address"), locale),
                            row.getObject("at", OffsetDateTime.class).toInstant(),
                            row.getBoolean("disowned"));
                })
                .list();
    }
}
