package io.xiaohu.support.hours.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** "Open" and "open time between" say the same, on any calendar. A failure names its seed. */
class OpenTimePropertyTests {

    private static final List<String> ZONES =
            List.of(
                    "Asia/Shanghai",
                    "Europe/Berlin",
                    "America/New_York",
                    "Australia/Lord_Howe",
                    "America/Havana",
                    "Pacific/Apia",
                    "Africa/Casablanca",
                    "America/St_Johns");
    private static final int CALENDARS = 160;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void openTimeBetweenIsTheMinutesThatAreOpen() {
        each((random, calendar, start) -> {
            OpenTime time = new OpenTime(calendar);
            Instant end = start.plus(Duration.ofMinutes(random.nextInt(1, 3 * 24 * 60)));
            long open = 0;
            for (Instant at = start; at.isBefore(end); at = at.plus(MINUTE)) {
                open += time.isOpen(at) ? 1 : 0;
            }
            assertThat(time.openBetween(start, end)).isEqualTo(Duration.ofMinutes(open));
        });
    }

    /** Told apart from the engine: what a clock on the wall reads, and the shifts of that day. */
    @Test
    void itIsOpenWhenTheWallClockReadsATimeInAShift() {
        each((random, calendar, start) -> {
            OpenTime time = new OpenTime(calendar);
            for (int i = 0; i < 200; i++) {
                Instant at = start.plusSeconds(random.nextLong(4 * 24 * 3600));
                assertThat(time.isOpen(at)).as("%s", at).isEqualTo(onTheWall(calendar, at));
            }
        });
    }

    @Test
    void timeBetweenAddsUpAndADueTimeIsTheEarliestThatDoes() {
        each((random, calendar, start) -> {
            OpenTime time = new OpenTime(calendar);
            Instant middle = start.plusSeconds(random.nextLong(6 * 24 * 3600));
            Instant end = middle.plusSeconds(random.nextLong(6 * 24 * 3600));
            assertThat(time.openBetween(start, middle).plus(time.openBetween(middle, end)))
                    .isEqualTo(time.openBetween(start, end));
            Duration asked = Duration.ofSeconds(random.nextLong(1, 60 * 3600));
            time.addOpen(start, asked)
                    .ifPresent(due -> {
                        assertThat(time.openBetween(start, due)).isEqualTo(asked);
                        assertThat(time.openBetween(start, due.minusSeconds(1)))
                                .isEqualTo(asked.minusSeconds(1));
                    });
        });
    }

    @Test
    void theNextOpeningAndClosingAreWhereItChanges() {
        each((random, calendar, start) -> {
            OpenTime time = new OpenTime(calendar);
            time.nextOpen(start)
                    .ifPresent(opens -> {
                        assertThat(time.isOpen(opens)).isTrue();
                        assertThat(time.openBetween(start, opens)).isEqualTo(Duration.ZERO);
                    });
            time.nextClose(start)
                    .ifPresent(closes -> {
                        assertThat(time.isOpen(closes)).isFalse();
                        assertThat(time.openBetween(start, closes))
                                .isEqualTo(Duration.between(start, closes));
                    });
        });
    }

    private interface Checked {
        void check(SplittableRandom random, Calendar calendar, Instant start);
    }

    private static void each(Checked what) {
        long first = System.nanoTime();
        for (long seed = first; seed < first + CALENDARS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Calendar calendar = calendar(random);
            Instant start = start(random, calendar);
            try {
                what.check(random, calendar, start);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed + ", from " + start + ", " + calendar, e);
            }
        }
    }

    /** Half of them within a day of a change of clocks, where there is one. */
    private static Instant start(SplittableRandom random, Calendar calendar) {
        Instant any =
                Instant.parse("2011-06-01T00:00:00Z")
                        .plus(Duration.ofMinutes(random.nextLong(16L * 365 * 24 * 60)));
        var change = calendar.zone().getRules().nextTransition(any);
        return change == null || random.nextBoolean()
                ? any
                : change.getInstant().minus(Duration.ofMinutes(random.nextLong(36 * 60)));
    }

    private static Calendar calendar(SplittableRandom random) {
        Map<DayOfWeek, List<Shift>> week = new EnumMap<>(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
            week.put(day, shifts(random));
        }
        Map<LocalDate, DayRule> exceptions = new HashMap<>();
        Calendar plain =
                new Calendar(ZoneId.of(ZONES.get(random.nextInt(ZONES.size()))), week, Map.of());
        Instant from = Instant.parse("2011-06-01T00:00:00Z");
        for (int i = 0; i < 2500; i++) {
            LocalDate day =
                    from.atZone(plain.zone()).toLocalDate().plusDays(random.nextInt(16 * 365));
            exceptions.put(
                    day,
                    switch (random.nextInt(3)) {
                        case 0 -> new DayRule.Closed();
                        case 1 -> new DayRule.Shifts(shifts(random));
                        default -> new DayRule.Like(DayOfWeek.of(random.nextInt(1, 8)));
                    });
        }
        return new Calendar(plain.zone(), week, exceptions);
    }

    private static List<Shift> shifts(SplittableRandom random) {
        List<Shift> shifts = new ArrayList<>();
        int at = random.nextInt(0, 500);
        int most = random.nextInt(4);
        while (shifts.size() < most && at < 1440) {
            int length = random.nextInt(1, 1441 - (shifts.isEmpty() ? 0 : 700));
            shifts.add(new Shift(at, at + length));
            at += length + random.nextInt(0, 200);
        }
        return shifts;
    }

    private static boolean onTheWall(Calendar calendar, Instant at) {
        ZonedDateTime wall = at.atZone(calendar.zone());
        int second = wall.toLocalTime().toSecondOfDay();
        LocalDate today = wall.toLocalDate();
        return calendar.shifts(today).stream().anyMatch(shift -> covers(shift, second))
                || calendar.shifts(today.minusDays(1)).stream()
                        .anyMatch(shift -> covers(shift, second + 24 * 3600));
    }

    private static boolean covers(Shift shift, int second) {
        return shift.opensMinute() * 60 <= second && second < shift.closesMinute() * 60;
    }
}
