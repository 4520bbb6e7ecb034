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
                "人工人工",
                "人工！人工！人工客服！",
                "能转人工吗",
                "可以转人工吗？",
                "请问能不能转人工",
                "可不可以帮我转接人工客服",
                "有没有人工",
                "有人工吗",
                "我要找真人",
                "human",
                "Agent",
                "HUMAN!!",
                "I want to talk to a human",
                "Can I speak to a real person please",
                "live agent",
                "can I talk to a human",
                "Could you connect me to an agent?",
                "Please transfer me to a live person",
                "Is there a human here?",
                "human human",
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
                "人工智能",
                "我要人工智能",
                "能转人工智能吗",
                "人工费",
                "有没有人工费",
                "人工费要多少",
                "没有人工",
                "可以不转人工吗",
                "",
                "谢谢",
                "the agent told me to wait",
                "humanity",
                "can I become an agent of yours",
                "is there a human right to this",
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
