package io.xiaohu.funding.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.funding.core.CircuitRules.Recent;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CircuitRulesTests {

    @ParameterizedTest
    @CsvSource({
        // good, bad, average ms, opens, degraded
        "0, 0, 0, false, false",
        "0, 4, 10, false, false",
        "0, 5, 10, true, true",
        "3, 2, 10, false, true",
        "5, 5, 10, true, true",
        "90, 10, 10, false, false",
        "80, 20, 10, false, true",
        "20, 0, 3000, false, false",
        "20, 0, 3001, false, true",
    })
    void aChannelOpensWhenHalfFailsAndIsDegradedWhenAFifthDoesOrItIsSlow(
            int good, int bad, long average, boolean opens, boolean degraded) {
        Recent recent = new Recent(good, bad, average * (good + bad));
        assertThat(CircuitRules.opens(recent)).isEqualTo(opens);
        assertThat(CircuitRules.isDegraded(recent)).isEqualTo(degraded);
    }

    @Test
    void everyTimeItOpensAgainItRestsTwiceAsLongUpToFiveMinutes() {
        assertThat(CircuitRules.pause(0)).isEqualTo(Duration.ofSeconds(5));
        assertThat(CircuitRules.pause(1)).isEqualTo(Duration.ofSeconds(10));
        assertThat(CircuitRules.pause(6)).isEqualTo(Duration.ofSeconds(320));
        assertThat(CircuitRules.pause(1000)).isEqualTo(Duration.ofSeconds(320));
    }

    @Test
    void anIdleChannelHasNotFailed() {
        assertThat(new Recent(0, 0, 0).successRate()).isEqualTo(100);
        assertThat(new Recent(2, 1, 30).successRate()).isEqualTo(67);
        assertThat(new Recent(2, 1, 30).averageMillis()).isEqualTo(10);
    }
}
