package io.xiaohu.support;

import io.xiaohu.kernel.Languages;
import io.xiaohu.kernel.Texts;
import io.xiaohu.kernel.Written;
import io.xiaohu.support.hours.Calendars;
import io.xiaohu.support.hours.CalendarsInForce;
import io.xiaohu.support.hours.HoursInWords;
import io.xiaohu.support.hours.HoursNotices;
import io.xiaohu.support.hours.MeasuredWaits;
import io.xiaohu.support.hours.ServiceCalendar;
import io.xiaohu.support.hours.core.Calendar;
import io.xiaohu.support.hours.core.ExpectedWait;
import io.xiaohu.support.hours.core.OpenTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** When people answer, and how long it takes at the moment. */
@Service
public class ServiceHours {

    /** What is asked about a moment this near is asked about now. */
    private static final Duration NOW = Duration.ofMinutes(1);

    private static final Texts TEXTS = Texts.of("support");

    /**
     * A region's hours.
     *
     * @param ownTime whether clocks there read another time than those of the home market
     * @param hours the week in words
     * @param today this day's hours in words, in the region's own time
     * @param open whether somebody answers
     * @param opensAt when it opens next, when it is closed
     * @param closesAt when it closes, when it is open and does close
     * @param notice a holiday that is or comes, in words
     */
    public record RegionHours(
            String region,
            String label,
            String zone,
            boolean ownTime,
            String hours,
            String today,
            boolean open,
            @Nullable Instant opensAt,
            @Nullable Instant closesAt,
            @Nullable String notice) {}

    /**
     * What a caller is told.
     *
     * @param notice the most important of the notices
     * @param expectedWaitSeconds null when it is not known; {@code waitReason} then says why
     */
    public record Told(
            RegionHours hours,
            @Nullable String notice,
            List<HoursNotices.Notice> notices,
            @Nullable Long expectedWaitSeconds,
            @Nullable String waitReason) {}

    private final CalendarsInForce calendars;
    private final MeasuredWaits measured;
    private final Clock clock;

    ServiceHours(CalendarsInForce calendars, MeasuredWaits measured, Clock clock) {
        this.calendars = calendars;
        this.measured = measured;
        this.clock = clock;
    }

    /** All regions at a moment, the home market first. */
    public List<RegionHours> regions(Instant at, Locale locale) {
        return calendars.get().regions().stream().map(one -> hours(one, at, locale)).toList();
    }

    /** Those of channels that have hours of their own, under their calendars' codes. */
    public List<RegionHours> channels(Instant at, Locale locale) {
        return calendars.get().channels().stream().map(one -> hours(one, at, locale)).toList();
    }

    /** What is told to those of no region who want to chat. */
    public Told chat(Instant at, Locale locale) {
        return tell(null, MeasuredWaits.CHAT, at, locale);
    }

    /** The hours chat is answered at, for those of no region. */
    public RegionHours now(Instant at, Locale locale) {
        return hours(calendars.get().applying(null, MeasuredWaits.CHAT), at, locale);
    }

    /** Whether somebody answers in chat. */
    public boolean isOpen(Instant at) {
        return new OpenTime(calendars.get().applying(null, MeasuredWaits.CHAT).rules()).isOpen(at);
    }

    /**
     * What is told to a caller about a moment.
     *
     * @param region the caller's; null when not known
     * @param channel such as {@code APP} or {@code PHONE}; null when not known
     */
    public Told tell(@Nullable String region, @Nullable String channel, Instant at, Locale locale) {
        Calendars all = calendars.get();
        ServiceCalendar calendar = all.applying(region, channel);
        RegionHours hours = hours(calendar, at, locale);
        HoursNotices found = HoursNotices.of(all, calendar, region, channel, at, locale);
        List<HoursNotices.Notice> notices = new ArrayList<>(found.notices());
        Long expected = null;
        String why = null;
        if (!hours.open()) {
            why = closed(hours, locale);
        } else {
            Optional<Duration> known = Optional.empty();
            if (Duration.between(clock.instant(), at).abs().compareTo(NOW) > 0) {
                why = TEXTS.get(locale, "wait.NOT_NOW");
            } else {
                switch (measured.of(channel)) {
                    case ExpectedWait.Known(Duration time) -> known = Optional.of(time);
                    case ExpectedWait.Unknown(ExpectedWait.Why reason) ->
                            why = TEXTS.get(locale, "wait." + reason);
                }
            }
            expected = longer(known, found.announced());
            why = expected == null ? why : null;
        }
        if (why != null) {
            notices.add(new HoursNotices.Notice(HoursNotices.Kind.WAIT, why, null, null));
        }
        return new Told(
                hours,
                notices.isEmpty() ? null : notices.getFirst().text(),
                notices,
                expected,
                why);
    }

    /** A peak's announced time is a promise: it is not undercut by a lucky moment. */
    private static @Nullable Long longer(Optional<Duration> measured, Optional<Duration> promised) {
        return measured.map(time -> promised.filter(p -> p.compareTo(time) > 0).orElse(time))
                .or(() -> promised)
                .map(Duration::toSeconds)
                .orElse(null);
    }

    private static String closed(RegionHours hours, Locale locale) {
        Instant opens = hours.opensAt();
        return opens == null
                ? TEXTS.get(locale, "wait.CLOSED")
                : TEXTS.get(locale, "wait.CLOSED_UNTIL", Map.of("at", opens));
    }

    private static RegionHours hours(ServiceCalendar calendar, Instant at, Locale locale) {
        HoursInWords words = new HoursInWords(locale);
        Calendar rules = calendar.rules();
        OpenTime time = new OpenTime(rules);
        LocalDate today = at.atZone(calendar.zone()).toLocalDate();
        boolean open = time.isOpen(at);
        String region = calendar.region();
        return new RegionHours(
                region == null || calendar.channel() != null ? calendar.code() : region,
                calendar.label(Languages.supported(locale) == Languages.ENGLISH),
                calendar.zone().getId(),
                !calendar.zone()
                        .getRules()
                        .getOffset(at)
                        .equals(Written.ZONE.getRules().getOffset(at)),
                words.week(rules),
                words.day(rules, today),
                open,
                open ? null : time.nextOpen(at).orElse(null),
                open ? time.nextClose(at).orElse(null) : null,
                HoursNotices.holiday(calendar, today, locale).orElse(null));
    }
}
