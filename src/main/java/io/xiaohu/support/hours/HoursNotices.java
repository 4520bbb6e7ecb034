package io.xiaohu.support.hours;

import io.xiaohu.support.hours.core.Peak;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What somebody who asks for hours should know beside them.
 *
 * @param announced the time for an answer that a running peak promises
 */
public record HoursNotices(List<Notice> notices, Optional<Duration> announced) {

    private static final Duration PEAK_AHEAD = Duration.ofDays(3);

    /** The most important first. */
    public enum Kind {
        PEAK,
        PEAK_COMING,
        HOLIDAY,
        WAIT
    }

    /** A sentence; from when to when, for peaks. */
    public record Notice(
            Kind kind, String text, @Nullable Instant startsAt, @Nullable Instant endsAt) {}

    public static HoursNotices of(
            Calendars all,
            ServiceCalendar calendar,
            @Nullable String region,
            @Nullable String channel,
            Instant at,
            Locale locale) {
        HoursInWords words = new HoursInWords(locale);
        List<ServicePeak> kept = all.peaks(region, channel);
        List<Peak> peaks = kept.stream().map(ServicePeak::peak).toList();
        List<Notice> notices = new ArrayList<>();
        Optional<Peak> running = Peak.running(peaks, at);
        running.ifPresent(peak -> notices.add(notice(Kind.PEAK, said(kept, peak), words)));
        Peak.coming(peaks, at, PEAK_AHEAD)
                .ifPresent(peak -> notices.add(notice(Kind.PEAK_COMING, said(kept, peak), words)));
        holiday(calendar, at.atZone(calendar.zone()).toLocalDate(), locale)
                .ifPresent(text -> notices.add(new Notice(Kind.HOLIDAY, text, null, null)));
        return new HoursNotices(notices, running.map(Peak::answerWithin));
    }

    public static Optional<String> holiday(
            ServiceCalendar calendar, LocalDate today, Locale locale) {
        return new HoursInWords(locale).holiday(calendar, today);
    }

    private static Notice notice(Kind kind, ServicePeak peak, HoursInWords words) {
        return new Notice(
                kind, words.peak(peak, kind == Kind.PEAK), peak.startsAt(), peak.endsAt());
    }

    private static ServicePeak said(List<ServicePeak> kept, Peak peak) {
        return kept.stream().filter(one -> one.peak().equals(peak)).findFirst().orElseThrow();
    }
}
