package io.xiaohu.identity.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.xiaohu.kernel.Languages;
import io.xiaohu.kernel.Phone;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.ProblemException;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.Texts;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is refused as a password, and why, for somebody called 陈晓宁 with the phone 13912345678. */
class PasswordsTests {

    private static final Phone PHONE = Phone.parse("13912345678");
    private static final String NAME = "陈晓宁";
    private static final Passwords PASSWORDS = new Passwords();

    @ParameterizedTest
    @CsvSource({
        "short, SHORT",
        "1234567, SHORT",
        "12345678, COMMON",
        "password123, COMMON",
        "woaini1314, COMMON",
        "1qaz2wsx3edc, COMMON",
        "poiuytre, KEYBOARD",
        "23456789, SEQUENCE",
        "hgfedcba, SEQUENCE",
        "abcd1234efgh, SEQUENCE",
        "aaaaaaaaaa, REPEATED",
        "aaaabbbbcccc, REPEATED",
        "19900101, DATE",
        "13912345678, YOURS",
        "x13912345678x, YOURS",
        "12345678abc!, YOURS",
        "chenxiaoning, YOURS",
        "ChenXiaoNing1990, YOURS",
        "chen345678, YOURS",
        "xiaohu2026, YOURS",
        "陈晓宁陈晓宁陈晓宁, YOURS",
    })
    void whatIsEasyToGuessIsRefusedForItsReason(String password, Weakness why) {
        assertThat(PASSWORDS.weaknesses(password, PHONE, NAME)).contains(why);
    }

    @ParameterizedTest
    @CsvSource({
        "a-long-enough-passphrase",
        "Test-pass-1234",
        "little-fox-in-the-snow",
        "warm-tea-on-a-cold-day",
        "kX9#mQ2v",
        "jdkfhgiw",
        "p7wq-83kd",
        "冬天里的一只小狐狸",
    })
    void whatTakesManyGuessesIsAcceptedWhateverItIsMadeOf(String password) {
        assertThat(PASSWORDS.weaknesses(password, PHONE, NAME)).isEmpty();
    }

    @Test
    void theSameWordsAreFineForSomebodyElse() {
        assertThat(PASSWORDS.weaknesses("wanghaoran-lake", PHONE, "王浩然")).isNotEmpty();
        assertThat(PASSWORDS.weaknesses("wanghaoran-lake", PHONE, NAME)).isEmpty();
    }

    @Test
    void adviceIsGivenInTheReadersLanguage() {
        assertThat(advice(Languages.ENGLISH)).contains("your name or number");
        assertThat(advice(Languages.CHINESE)).contains("名字或手机号");
    }

    @ParameterizedTest
    @EnumSource(Weakness.class)
    void everyWeaknessHasAdvice(Weakness weakness) {
        assertThat(Texts.of("identity").has("advice." + weakness)).isTrue();
    }

    @Test
    void theLongestPasswordsTakeNoLongToLookAt() {
        Instant began = Instant.now();
        for (String part : new String[] {"q", "aB3$xZ9!", "correct-horse-1990-", "1234"}) {
            String longest = part.repeat(128 / part.length());
            assertThat(PASSWORDS.weaknesses(longest, PHONE, NAME)).isNotNull();
        }
        assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(5));
    }

    private static String advice(Locale locale) {
        ProblemException refused =
                catchThrowableOfType(
                        ProblemException.class,
                        () ->
                                PASSWORDS.requireStrong(
                                        "newPassword", "chenxiaoning", PHONE, NAME, locale));
        Problem problem = refused.problem();
        assertThat(problem.reason()).isEqualTo(Reason.PASSWORD_WEAK);
        assertThat(problem.fields().getFirst().name()).isEqualTo("newPassword");
        return problem.fields().getFirst().detail();
    }
}
