package io.xiaohu.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.kernel.Languages;
import io.xiaohu.kernel.Texts;
import io.xiaohu.notification.DeliveryStep;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every step there can be has its sentence in both languages, with and without a code. */
class TraceTextsTests {

    private static final Texts TEXTS = Texts.of("identity");

    @Test
    void everyStepIsTold() {
        for (boolean byCall : List.of(false, true)) {
            for (DeliveryStep.State state : DeliveryStep.State.values()) {
                told(state, null, byCall);
            }
            for (DeliveryStep.Why why : DeliveryStep.Why.values()) {
                told(DeliveryStep.State.FAILED, why, byCall);
            }
        }
    }

    private static void told(
            DeliveryStep.State state, DeliveryStep.@Nullable Why why, boolean byCall) {
        for (Locale language : Languages.ALL) {
            for (String provider : new String[] {null, "aliyun", "tencent", "twilio", "demo"}) {
                DeliveryStep plain =
                        new DeliveryStep(state, Instant.EPOCH, why, provider, null, byCall);
                DeliveryStep coded =
                        new DeliveryStep(state, Instant.EPOCH, why, provider, "X:1", byCall);
                assertThat(TEXTS.get(language, plain.textKey(), plain.textArgs()))
                        .doesNotContain("{", "}", "(code", "代码");
                String withCode = TEXTS.get(language, coded.textKey(), coded.textArgs());
                assertThat(withCode).doesNotContain("{", "}");
            }
        }
    }
}
