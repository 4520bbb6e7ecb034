package io.xiaohu.support.hours.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Open or closed, until when and for how long, moment by moment. */
class OpenTimeTests {

    @ParameterizedTest
    @CsvSource({
        // Around the clock
        "always, 2026-11-23T00:00:00+08:00, true",
        "always, 2026-11-22T23:59:59+08:00, true",
        "always, 2028-02-29T12:00:00+08:00, true",
        "never, 2026-11-23T12:00:00+08:00, false",
        // Weekdays 09:00–12:00 and 13:00–18:00; 23 November is a Monday
        "split, 2026-11-23T08:59:59+08:00, false",
        "split, 2026-11-23T09:00:00+08:00, true",
        "split, 2026-11-23T11:59:59+08:00, true",
        "split, 2026-11-23T12:00:00+08:00, false",
        "split, 2026-11-23T12:59:59+08:00, false",
        "split, 2026-11-23T13:00:00+08:00, true",
        "split, 2026-11-23T17:59:59+08:00, true",
        "split, 2026-11-23T18:00:00+08:00, false",
        "split, 2026-11-22T10:00:00+08:00, false",
        "split, 2026-11-23T01:30:00Z, true",
        // Every day 08:00–02:00, past midnight and past the year
        "night, 2026-11-23T07:59:59+08:00, false",
        "night, 2026-11-23T08:00:00+08:00, true",
        "night, 2026-11-23T23:59:59+08:00, true",
        "night, 2026-11-24T00:00:00+08:00, true",
        "night, 2026-11-24T01:59:59+08:00, true",
        "night, 2026-11-24T02:00:00+08:00, false",
        "night, 2026-12-31T23:30:00+08:00, true",
        "night, 2027-01-01T01:30:00+08:00, true",
        "night, 2027-01-01T02:00:00+08:00, false",
        "night, 2028-02-29T01:00:00+08:00, true",
        "night, 2028-03-01T01:00:00+08:00, true",
        // Until 24:00, which is not yet the next day
        "late, 2026-11-23T23:59:59+08:00, true",
        "late, 2026-11-24T00:00:00+08:00, false",
        // Mainland holidays and make-up days of 2026
        "office, 2026-01-01T10:00:00+08:00, false",
        "office, 2026-01-02T10:00:00+08:00, false",
        "office, 2026-01-04T10:00:00+08:00, true",
        "office, 2026-02-14T17:59:59+08:00, true",
        "office, 2026-02-14T18:00:00+08:00, false",
        "office, 2026-02-17T10:00:00+08:00, false",
        "office, 2026-02-23T10:00:00+08:00, false",
        "office, 2026-02-24T10:00:00+08:00, true",
        "office, 2026-02-28T10:00:00+08:00, true",
        "office, 2026-03-01T10:00:00+08:00, false",
        "office, 2026-04-06T10:00:00+08:00, false",
        "office, 2026-05-09T10:00:00+08:00, true",
        "office, 2026-06-19T10:00:00+08:00, false",
        "office, 2026-09-20T10:00:00+08:00, true",
        "office, 2026-09-25T10:00:00+08:00, false",
        "office, 2026-10-07T10:00:00+08:00, false",
        "office, 2026-10-08T10:00:00+08:00, true",
        "office, 2026-10-10T10:00:00+08:00, true",
        "office, 2026-10-11T10:00:00+08:00, false",
        // A closed day lets the shift of the evening before run out, and begins none of its own
        "night-closed-once, 2026-10-01T01:00:00+08:00, true",
        "night-closed-once, 2026-10-01T21:00:00+08:00, false",
        "night-closed-once, 2026-10-02T01:00:00+08:00, false",
        "night-closed-once, 2026-10-02T21:00:00+08:00, true",
        // Other hours on one day, the last of the year
        "short-eve, 2026-12-31T11:59:59+08:00, true",
        "short-eve, 2026-12-31T12:00:00+08:00, false",
        // Berlin, 29 March 2026: 02:00 becomes 03:00. 25 October: 03:00 becomes 02:00
        "berlin-gap, 2026-03-29T01:59:59+01:00, false",
        "berlin-gap, 2026-03-29T03:00:00+02:00, true",
        "berlin-gap, 2026-03-29T05:00:00+02:00, false",
        "berlin-night, 2026-03-29T05:59:59+02:00, true",
        "berlin-night, 2026-03-29T06:00:00+02:00, false",
        "berlin-fold, 2026-10-25T02:29:59+02:00, true",
        "berlin-fold, 2026-10-25T02:45:00+02:00, false",
        "berlin-fold, 2026-10-25T02:29:59+01:00, true",
        "berlin-fold, 2026-10-25T02:30:00+01:00, false",
        // New York, 8 March 2026: 02:00 becomes 03:00. 1 November: 02:00 becomes 01:00
        "new-york, 2026-03-08T01:29:59-05:00, false",
        "new-york, 2026-03-08T03:30:00-04:00, true",
        "new-york, 2026-11-01T01:30:00-04:00, true",
        "new-york, 2026-11-01T01:15:00-05:00, false",
        "new-york, 2026-11-01T01:30:00-05:00, true",
        // Lord Howe, half an hour: 5 April 2026 02:00 becomes 01:30, 4 October 02:00 becomes 02:30
        "lord-howe, 2026-04-05T01:45:00+11:00, true",
        "lord-howe, 2026-04-05T01:45:00+10:30, true",
        "lord-howe, 2026-10-04T02:45:00+11:00, true",
        "lord-howe, 2026-10-04T03:00:00+11:00, false",
        // Havana, 1 November 2026: the first hour of Sunday comes twice, and is not Saturday's
        "saturday, 2026-10-31T23:59:59-04:00, true",
        "saturday, 2026-11-01T00:30:00-04:00, false",
        "saturday, 2026-11-01T00:30:00-05:00, false",
    })
    void itIsOpenExactlyWhenTheClockOnTheWallSays(String which, OffsetDateTime at, boolean open) {
        assertThat(Calendars.named(which).isOpen(at.toInstant())).isEqualTo(open);
    }

    @ParameterizedTest
    @CsvSource({
        "split, 2026-11-23T12:30:00+08:00, 2026-11-23T13:00:00+08:00",
        "split, 2026-11-27T18:00:00+08:00, 2026-11-30T09:00:00+08:00",
        "split, 2026-11-23T10:00:00+08:00, 2026-11-23T10:00:00+08:00",
        "night, 2026-11-23T03:00:00+08:00, 2026-11-23T08:00:00+08:00",
        "office, 2026-09-30T18:00:00+08:00, 2026-10-08T09:00:00+08:00",
        "office, 2026-02-13T18:00:00+08:00, 2026-02-14T09:00:00+08:00",
        "office, 2026-02-14T18:00:00+08:00, 2026-02-24T09:00:00+08:00",
        "berlin-gap, 2026-03-29T00:00:00+01:00, 2026-03-29T03:00:00+02:00",
        "berlin-fold, 2026-10-25T02:45:00+02:00, 2026-10-25T02:00:00+01:00",
    })
    void itSaysWhenItOpensNext(String which, OffsetDateTime at, OffsetDateTime opens) {
        assertThat(Calendars.named(which).nextOpen(at.toInstant())).contains(opens.toInstant());
    }

    @ParameterizedTest
    @CsvSource({
        "split, 2026-11-23T09:00:00+08:00, 2026-11-23T12:00:00+08:00",
        "night, 2026-12-31T23:00:00+08:00, 2027-01-01T02:00:00+08:00",
        "late, 2026-11-23T20:00:00+08:00, 2026-11-24T00:00:00+08:00",
        "office, 2026-10-10T12:00:00+08:00, 2026-10-10T18:00:00+08:00",
        "berlin-night, 2026-03-28T23:00:00+01:00, 2026-03-29T06:00:00+02:00",
        "berlin-fold, 2026-10-25T02:15:00+02:00, 2026-10-25T02:30:00+02:00",
    })
    void itSaysWhenItCloses(String which, OffsetDateTime at, OffsetDateTime closes) {
        assertThat(Calendars.named(which).nextClose(at.toInstant())).contains(closes.toInstant());
    }

    @ParameterizedTest
    @ValueSource(strings = {"always", "berlin-always", "havana-day"})
    void whatNeverClosesSaysSo(String which) {
        assertThat(Calendars.named(which).nextClose(Instant.parse("2026-03-01T00:00:00Z")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "split, 2026-11-23T00:00:00+08:00, 2026-11-24T00:00:00+08:00, PT8H",
        "split, 2026-11-23T11:00:00+08:00, 2026-11-23T14:00:00+08:00, PT2H",
        "split, 2026-11-23T14:00:00+08:00, 2026-11-23T11:00:00+08:00, PT0S",
        "split, 2026-11-20T17:59:59+08:00, 2026-11-23T09:00:01+08:00, PT2S",
        "night, 2026-11-23T00:00:00+08:00, 2026-11-24T00:00:00+08:00, PT18H",
        "always, 2028-02-01T00:00:00+08:00, 2028-03-01T00:00:00+08:00, PT696H",
        "office, 2026-09-28T00:00:00+08:00, 2026-10-12T00:00:00+08:00, PT54H",
        // The real length of the nights and days on which clocks change
        "berlin-night, 2026-03-28T12:00:00+01:00, 2026-03-29T12:00:00+02:00, PT7H",
        "berlin-night, 2026-10-24T12:00:00+02:00, 2026-10-25T12:00:00+01:00, PT9H",
        "berlin-always, 2026-03-29T00:00:00+01:00, 2026-03-30T00:00:00+02:00, PT23H",
        "berlin-always, 2026-10-25T00:00:00+02:00, 2026-10-26T00:00:00+01:00, PT25H",
        "berlin-gap, 2026-03-29T00:00:00+01:00, 2026-03-29T12:00:00+02:00, PT2H",
        "berlin-fold, 2026-10-25T00:00:00+02:00, 2026-10-25T12:00:00+01:00, PT2H",
        "new-york, 2026-03-08T00:00:00-05:00, 2026-03-08T12:00:00-04:00, PT1H30M",
        "new-york, 2026-11-01T00:00:00-04:00, 2026-11-01T12:00:00-05:00, PT3H",
        "lord-howe, 2026-04-05T00:00:00+11:00, 2026-04-05T12:00:00+10:30, PT2H30M",
        "lord-howe, 2026-10-04T00:00:00+10:30, 2026-10-04T12:00:00+11:00, PT1H30M",
        "havana-day, 2026-11-01T00:00:00-04:00, 2026-11-02T00:00:00-05:00, PT25H",
    })
    void openTimeIsCountedInSecondsThatReallyPass(
            String which, OffsetDateTime from, OffsetDateTime to, Duration open) {
        assertThat(Calendars.named(which).openBetween(from.toInstant(), to.toInstant()))
                .isEqualTo(open);
    }

    @ParameterizedTest
    @CsvSource({
        "split, 2026-11-23T11:30:00+08:00, PT1H, 2026-11-23T13:30:00+08:00",
        "split, 2026-11-27T17:00:00+08:00, PT2H, 2026-11-30T10:00:00+08:00",
        "split, 2026-11-23T09:00:00+08:00, PT8H, 2026-11-23T18:00:00+08:00",
        "split, 2026-11-22T10:00:00+08:00, PT0S, 2026-11-22T10:00:00+08:00",
        "office, 2026-09-30T17:30:00+08:00, PT1H, 2026-10-08T09:30:00+08:00",
        "office, 2026-02-14T17:00:00+08:00, PT2H, 2026-02-24T10:00:00+08:00",
        "berlin-night, 2026-03-28T22:00:00+01:00, PT7H30M, 2026-03-29T22:30:00+02:00",
        "berlin-night, 2026-10-24T22:00:00+02:00, PT8H30M, 2026-10-25T05:30:00+01:00",
        "always, 2028-02-28T12:00:00+08:00, PT48H, 2028-03-01T12:00:00+08:00",
        "night, 2026-12-31T23:00:00+08:00, PT4H, 2027-01-01T09:00:00+08:00",
    })
    void aDueTimeCountsOpenTimeOnly(
            String which, OffsetDateTime start, Duration open, OffsetDateTime due) {
        assertThat(Calendars.named(which).addOpen(start.toInstant(), open))
                .contains(due.toInstant());
    }

    @Test
    void whatIsNeverOpenHasNoNextOpeningAndNoDueTime() {
        Instant now = Instant.parse("2026-11-23T00:00:00Z");
        assertThat(Calendars.named("never").nextOpen(now)).isEmpty();
        assertThat(Calendars.named("never").addOpen(now, Duration.ofSeconds(1))).isEmpty();
        assertThat(Calendars.named("never").nextClose(now)).contains(now);
    }

    @ParameterizedTest
    @CsvSource({
        "09:00-18:00, 09:00–18:00",
        "00:00-24:00, 00:00–24:00",
        "22:00-06:00, 22:00–06:00",
        "22:00-30:00, 22:00–06:00",
        "08:00-24:00, 08:00–24:00",
        "18:00-00:00, 18:00–24:00",
        "09:00-09:00, 09:00–09:00",
    })
    void shiftsAreReadAndWritten(String typed, String written) {
        assertThat(Shift.parse(typed).written()).isEqualTo(written);
        assertThat(Shift.parse(Shift.parse(typed).toString())).isEqualTo(Shift.parse(typed));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "9:00-18:00", "24:00-25:00", "09:60-10:00", "09:00", "09:00-34:00", "x"})
    void whatIsNoShiftIsRefused(String typed) {
        assertThatThrownBy(() -> Shift.parse(typed)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shiftsOfADayDoNotOverlap() {
        assertThatThrownBy(() -> Calendars.daily("Asia/Shanghai", "09:00-12:00", "11:59-13:00"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(Calendars.daily("Asia/Shanghai", "12:00-13:00", "09:00-12:00").week())
                .hasSize(7);
    }

    @ParameterizedTest
    @CsvSource({
        // Two peaks, 10:00–12:00 with 5 minutes and 11:00–13:00 with 10; the longer wait is told
        "2026-11-11T01:59:59Z, , PT5M",
        "2026-11-11T02:00:00Z, PT5M, PT10M",
        "2026-11-11T03:00:00Z, PT10M, ",
        "2026-11-11T03:59:59Z, PT10M, ",
        "2026-11-11T04:30:00Z, PT10M, ",
        "2026-11-11T05:00:00Z, , ",
    })
    void ofPeaksThatOverlapTheLongerWaitCounts(Instant at, Duration now, Duration next) {
        List<Peak> peaks =
                List.of(
                        peak("2026-11-11T02:00:00Z", "2026-11-11T04:00:00Z", 5),
                        peak("2026-11-11T03:00:00Z", "2026-11-11T05:00:00Z", 10));
        assertThat(Peak.running(peaks, at).map(Peak::answerWithin).orElse(null)).isEqualTo(now);
        assertThat(Peak.coming(peaks, at, Duration.ofDays(1)).map(Peak::answerWithin).orElse(null))
                .isEqualTo(next);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 2, 10, 30",
        "1, 2, 10, 30",
        "2, 2, 10, 330",
        "7, 2, 10, 930",
        "3, 1, 10, 930",
    })
    void theWaitIsWhatTheQueueSays(int waiting, int agents, int handled, long seconds) {
        assertThat(ExpectedWait.of(queue(waiting, agents, handled)))
                .isEqualTo(new ExpectedWait.Known(Duration.ofSeconds(seconds)));
    }

    @Test
    void whatIsNotKnownIsNotMadeUp() {
        assertThat(ExpectedWait.of(queue(0, 0, 10)))
                .isEqualTo(new ExpectedWait.Unknown(ExpectedWait.Why.NOBODY_AT_THE_DESK));
        assertThat(ExpectedWait.of(queue(0, 3, 4)))
                .isEqualTo(new ExpectedWait.Unknown(ExpectedWait.Why.TOO_FEW_TO_MEASURE));
    }

    private static ExpectedWait.Queue queue(int waiting, int agents, int handled) {
        return new ExpectedWait.Queue(
                waiting,
                agents,
                agents,
                agents,
                handled,
                Duration.ofMinutes(5),
                Duration.ofSeconds(30));
    }

    private static Peak peak(String from, String to, int minutes) {
        return new Peak(Instant.parse(from), Instant.parse(to), Duration.ofMinutes(minutes));
    }
}
