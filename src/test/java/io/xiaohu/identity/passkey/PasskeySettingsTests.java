package io.xiaohu.identity.passkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PasskeySettingsTests {

    @ParameterizedTest
    @CsvSource({
        "example.com, https://example.com",
        "example.com, https://pay.example.com",
        "example.com, https://pay.example.com:8443",
        "localhost, http://localhost:3000",
    })
    void takesOriginsOfTheRelyingParty(String party, String origin) {
        assertThat(new PasskeySettings(party, List.of(origin)).origins()).containsExactly(origin);
    }

    @ParameterizedTest
    @CsvSource({
        "example.com, http://example.com",
        "example.com, https://notexample.com",
        "example.com, https://example.com.evil.example",
        "example.com, https://example.com/app",
        "example.com, https://192.0.2.7",
        "example.com, example.com",
        "localhost, http://127.0.0.1:8080",
    })
    void refusesOriginsNoBrowserWouldAccept(String party, String origin) {
        assertThatThrownBy(() -> new PasskeySettings(party, List.of(origin)))
                .hasMessageContaining("xiaohu.passkeys.origins");
    }

    @Test
    void aDomainNeedsItsOrigins() {
        assertThat(new PasskeySettings("localhost", List.of()).origins()).isEmpty();
        assertThatThrownBy(() -> new PasskeySettings("example.com", List.of()))
                .hasMessageContaining("xiaohu.passkeys.origins is not set");
    }
}
