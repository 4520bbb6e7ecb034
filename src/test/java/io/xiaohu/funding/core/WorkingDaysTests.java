package io.xiaohu.funding.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkingDaysTests {

    @ParameterizedTest
    @CsvSource({
        // Monday at noon, Friday late, Saturday, Sunday just before Monday there
        "2026-11-23T04:00:00Z, 5, 2026-11-29T16:00:00Z",
        "2026-11-27T15:59:00Z, 5, 2026-12-03T16:00:00Z",
        "2026-11-28T04:00:00Z, 5, 2026-12-03T16:00:00Z",
        "2026-11-29T15:59:00Z, 1, 2026-11-29T16:00:00Z",
    })
    void weekendsDoNotCountAndTheDayIsShanghais(Instant now, int days, Instant earliest) {
        assertThat(WorkingDays.after(now, days)).isEqualTo(earliest);
    }
}
