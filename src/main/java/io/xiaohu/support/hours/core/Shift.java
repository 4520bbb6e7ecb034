package io.xiaohu.support.hours.core;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A stretch of a day as it is written on a door: from a minute of the day, to a minute that may lie
 * past midnight. A shift belongs to the day on which it begins.
 *
 * @param opensMinute minutes after the day's 00:00, 0 to 1439
 * @param closesMinute minutes after the same 00:00, at most 24 hours after it opens; 1440 is 24:00
 */
public record Shift(int opensMinute, int closesMinute) implements Comparable<Shift> {

    private static final int DAY = 24 * 60;
    private static final Pattern WRITTEN =
            Pattern.compile("([01]\\d|2[0-3]):([0-5]\\d)[-–]([0-4]\\d):([0-5]\\d)");

    public Shift {
        if (opensMinute < 0
                || opensMinute >= DAY
                || closesMinute <= opensMinute
                || closesMinute > opensMinute + DAY) {
            throw new IllegalArgumentException("no shift: " + opensMinute + "-" + closesMinute);
        }
    }

    /**
     * Reads {@code 09:00-18:00}, {@code 00:00-24:00}, {@code 22:00-06:00} and, the same said
     * otherwise, {@code 22:00-30:00} (ISO 8601 knows 24:00 as the end of a day; more than 24 hours
     * is how timetables write the morning after).
     *
     * @throws IllegalArgumentException when it is none of these
     */
    public static Shift parse(String written) {
        Matcher parts = WRITTEN.matcher(written.strip());
        if (!parts.matches()) {
            throw new IllegalArgumentException("no shift: " + written);
        }
        int opens = minutes(parts.group(1), parts.group(2));
        int closes = minutes(parts.group(3), parts.group(4));
        return new Shift(opens, closes > opens ? closes : closes + DAY);
    }

    boolean touches(Shift later) {
        return later.opensMinute < closesMinute;
    }

    LocalDateTime opens(LocalDate day) {
        return day.atStartOfDay().plusMinutes(opensMinute);
    }

    LocalDateTime closes(LocalDate day) {
        return day.atStartOfDay().plusMinutes(closesMinute);
    }

    /** As people write it: the morning after by its own clock, the end of the day as 24:00. */
    public String written() {
        int closes = closesMinute > DAY ? closesMinute - DAY : closesMinute;
        return clock(opensMinute) + "–" + clock(closes);
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return written().replace('–', '-');
    }

    @Override
    public int compareTo(Shift other) {
        int byOpening = Integer.compare(opensMinute, other.opensMinute);
        return byOpening != 0 ? byOpening : Integer.compare(closesMinute, other.closesMinute);
    }

    private static int minutes(String hours, String minutes) {
        return Integer.parseInt(hours) * 60 + Integer.parseInt(minutes);
    }

    private static String clock(int minute) {
        return "%02d:%02d".formatted(minute / 60, minute % 60);
    }
}
