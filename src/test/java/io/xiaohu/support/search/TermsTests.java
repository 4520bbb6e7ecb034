package io.xiaohu.support.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.kernel.NumberMasks;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a line is found by, and what of it is never made findable. */
class TermsTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "充值没到账 | 充值",
                "充值没到账 | 没到",
                "充值没到账 | 到账",
                "充值没到账 | 充值没到账",
                "我的 WeChat 提现 | wechat",
                "我的 WeChat 提现 | WEC",
                "我的WeChat提现 | wechat提现",
                "ＡＢＣ１２３ | abc123",
                "abc123 | ＡＢＣ１２３",
                "金额200.03元 | 200.03",
                "金额200.03元 | 200",
                "订单 8800123456 | 8800",
                "订单 8800123456 | 3456",
                "谢谢👍🏽 | 👍",
                "支付ＰＩＮ码 | pin码",
                "カタカナ | タカ",
                "𠮷野家付款 | 𠮷野",
            })
    void aLineIsFoundBy(String line, String looked) {
        assertThat(found(line, looked)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "充值没到账 | 值到",
                "充值，没到账 | 值没",
                "payment | ment",
                "订单 8800123456 | 0012",
                "充值 | 提现",
            })
    void aLineIsNotFoundBy(String line, String looked) {
        assertThat(found(line, looked)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "卡号6222020000040000010不行 | 卡号****0010不行",
                "6222 0200 0004 0000 010 | ****0010",
                "６２２２０２０００００４００００ | ****0000",
                "身份证 11010119900307123X。 | 身份证 ****123X。",
                "110101 19900307 1234 | ****1234",
                "4222222222222 | ****2222",
                "4222222222223 | 4222222222223",
                "手机13800138000 | 手机13800138000",
                "2026-11-29 12:00 付了 200.00 | 2026-11-29 12:00 付了 200.00",
                "4200001234567890123456789012 | 4200001234567890123456789012",
            })
    void numbersOfCardsAndIdentityCardsAreMasked(String text, String masked) {
        assertThat(NumberMasks.masked(text)).isEqualTo(masked);
    }

    @Test
    void whatWasFoundIsMarkedAsItWasWritten() {
        String text = "您好，ＷｅＣｈａｔ充值没到账，充值两次了";
        Folded folded = Folded.of(text);
        assertThat(
                        Marks.of(text, folded, List.of("充值", "wechat")).stream()
                                .map(piece ->
                                        piece.found() ? "[" + piece.text() + "]" : piece.text())
                                .collect(Collectors.joining()))
                .isEqualTo("您好，[ＷｅＣｈａｔ充值]没到账，[充值]两次了");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "手机13800138000 | 手机****8000",
                "400-000-7281 | ****7281",
                "写信到 li.na+x@b.example | 写信到 ***@b.example",
                "2026 年 200.00 元，第 123456 号 | 2026 年 200.00 元，第 123456 号",
            })
    void whoCanBeReachedIsMaskedWhereNobodyHasToKnow(String text, String masked) {
        assertThat(NumberMasks.personal(text)).isEqualTo(masked);
    }

    @Test
    void aLongLineIsCutAroundWhatWasFoundAndNeverInsideACharacter() {
        String text = "👍".repeat(100) + "到账" + "👍".repeat(200);
        String shown =
                Marks.of(text, Folded.of(text), List.of("到账")).stream()
                        .map(ConversationSearch.Piece::text)
                        .collect(Collectors.joining());
        assertThat(shown).startsWith("…👍").contains("到账").endsWith("👍…").hasSizeLessThan(170);
    }

    private static boolean found(String line, String looked) {
        List<Integer> has = Arrays.stream(Terms.ofLine(NumberMasks.masked(line))).boxed().toList();
        String folded = Folded.of(looked).text();
        int[] wants = Terms.toFind(List.of(folded));
        return wants.length > 0
                && Arrays.stream(wants).allMatch(has::contains)
                && Folded.of(line).text().contains(folded);
    }
}
