package io.xiaohu.help.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is said of an article: without marks, and the part that was asked for. */
class PassageTests {

    private static final String ARTICLE =
            """
            验证码由短信发出，5 分钟内有效。

            1. 检查手机信号和短信拦截。
            2. 打 400-000-7281。

            **换了手机号**：去[安全中心](/app/safety)改绑。
            """;

    @Test
    void marksAreLeftOutAndNumbersStayAsTheyAreDialled() {
        assertThat(Passage.plain(ARTICLE))
                .isEqualTo("验证码由短信发出，5 分钟内有效。 检查手机信号和短信拦截。 打 400-000-7281。 换了手机号：去安全中心改绑。");
    }

    @Test
    void aTableIsReadRowByRowWithoutItsRules() {
        assertThat(Passage.plain("看表：\n\n| 是什么 | 多久 |\n| --- | --- |\n| 失败的充值 | 1–3 个工作日 |\n"))
                .isEqualTo("看表： 是什么 多久 失败的充值 1–3 个工作日");
    }

    @Test
    void aPointBelowAPointIsALineOfItsOwnOnce() {
        assertThat(Passage.plain("- 一\n  - 二\n\n    还有\n- 三\n\n```\n四\n```\n"))
                .isEqualTo("一 二 还有 三 四");
    }

    @Test
    void theBlockThatSharesWordsWithTheQuestionIsWhereTheAnswerBegins() {
        assertThat(Passage.answering(ARTICLE, "手机信号不好收不到", 280))
                .startsWith("检查手机信号和短信拦截。\n打 400-000-7281。\n换了手机号");
        assertThat(Passage.answering(ARTICLE, "换了手机号怎么办", 280)).startsWith("换了手机号");
    }

    @Test
    void whatSharesNothingIsAnsweredFromItsBeginningAndNeverWithMoreThanFits() {
        assertThat(Passage.answering(ARTICLE, "hello", 280)).startsWith("验证码由短信发出");
        assertThat(Passage.answering(ARTICLE, "hello", 20)).isEqualTo("验证码由短信发出，5 分钟内有效。");
        assertThat(Passage.answering(ARTICLE, "hello", 5)).isEqualTo("验证码由短…");
    }
}
