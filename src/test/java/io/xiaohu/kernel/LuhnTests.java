package io.xiaohu.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The check digit of ISO/IEC 7812-1. */
class LuhnTests {

    @ParameterizedTest
    @ValueSource(strings = {"79927398713", "4111111111111111", "0"})
    void numbersWithTheirCheckDigitPass(String number) {
        assertThat(Luhn.passes(number)).isTrue();
    }

    @Test
    void everySingleDigitThatWasMisreadIsFound() {
        String right = "1000001" + Luhn.checkDigit("1000001");
        for (int i = 0; i < right.length(); i++) {
            for (char other = '0'; other <= '9'; other++) {
                String read = right.substring(0, i) + other + right.substring(i + 1);
                assertThat(Luhn.passes(read)).as(read).isEqualTo(read.equals(right));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"7992739871X", "７９９２７３９８７１３", "7992-7398713"})
    void whatIsNotAllDigitsNeverPasses(String text) {
        assertThat(Luhn.passes(text)).isFalse();
    }
}
