package io.xiaohu.support.calls;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpokenPhraseTests {

    @Test
    void aPhraseIsReadAsItIsWrittenInEitherLanguage() {
        for (int n = 0; n < 200; n++) {
            SpokenPhrase phrase = SpokenPhrase.random();
            assertThat(SpokenPhrase.read(phrase.written(false))).contains(phrase);
            assertThat(SpokenPhrase.read(phrase.written(true))).contains(phrase);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "熊猫灯塔0042",
                " 熊猫、灯塔。００４２ ",
                "熊猫-灯塔 0042",
                "PANDA lighthouse, 0042",
                "panda lighthouse0042"
            })
    void howItIsTypedDoesNotMatter(String typed) {
        assertThat(SpokenPhrase.read(typed).map(phrase -> phrase.written(false)))
                .contains("熊猫 灯塔 0042");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "熊猫 0042", "熊猫 灯塔 42", "熊猫 灯塔 00421", "狗熊 灯塔 0042", "0042"})
    void whatIsNoPhraseIsNone(String typed) {
        assertThat(SpokenPhrase.read(typed)).isEmpty();
    }

    @Test
    void aLongTextIsNone() {
        assertThat(SpokenPhrase.read("熊猫 灯塔 ".repeat(5000))).isEmpty();
    }
}
