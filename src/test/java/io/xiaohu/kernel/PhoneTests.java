package io.xiaohu.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers as people type and paste them (B1). */
class PhoneTests {

    @ParameterizedTest
    @CsvSource({
        "13800137281, +8613800137281",
        "' 138 0013 7281 ', +8613800137281",
        "138-0013-7281, +8613800137281",
        "１３８００１３７２８１, +8613800137281",
        "+86 138 0013 7281, +8613800137281",
        "008613800137281, +8613800137281",
        "+44 7400 123456, +447400123456",
        "+1 201 555 0123, +12015550123",
    })
    void whatReachesAPhoneIsTaken(String typed, String e164) {
        assertThat(Phone.parse(typed).e164()).isEqualTo(e164);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "abc",
                "1380013728",
                "138001372811",
                "23800137281",
                "+999 12345678",
                "13800137281; drop table customer"
            })
    void whatIsNoNumberIsCalledInvalid(String typed) {
        assertThat(refusal(typed)).isEqualTo(Reason.PHONE_INVALID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"010 6552 9988", "4008108888", "+44 909 8790123", "+1 800 253 0000"})
    void aFixedFreeOrPremiumRateNumberIsToldThatNoTextReachesIt(String typed) {
        assertThat(refusal(typed)).isEqualTo(Reason.PHONE_NOT_SUPPORTED);
    }

    @Test
    void eachRefusalIsOneClearSentenceInBothLanguages() {
        for (Reason reason : new Reason[] {Reason.PHONE_INVALID, Reason.PHONE_NOT_SUPPORTED}) {
            for (Locale locale : new Locale[] {Languages.CHINESE, Languages.ENGLISH}) {
                Failure told = ProblemTexts.render(Problem.of(reason), locale);
                assertThat(told.title()).isNotBlank();
                assertThat(told.detail()).isNotBlank().doesNotContain("{");
            }
        }
    }

    @Test
    void aNumberIsShownMaskedWhereverItIsWritten() {
        assertThat(Phone.parse("13800137281")).hasToString("138****7281");
        assertThat(Phone.parse("+447400123456").masked()).isEqualTo("+447****3456");
    }

    private static Reason refusal(String typed) {
        ProblemException[] thrown = new ProblemException[1];
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> Phone.parse(typed))
                .satisfies(refused -> thrown[0] = refused);
        return thrown[0].problem().reason();
    }
}
