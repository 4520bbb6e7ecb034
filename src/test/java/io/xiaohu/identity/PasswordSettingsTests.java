package io.xiaohu.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** When somebody is reminded to change a password. */
class PasswordSettingsTests {

    private static final Instant SET = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void isDueAfterTheTimeThatWasSetAndNeverWhenThatIsNone() {
        PasswordSettings yearly = new PasswordSettings(Duration.ofDays(365));
        assertThat(yearly.isDue(SET, SET.plus(Duration.ofDays(365)))).isFalse();
        assertThat(yearly.isDue(SET, SET.plus(Duration.ofDays(366)))).isTrue();
        PasswordSettings never = new PasswordSettings(Duration.ZERO);
        assertThat(never.isDue(SET, SET.plus(Duration.ofDays(9999)))).isFalse();
    }
}
