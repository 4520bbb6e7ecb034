package io.xiaohu.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTests {

    private static final byte[] RFC_SECRET =
            "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

    /** The SHA-1 rows of RFC 6238, appendix B; six digits are the last of its eight. */
    @ParameterizedTest
    @CsvSource({
        "59, 94287082",
        "1111111109, 07081804",
        "1111111111, 14050471",
        "1234567890, 89005924",
        "2000000000, 69279037",
        "20000000000, 65353130"
    })
    void theVectorsOfTheRfcHold(long seconds, String eightDigits) {
        assertThat(Totp.at(RFC_SECRET, seconds / 30)).isEqualTo(eightDigits.substring(2));
    }

    @Test
    void aPasswordIsAcceptedOneStepEarlyOrLateAndEachStepOnce() {
        Instant now = Instant.ofEpochSecond(1_234_567_890);
        long step = now.getEpochSecond() / 30;
        for (long near = step - 1; near <= step + 1; near++) {
            String password = Totp.at(RFC_SECRET, near);
            assertThat(Totp.accept(RFC_SECRET, password, now, 0)).hasValue(near);
            assertThat(Totp.accept(RFC_SECRET, password, now, near)).isEmpty();
        }
        String late = Totp.at(RFC_SECRET, step - 2);
        assertThat(Totp.accept(RFC_SECRET, late, now, 0)).isEmpty();
    }

    /** The vectors of RFC 4648, without their padding. */
    @ParameterizedTest
    @CsvSource({
        "f, MY",
        "fo, MZXQ",
        "foo, MZXW6",
        "foob, MZXW6YQ",
        "fooba, MZXW6YTB",
        "foobar, MZXW6YTBOI"
    })
    void base32IsAsAuthenticatorAppsReadIt(String plain, String encoded) {
        assertThat(Totp.base32(plain.getBytes(StandardCharsets.US_ASCII))).isEqualTo(encoded);
    }
}
