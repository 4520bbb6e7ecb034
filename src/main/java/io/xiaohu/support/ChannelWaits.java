package io.xiaohu.support;

import io.xiaohu.kernel.Texts;
import io.xiaohu.support.hours.HoursInWords;
import io.xiaohu.support.hours.MeasuredWaits;
import io.xiaohu.support.hours.core.ExpectedWait;
import io.xiaohu.trust.ContactKind;
import io.xiaohu.trust.OfficialContacts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** For every way to reach somebody, how long an answer takes, or that nobody knows. */
@Service
public class ChannelWaits {

    private static final Texts TEXTS = Texts.of("support");

    /** What a wait was told from. */
    public enum Basis {
        /** The queue as it is now. */
        QUEUE_NOW,
        /** The first answers of the last four weeks. */
        LAST_WEEKS,
        /** What was announced for a peak. */
        ANNOUNCED,
        UNKNOWN
    }

    /**
     * What to expect of one channel.
     *
     * @param channel such as {@code APP} (chat), {@code REQUEST}, {@code PHONE}
     * @param opensAt when it opens next, when it is closed
     * @param expectedWaitSeconds null when it is not known
     * @param text the same in words, or why it is not known
     */
    public record Wait(
            String channel,
            boolean open,
            @Nullable Instant opensAt,
            @Nullable Long expectedWaitSeconds,
            Basis basis,
            String text) {}

    private final ServiceHours hours;
    private final MeasuredWaits measured;
    private final OfficialContacts contacts;

    ChannelWaits(ServiceHours hours, MeasuredWaits measured, OfficialContacts contacts) {
        this.hours = hours;
        this.measured = measured;
        this.contacts = contacts;
    }

    /** Chat and requests, then every kind of official contact that is answered. */
    public List<Wait> all(@Nullable String region, Instant at, Locale locale) {
        Stream<String> official =
                contacts.inUse().stream()
                        .filter(contact -> contact.kind() != ContactKind.DOMAIN)
                        .map(contact -> contact.kind().name())
                        .distinct();
        return Stream.concat(Stream.of(MeasuredWaits.CHAT, MeasuredWaits.REQUEST), official)
                .map(channel -> one(region, channel, at, locale))
                .toList();
    }

    private Wait one(@Nullable String region, String channel, Instant at, Locale locale) {
        ServiceHours.Told told = hours.tell(region, channel, at, locale);
        boolean chat = channel.equals(MeasuredWaits.CHAT);
        ExpectedWait.Answer answer = chat ? null : measured.of(channel);
        Long expected = told.expectedWaitSeconds();
        Basis basis;
        if (expected != null) {
            boolean known = answer instanceof ExpectedWait.Known;
            basis = chat ? Basis.QUEUE_NOW : known ? Basis.LAST_WEEKS : Basis.ANNOUNCED;
        } else if (answer instanceof ExpectedWait.Known(Duration usual)) {
            // It was measured through nights and weekends: it holds when it is closed, too.
            expected = usual.toSeconds();
            basis = Basis.LAST_WEEKS;
        } else {
            basis = Basis.UNKNOWN;
        }
        String reason = told.waitReason();
        return new Wait(
                channel,
                told.hours().open(),
                told.hours().opensAt(),
                expected,
                basis,
                expected == null
                        ? (reason == null ? "" : reason)
                        : TEXTS.get(
                                locale, "wait." + basis, Map.of("wait", length(expected, locale))));
    }

    private static String length(long seconds, Locale locale) {
        return new HoursInWords(locale).length(Duration.ofSeconds(seconds));
    }
}
