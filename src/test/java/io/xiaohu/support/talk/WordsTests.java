package io.xiaohu.support.talk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What words in a conversation mean to us. */
class WordsTests {

    private static final UUID ZHOU = new UUID(0, 1);
    private static final UUID ZHOU_XIAO = new UUID(0, 2);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "人工",
                "转人工",
                "人工客服",
                "转 人工！",
                "我要转人工",
                "请帮我转接人工客服，谢谢",
                "找真人",
                "要人工",
                "human",
                "Agent",
                "HUMAN!!",
                "I want to talk to a human",
                "Can I speak to a real person please",
                "live agent",
                "ｈｕｍａｎ"
            })
    void thisAsksForAHuman(String text) {
        assertThat(HumanWanted.in(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "人工审核要多久",
                "你们的人工智能真差",
                "",
                "谢谢",
                "the agent told me to wait",
                "humanity",
                "不要转人工",
                "我昨天找人工客服问过，说今天到账，可是到现在还没有看到，到底什么时候能到"
            })
    void thisDoesNot(String text) {
        assertThat(HumanWanted.in(text)).isFalse();
    }

    @Test
    void aNoteNamesColleaguesByEitherNameAndTheLongerNameIsMeant() {
        List<Naming.Somebody> all =
                List.of(
                        new Naming.Somebody(ZHOU, "zhou", "周"),
                        new Naming.Somebody(ZHOU_XIAO, "agent", "周晓"));
        assertThat(Naming.in("@周晓 请看一下", all)).containsExactly(ZHOU_XIAO);
        assertThat(Naming.in("＠周，@AGENT", all)).containsExactly(ZHOU, ZHOU_XIAO);
        assertThat(Naming.in("周晓 a@b.com @ @谁", all)).isEmpty();
    }
}
