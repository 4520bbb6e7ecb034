package io.xiaohu.trust.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.xiaohu.trust.ContactKind;
import io.xiaohu.trust.HotKind;
import io.xiaohu.trust.OfficialContact;
import io.xiaohu.trust.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is pasted gets an answer, and soon. */
class HostileTextsTests {

    private static final int LONGEST = 20_000;

    private static final Checker CHECKER =
            new Checker(
                    List.of(
                            new OfficialContact(ContactKind.PHONE, "400-000-7281"),
                            new OfficialContact(ContactKind.EMAIL, "care@xiaohu-wallet.example"),
                            new OfficialContact(ContactKind.WECHAT, "xiaohu-care"),
                            new OfficialContact(ContactKind.DOMAIN, "xiaohu-wallet.example")),
                    List.of(),
                    List.of(new HotPattern(HotKind.PHRASE, "积分即将清零", Instant.EPOCH)));

    /** What texts are made of that were built to break something. */
    private static final List<String> PIECES =
            List.of(
                    "a",
                    "0",
                    ".",
                    "-",
                    "@",
                    ":",
                    "/",
                    "//",
                    "\\",
                    "?url=",
                    "%",
                    "%25",
                    "%zz",
                    "%c0%ae",
                    "#",
                    "&",
                    "<",
                    ">",
                    "\"",
                    "[",
                    "]",
                    "。",
                    "，",
                    " ",
                    "\n",
                    "\t",
                    "\u0000",
                    "\u200b",
                    "\u202e",
                    "\u2066",
                    "\ufeff",
                    "\ud800",
                    "\udc00",
                    "\ufe0f",
                    "👩‍💼",
                    "😀",
                    "e\u0301\u0301\u0301",
                    "ﷺ",
                    "小狐钱包",
                    "小 狐",
                    "验证码",
                    "告诉",
                    "xiaohu",
                    "xiaohu-wallet.example",
                    "400-000-7281",
                    "4OO",
                    "微信",
                    "QQ",
                    "http:",
                    "https://",
                    "javascript:",
                    "data:text/",
                    "xn--",
                    "xn--a",
                    "hxxp://",
                    "[.]",
                    "{0}",
                    "${jndi:ldap://a}",
                    "' or 1=1 --");

    @Test
    void everyMixOfPiecesIsAnswered() {
        long seed = 20261129;
        Random random = new Random(seed);
        for (int i = 0; i < 1000; i++) {
            StringBuilder text = new StringBuilder();
            int length = 1 + random.nextInt(i % 100 == 0 ? 800 : 30);
            for (int j = 0; j < length; j++) {
                text.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            assertThatCode(() -> CHECKER.check(text.toString()))
                    .as("seed %d, text %d: %s", seed, i, text)
                    .doesNotThrowAnyException();
        }
    }

    /** What a pattern that backtracks without end would stumble on. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                ".",
                "-",
                "..",
                "a.",
                "-.",
                "@",
                "a@",
                "/",
                "://",
                "%25",
                "?url=//",
                "xn--",
                "0 ",
                "0-",
                "4OO ",
                "[.]",
                "<a@",
                "小狐",
                "小 ",
                "验证码",
                "ﷺ",
                "㏂",
                "㏂㏂@",
                "⒈",
                "微信",
                "a.cn ",
                "https://xiaohu-safe.top/ ",
                "微信xiaohu1 ",
                "400-000-7282 ",
                "https://a."
            })
    @Timeout(60)
    void aPieceRepeatedIsAnswered(String piece) {
        String text = piece.repeat(LONGEST / piece.length());
        assertThatCode(() -> CHECKER.check(text)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://[::::/%%%",
                "http://",
                "https://@",
                "https://:80",
                "//..//",
                "@",
                "a@",
                "@@@@",
                "http://xn--",
                "http://a..b",
                "http://-",
                "http://%",
                "http://%00",
                "tel:",
                "mailto:",
                "\u0000",
                "\ud83d",
                "\u202e",
                " "
            })
    void whatIsNoLinkIsNeitherOfficialNorAnError(String text) {
        assertThat(CHECKER.check(text).decides().verdict()).isNotEqualTo(Verdict.OFFICIAL);
    }

    @Test
    void hiddenCharactersDoNotHideAnImpostor() {
        assertThat(CHECKER.check("xiaohu\u200b-wa11et\ufeff.example").decides().verdict())
                .isEqualTo(Verdict.IMPOSTOR);
        assertThat(CHECKER.check("请把验\u200b证\u200b码告\u2060诉我").decides().verdict())
                .isEqualTo(Verdict.SUSPICIOUS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://xiaohu-wallet.example/ ",
                "ﷺ",
                "400-000-7281 ",
                "\u200b",
                "今天天气不错。"
            })
    void nothingBeforeAnImpostorMakesItOfficial(String piece) {
        String long20 = piece.repeat(LONGEST / piece.length());
        for (String filler : List.of(piece.repeat(200), long20, long20.repeat(2))) {
            assertThat(
                            CHECKER.check(
                                            "400-000-7281 "
                                                    + filler
                                                    + " http://xiaohu-safe.top/login")
                                    .decides()
                                    .verdict())
                    .as("%s × %d", piece, filler.length() / piece.length())
                    .isNotEqualTo(Verdict.OFFICIAL);
        }
    }

    @ParameterizedTest
    @CsvSource({"https://xiaohu-wallet.example/, 300", "ﷺ, 1150"})
    void anImpostorAfterManyOfOursIsSeen(String piece, int times) {
        String text =
                "400-000-7281 " + (piece + " ").repeat(times) + " http://xiaohu-safe.top/login";
        assertThat(CHECKER.check(text).decides().verdict())
                .isIn(Verdict.SUSPICIOUS, Verdict.IMPOSTOR);
    }

    @Test
    void whatIsTooLongToBeLookedAtWholeIsUnknown() {
        Judged judged = CHECKER.check("400-000-7281 " + "今天天气不错。".repeat(4000));
        assertThat(judged.decides().verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(judged.decides().why()).isEqualTo("text.cut");
    }

    @Test
    void aLongHonestTextWithOurContactStaysOfficial() {
        String text = "今天天气不错。".repeat(1400) + "客服电话 400-000-7281";
        assertThat(CHECKER.check(text).decides().verdict()).isEqualTo(Verdict.OFFICIAL);
    }
}
