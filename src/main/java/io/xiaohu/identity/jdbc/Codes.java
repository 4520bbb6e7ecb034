package io.xiaohu.identity.jdbc;

import io.xiaohu.identity.Customers;
import io.xiaohu.identity.core.CodePurpose;
import io.xiaohu.identity.core.CodeWay;
import io.xiaohu.identity.core.Resending;
import io.xiaohu.kernel.Ids;
import io.xiaohu.kernel.Keyring;
import io.xiaohu.kernel.Phone;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.Texts;
import io.xiaohu.notification.DeliveryStep;
import io.xiaohu.notification.OutgoingText;
import io.xiaohu.notification.OutgoingTexts;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Verification codes: six digits, kept as a keyed hash, for five minutes and five tries, for one
 * phone and one purpose, once. A phone that cannot use a code for the purpose asked gets a text
 * that says so: only its owner learns it.
 */
@Service
public class Codes {

    public static final Duration LIFE = Duration.ofMinutes(5);

    private static final Texts TEXTS = Texts.of("identity");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int CODES = 1_000_000;
    private static final int TRIES = 5;

    /** Makes two who ask for the same phone at once go one after the other. */
    private static final String ONE_AT_A_TIME =
            "select pg_advisory_xact_lock(hashtextextended(:key, 81420002))";

    /** What was sent for this purpose in the time that counts for when another may be. */
    private static final String LATELY =
            """
            select count(*) as sent, max(created_at) as latest
            from identity.code
            where phone_index = :phone
            and purpose = :purpose
            and created_at > :since
            """;

    private static final String INSERT =
            """
            insert into identity.code (
                id, phone_index, purpose, mac, text_id, created_at, expires_at)
            values (:id, :phone, :purpose, :mac, :text, :now, :expires)
            """;

    private static final String LOCK_LATEST =
            """
            select id, mac, wrong, expires_at, used_at
            from identity.code
            where phone_index = :phone
            and purpose = :purpose
            order by created_at desc
            limit 1
            for update
            """;

    private static final String COUNT_WRONG =
            "update identity.code set wrong = wrong + 1 where id = :id";

    private static final String USE =
            "update identity.code set used_at = :now where id = :id and used_at is null";

    /**
     * No code fits an empty hash, as if it had been asked for by a phone that is not registered.
     */
    private static final String MAKE_USELESS =
            """
            update identity.code
            set mac = ''
            where phone_index = :phone
            and used_at is null
            and expires_at > :now
            """;

    private static final String SENT =
            """
            select phone_index, purpose, text_id, created_at
            from identity.code
            where id = :id
            """;

    /** What a caller is told about a code that was asked for. */
    public record Asked(UUID id, Instant expiresAt, long resendAfter) {}

    /** A code on its way to a phone. */
    public record Sent(byte[] phoneIndex, CodePurpose purpose, UUID textId, Instant at) {}

    /** How many codes were sent lately, and when the next may be. */
    private record Lately(int sent, Instant next) {}

    private record Row(UUID id, byte[] mac, int wrong, Instant expiresAt, boolean used) {}

    private final JdbcClient sql;
    private final Clock clock;
    private final Keyring keyring;
    private final JdbcCustomers customers;
    private final OutgoingTexts texts;

    Codes(
            JdbcClient sql,
            Clock clock,
            Keyring keyring,
            JdbcCustomers customers,
            OutgoingTexts texts) {
        this.sql = sql;
        this.clock = clock;
        this.keyring = keyring;
        this.customers = customers;
        this.texts = texts;
    }

    /**
     * @param by how it goes to the phone; a call only where {@link #canCall}
     * @throws io.xiaohu.kernel.ProblemException CODE_TOO_SOON within a minute of the last one,
     *     after several within {@link Resending}'s time
     */
    @Transactional
    public Asked ask(Phone phone, CodePurpose purpose, CodeWay by, Locale locale) {
        sql.sql(ONE_AT_A_TIME)
                .param("key", customers.key(phone) + purpose)
                .query((row, n) -> true)
                .list();
        Instant now = clock.instant();
        int sentBefore = requireNotTooSoon(phone, purpose, now);
        UUID id = Ids.next();
        String code = "%06d".formatted(RANDOM.nextInt(CODES));
        boolean usable = isUsable(customers, phone, purpose);
        String sentence = usable ? "code." + purpose : "code." + purpose + ".useless";
        SequencedMap<String, String> values = new LinkedHashMap<>();
        if (usable) {
            values.put("code", code);
        }
        OutgoingText words =
                new OutgoingText(
                        "CODE", TEXTS.get(locale, sentence, values), sentence, locale, values);
        UUID text =
                switch (by) {
                    case TEXT -> texts.send(phone, words);
                    case CALL -> texts.call(phone, words);
                };
        Instant expires = now.plus(LIFE);
        sql.sql(INSERT)
                .param("id", id)
                .param("phone", customers.index(phone))
                .param("purpose", purpose.name())
                .param("mac", usable ? mac(phone, purpose, code) : new byte[0])
                .param("text", text)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("expires", expires.atOffset(ZoneOffset.UTC))
                .update();
        return new Asked(id, expires, Resending.after(sentBefore + 1).toSeconds());
    }

    /**
     * Uses the latest code up. A wrong try is counted in a transaction of its own, whatever becomes
     * of the caller's.
     *
     * @throws io.xiaohu.kernel.ProblemException CODE_WRONG with the tries left, CODE_EXPIRED or
     *     CODE_SPENT
     */
    @Transactional(propagation = Propagation.REQUIRES_NEW, noRollbackFor = RuntimeException.class)
    public void use(Phone phone, CodePurpose purpose, String field, String code) {
        Row row = right(phone, purpose, field, code);
        int used =
                sql.sql(USE).param("id", row.id()).param("now", OffsetDateTime.now(clock)).update();
        if (used != 1) {
            throw new IllegalStateException("a locked code was used meanwhile");
        }
    }

    /**
     * Passes when the code is right, and leaves it good: for what only whoever has the right code
     * may learn, or has to confirm once more, before it is used. Nothing of that is done while the
     * code's row is locked: others would wait for it with a connection each. A wrong try is counted
     * like any other.
     *
     * @throws io.xiaohu.kernel.ProblemException as {@link #use(Phone, CodePurpose, String, String)}
     */
    @Transactional(propagation = Propagation.REQUIRES_NEW, noRollbackFor = RuntimeException.class)
    public void require(Phone phone, CodePurpose purpose, String field, String code) {
        right(phone, purpose, field, code);
    }

    /** Makes every open code of a phone one that fits nothing, in the caller's transaction. */
    public void makeUseless(Phone phone) {
        sql.sql(MAKE_USELESS)
                .param("phone", customers.index(phone))
                .param("now", OffsetDateTime.now(clock))
                .update();
    }

    /** The latest code with its row locked, if this is it. */
    private Row right(Phone phone, CodePurpose purpose, String field, String code) {
        Row row =
                sql.sql(LOCK_LATEST)
                        .param("phone", customers.index(phone))
                        .param("purpose", purpose.name())
                        .query((r, n) ->
                                new Row(
                                        r.getObject("id", UUID.class),
                                        r.getBytes("mac"),
                                        r.getInt("wrong"),
                                        r.getObject("expires_at", OffsetDateTime.class).toInstant(),
                                        r.getObject("used_at") != null))
                        .optional()
                        .orElseThrow(
                                () -> Problem.of(Reason.CODE_EXPIRED).field(field).exception());
        if (row.used() || row.wrong() >= TRIES) {
            throw Problem.of(Reason.CODE_SPENT).field(field).exception();
        }
        if (row.expiresAt().isBefore(clock.instant())) {
            throw Problem.of(Reason.CODE_EXPIRED).field(field).exception();
        }
        if (!keyring.macMatches(
                Keyring.Purpose.VERIFICATION_CODE, message(phone, purpose, code), row.mac())) {
            sql.sql(COUNT_WRONG).param("id", row.id()).update();
            int left = TRIES - row.wrong() - 1;
            throw Problem.of(Reason.CODE_WRONG).with("left", left).field(field).exception();
        }
        return row;
    }

    /** Whether a code can be read out in a phone call. */
    public boolean canCall() {
        return texts.canCall();
    }

    /** The way of the code's text; empty when there is no such code. */
    public Optional<List<DeliveryStep>> trace(UUID id) {
        return sent(id).map(sent -> texts.trace(sent.textId()));
    }

    public Optional<Sent> sent(UUID id) {
        return sql.sql(SENT)
                .param("id", id)
                .query((row, n) ->
                        new Sent(
                                row.getBytes("phone_index"),
                                CodePurpose.valueOf(row.getString("purpose")),
                                row.getObject("text_id", UUID.class),
                                row.getObject("created_at", OffsetDateTime.class).toInstant()))
                .optional();
    }

    /** Whether a code went to this phone. */
    public boolean isFor(Sent sent, Phone phone) {
        return keyring.macMatches(Keyring.Purpose.PHONE_INDEX, phone.bytes(), sent.phoneIndex());
    }

    /**
     * Asked before the call is counted against any limit: who is impatient loses nothing.
     *
     * @throws io.xiaohu.kernel.ProblemException CODE_TOO_SOON
     */
    public void requireNotTooSoon(Phone phone, CodePurpose purpose) {
        requireNotTooSoon(phone, purpose, clock.instant());
    }

    /**
     * @return how many were sent lately
     */
    private int requireNotTooSoon(Phone phone, CodePurpose purpose, Instant now) {
        Lately lately =
                sql.sql(LATELY)
                        .param("phone", customers.index(phone))
                        .param("purpose", purpose.name())
                        .param("since", now.minus(Resending.COUNTED).atOffset(ZoneOffset.UTC))
                        .query(Codes::lately)
                        .single();
        Duration wait = Duration.between(now, lately.next());
        if (wait.isPositive()) {
            Problem soon =
                    Problem.of(Reason.CODE_TOO_SOON).with("retryAfter", wait.toSeconds() + 1);
            throw wait.compareTo(Resending.after(1)) <= 0
                    ? soon.exception()
                    : soon.with("case", "LATER").with("minutes", wait.toMinutes() + 1).exception();
        }
        return lately.sent();
    }

    private static Lately lately(ResultSet row, int n) throws SQLException {
        int sent = row.getInt("sent");
        OffsetDateTime latest = row.getObject("latest", OffsetDateTime.class);
        return new Lately(
                sent,
                latest == null ? Instant.EPOCH : latest.toInstant().plus(Resending.after(sent)));
    }

    private static boolean isUsable(Customers customers, Phone phone, CodePurpose purpose) {
        boolean registered = customers.findByPhone(phone).isPresent();
        return switch (purpose) {
            case REGISTER, CHANGE_PHONE -> !registered;
            case SIGN_IN, RESET_PASSWORD, STEP_UP -> registered;
        };
    }

    private byte[] mac(Phone phone, CodePurpose purpose, String code) {
        return keyring.mac(Keyring.Purpose.VERIFICATION_CODE, message(phone, purpose, code));
    }

    private static byte[] message(Phone phone, CodePurpose purpose, String code) {
        return (phone.e164() + "\n" + purpose + "\n" + code).getBytes(StandardCharsets.UTF_8);
    }
}
