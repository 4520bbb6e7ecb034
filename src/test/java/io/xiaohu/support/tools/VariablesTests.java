package io.xiaohu.support.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Texts are completed with what is known, and what is not known never leaves. */
class VariablesTests {

    @Test
    void knownOnesAreFilledAndOthersNamed() {
        Variables.Filled filled =
                Variables.fill(
                        "{customer}，{amount} 已退回，{agent}。{amount}",
                        Map.of("customer", "陈**", "agent", "周晓"));
        assertThat(filled.text()).isEqualTo("陈**，{amount} 已退回，周晓。{amount}");
        assertThat(filled.missing()).containsExactly("amount");
    }

    @Test
    void aValueIsNeverTakenForAVariable() {
        assertThat(Variables.fill("{subject}", Map.of("subject", "{agent} $1 \\")).text())
                .isEqualTo("{agent} $1 \\");
    }

    @Test
    void thoseThatThereAreNotAreFound() {
        assertThat(Variables.unknown("{customer} {custmer} {}")).containsExactly("custmer");
    }

    @Test
    void aTextWithOneDoesNotPass() {
        assertThatThrownBy(() -> Variables.requireFilled("您好 {custmer}"))
                .hasMessage("VARIABLE_UNFILLED");
        assertThatCode(() -> Variables.requireFilled("{1, 2} { x } {\"a\": 1}"))
                .doesNotThrowAnyException();
    }
}
