package io.xiaohu.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.identity.core.RecoveryCode;
import io.xiaohu.identity.core.SecondProof;
import io.xiaohu.kernel.ProblemException;
import java.util.Objects;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecoveryCodeTests {

    @ParameterizedTest
    @ValueSource(
            strings = {"0123A-BCDE1", "0123abcde1", " o123a bcdei ", "O123A—BCDEL", "０１２３ＡＢＣＤＥ１"})
    void isReadAsPeopleTypeIt(String typed) {
        assertThat(RecoveryCode.parse(typed)).hasValue("0123ABCDE1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0123A", "0123A-BCDE12", "0123U-BCDE1", "0123A-BCDE!", "12345"})
    void whatCannotBeOneIsNone(String typed) {
        assertThat(RecoveryCode.parse(typed)).isEmpty();
        Assertions.assertThatThrownBy(() -> SecondProof.parse(typed, "proof"))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void oneThatIsMadeIsReadBackAndAnotherEachTime() {
        String code = RecoveryCode.create();
        assertThat(RecoveryCode.parse(RecoveryCode.shown(code))).hasValue(code);
        assertThat(RecoveryCode.create()).isNotEqualTo(code);
    }

    @Test
    void sixDigitsAreTheAuthenticatorsAlsoFullWidth() {
        assertThat(SecondProof.parse("１２３ 456", "proof")).isEqualTo(new SecondProof.Totp("123456"));
        assertThat(Objects.toString(SecondProof.parse("123456", "proof"))).doesNotContain("123456");
    }
}
