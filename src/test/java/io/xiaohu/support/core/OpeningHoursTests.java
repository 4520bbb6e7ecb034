package io.xiaohu.support.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Open or closed, moment by moment. 2026-11-23 is a Monday. */
class OpeningHoursTests {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @CsvSource({
        // Weekdays 09:00–12:00 and 13:00–18:00
        "split, 2026-11-23T08:59:59, false",
        "split, 2026-11-23T09:00:00, true",
        "split, 2026-11-23T11:59:59, true",
        "split, 2026-11-23T12:00:00, false",
        "split, 2026-11-23T13:00:00, true",
        "split, 2026-11-23T18:00:00, false",
        "split, 2026-11-22T10:00:00, false",
        // Every day 08:00–02:00
        "night, 2026-11-23T07:59:59, false",
        "night, 2026-11-23T08:00:00, true",
        "night, 2026-11-23T23:59:59, true",
        "night, 2026-11-24T00:00:00, true",
        "night, 2026-11-24T01:59:59, true",
        "night, 2026-11-24T02:00:00, false",
        "night, 2026-12-31T23:30:00, true",
        "night, 2027-01-01T01:30:00, true",
        // Always
        "always, 2026-11-23T00:00:00, true",
        "always, 2026-11-22T23:59:59, true",
        "always, 2028-02-29T12:00:00, true",
        // A holiday on Monday 2026-11-30, made up for on Saturday 2026-11-28 (调休)
        "holiday, 2026-11-30T10:00:00, false",
        "holiday, 2026-11-28T10:00:00, true",
        "holiday, 2026-11-28T12:30:00, false",
        "holiday, 2026-11-29T10:00:00, false",
    })
    void itIsOpenExactlyWhenItSays(String which, LocalDateTime at, boolean open) {
        assertThat(hours(which).isOpen(at.atZone(SHANGHAI).toInstant())).isEqualTo(open);
    }

    @ParameterizedTest
    @CsvSource({
        "split, 2026-11-23T12:30:00, 2026-11-23T13:00:00",
        "split, 2026-11-27T18:00:00, 2026-11-30T09:00:00",
        "night, 2026-11-23T03:00:00, 2026-11-23T08:00:00",
        "holiday, 2026-11-29T10:00:00, 2026-12-01T09:00:00",
    })
    void itSaysWhenItOpensNext(String which, LocalDateTime at, LocalDateTime opens) {
        assertThat(hours(which).opensAt(at.atZone(SHANGHAI).toInstant()))
                .isEqualTo(opens.atZone(SHANGHAI).toInstant());
    }

    @ParameterizedTest
    @CsvSource({
        "split, 2026-11-23T10:00:00, 2026-11-23T12:00:00",
        "night, 2026-11-23T22:00:00, 2026-11-24T02:00:00",
        "night, 2026-11-24T01:00:00, 2026-11-24T02:00:00",
    })
    void itSaysWhenItCloses(String which, LocalDateTime at, LocalDateTime closes) {
        assertThat(hours(which).closesAt(at.atZone(SHANGHAI).toInstant()))
                .isEqualTo(closes.atZone(SHANGHAI).toInstant());
    }

    @Test
    void whatNeverClosesSaysNoEnd() {
        assertThat(hours("always").closesAt(Instant.parse("2026-11-23T00:00:00Z"))).isNull();
    }

    @Test
    void whenClocksChangeADayIsAsLongAsItReallyIs() {
        OpeningHours berlin = new OpeningHours(BERLIN, everyDay("01:00", "04:00", false), Map.of());
        Instant opens = LocalDateTime.parse("2026-03-29T01:00").atZone(BERLIN).toInstant();
        assertThat(berlin.closesAt(opens)).isEqualTo(opens.plusSeconds(2 * 3600));
        Instant autumn = LocalDateTime.parse("2026-10-25T01:00").atZone(BERLIN).toInstant();
        assertThat(berlin.closesAt(autumn)).isEqualTo(autumn.plusSeconds(4 * 3600));
    }

    private static OpeningHours hours(String which) {
        return switch (which) {
            case "always" -> new OpeningHours(SHANGHAI, everyDay("00:00", "00:00", true), Map.of());
            case "night" -> new OpeningHours(SHANGHAI, everyDay("08:00", "02:00", false), Map.of());
            case "holiday" ->
                    new OpeningHours(
                            SHANGHAI,
                            weekdays(),
                            Map.of(
                                    LocalDate.parse("2026-11-30"), 0,
                                    LocalDate.parse("2026-11-28"), 1));
            default -> new OpeningHours(SHANGHAI, weekdays(), Map.of());
        };
    }

    private static Map<Integer, List<OpeningHours.Range>> weekdays() {
        Map<Integer, List<OpeningHours.Range>> week = new HashMap<>();
        for (int day = 1; day <= 5; day++) {
            week.put(
                    day,
                    List.of(
                            new OpeningHours.Range(LocalTime.of(9, 0), LocalTime.of(12, 0), false),
                            new OpeningHours.Range(
                                    LocalTime.of(13, 0), LocalTime.of(18, 0), false)));
        }
        return week;
    }

    private static Map<Integer, List<OpeningHours.Range>> everyDay(
            String opens, String closes, boolean whole) {
        Map<Integer, List<OpeningHours.Range>> week = new HashMap<>();
        for (int day = 1; day <= 7; day++) {
            week.put(
                    day,
                    List.of(
                            new OpeningHours.Range(
                                    LocalTime.parse(opens), LocalTime.parse(closes), whole)));
        }
        return week;
    }
}
