package io.xiaohu.support.calls;

import io.xiaohu.kernel.Ids;
import io.xiaohu.kernel.Keyring;
import io.xiaohu.kernel.Keyring.Purpose;
import io.xiaohu.kernel.Languages;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.RateLimits;
import io.xiaohu.kernel.Reason;
import io.xiaohu.support.calls.jdbc.CallPhraseRows;
import io.xiaohu.support.calls.jdbc.CallPhraseRows.Kept;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The phrase by which a caller is known: shown once in the wallet, said once on the phone, good for
 * ten minutes. Only a MAC of it is kept.
 */
@Service
public class CallPhrases {

    static final Duration GOOD_FOR = Duration.ofMinutes(10);

    /** A phrase as it is shown, this once. */
    public record Shown(UUID id, String phrase, Instant expiresAt) {}

    /** What became of a phrase. */
    public enum State {
        LIVE,
        USED,
        EXPIRED
    }

    /** A phrase as its owner may ask about it. */
    public record Told(State state, Instant expiresAt, @Nullable UUID callId) {}

    /** Who said a phrase. */
    record Spoken(UUID customer, String language) {}

    private final CallPhraseRows rows;
    private final Keyring keyring;
    private final RateLimits limits;
    private final Clock clock;

    CallPhrases(CallPhraseRows rows, Keyring keyring, RateLimits limits, Clock clock) {
        this.rows = rows;
        this.keyring = keyring;
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * Makes a phrase; the customer's earlier one ends.
     *
     * @throws io.xiaohu.kernel.ProblemException TOO_MANY_REQUESTS
     */
    @Transactional
    public Shown create(UUID customer, Locale locale) {
        limits.take("call-phrases-by-caller", customer.toString());
        SpokenPhrase phrase = SpokenPhrase.random();
        byte[] mac = keyring.mac(Purpose.VERIFICATION_CODE, phrase.bytes());
        UUID id = Ids.next();
        Instant now = clock.instant();
        Instant expiresAt = now.plus(GOOD_FOR);
        Locale language = Languages.supported(locale);
        rows.insert(id, customer, tag(mac), mac, language.toLanguageTag(), now, expiresAt);
        return new Shown(id, phrase.written(language == Languages.ENGLISH), expiresAt);
    }

    /**
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND when it is not theirs
     */
    public Told told(UUID customer, UUID id) {
        Kept kept =
                rows.find(id)
                        .filter(found -> found.customerId().equals(customer))
                        .orElseThrow(() -> Problem.of(Reason.NOT_FOUND).exception());
        State state =
                kept.usedAt() != null
                        ? State.USED
                        : kept.expiresAt().isAfter(clock.instant()) ? State.LIVE : State.EXPIRED;
        return new Told(state, kept.expiresAt(), kept.callId());
    }

    /**
     * The phrase by which the customer knows the agent: both read it from their own screen while a
     * call is under way, and it belongs to that call alone.
     */
    public String ofAgent(PhoneCall call, Locale locale) {
        byte[] message = ("agent-phrase:" + call.id()).getBytes(StandardCharsets.UTF_8);
        SpokenPhrase phrase = SpokenPhrase.of(keyring.mac(Purpose.VERIFICATION_CODE, message));
        return phrase.written(Languages.supported(locale) == Languages.ENGLISH);
    }

    /**
     * Uses the phrase somebody said. A short tag finds it, its MAC is compared in constant time,
     * and of many at once one uses it.
     *
     * @return whose it was, and their language; empty when there is no such phrase now
     */
    Optional<Spoken> use(String said, UUID call) {
        Instant now = clock.instant();
        Optional<SpokenPhrase> phrase = SpokenPhrase.read(said);
        if (phrase.isEmpty()) {
            return Optional.empty();
        }
        byte[] message = phrase.get().bytes();
        for (byte[] mac : keyring.allMacs(Purpose.VERIFICATION_CODE, message)) {
            for (Kept kept : rows.live(tag(mac), now)) {
                if (keyring.macMatches(Purpose.VERIFICATION_CODE, message, kept.mac())
                        && rows.use(kept.id(), call, now)) {
                    return Optional.of(new Spoken(kept.customerId(), kept.language()));
                }
            }
        }
        return Optional.empty();
    }

    /** Two bytes after the key's number: they narrow the search down and prove nothing. */
    private static int tag(byte[] mac) {
        return ByteBuffer.wrap(mac).getShort(1);
    }
}
