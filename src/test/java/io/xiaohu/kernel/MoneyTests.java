package io.xiaohu.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTests {

    @ParameterizedTest
    @CsvSource({
        "0,0",
        "12.34,1234",
        "12.3,1230",
        "12,1200",
        "0.01,1",
        "92233720368547758.07,9223372036854775807"
    })
    void aPlainDecimalIsReadExactly(String text, long minor) {
        assertThat(Money.parse(text, Asset.CNY)).isEqualTo(Money.cny(minor));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "-1",
                "+1",
                "1.",
                ".5",
                "1.234",
                "1e2",
                "1,000",
                "0x10",
                "１２",
                "NaN",
                "¥1",
                "92233720368547758.08",
                "99999999999999999999"
            })
    void whatCannotBeRepresentedExactlyIsRefused(String text) {
        assertThatThrownBy(() -> Money.parse(text, Asset.CNY))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().reason()).isEqualTo(Reason.AMOUNT_INVALID));
    }

    @Test
    void arithmeticThatOverflowsFails() {
        Money most = Money.cny(Long.MAX_VALUE);
        assertThatThrownBy(() -> most.plus(Money.cny(1))).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Money.cny(Long.MIN_VALUE).negated())
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void amountsOfDifferentAssetsNeverMeet() {
        assertThatThrownBy(() -> Money.cny(1).plus(new Money(1, Asset.BTC)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anAmountIsWrittenWithAllItsDecimals() {
        assertThat(Money.cny(-1230).amount()).isEqualTo("-12.30");
        assertThat(Written.money(Money.cny(123456789))).isEqualTo("¥1,234,567.89");
        assertThat(Written.money(Money.cny(-5))).isEqualTo("-¥0.05");
    }
}
