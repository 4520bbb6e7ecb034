package io.xiaohu.funding.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xiaohu.kernel.CardNumber;
import io.xiaohu.kernel.ProblemException;
import org.junit.jupiter.api.Test;

class BankTests {

    @Test
    void theFirstDigitsTellTheBankAndAnUnknownOneIsStillACard() {
        assertThat(Bank.of("6222020000000000000")).isEqualTo(Bank.ICBC);
        assertThat(Bank.of("6228480000000000000")).isEqualTo(Bank.ABC);
        assertThat(Bank.of("9999990000000000")).isEqualTo(Bank.OTHER);
    }

    @Test
    void aNumberIsReadAsPeopleTypeItAndAWrongDigitIsNoticed() {
        assertThat(CardNumber.parse("6222 0200 0000 0000 000", "number"))
                .isEqualTo("6222020000000000000");
        assertThatThrownBy(() -> CardNumber.parse("6222020000000000001", "number"))
                .isInstanceOf(ProblemException.class);
    }
}
