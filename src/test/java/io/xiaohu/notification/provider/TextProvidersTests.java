package io.xiaohu.notification.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xiaohu.kernel.Phone;
import io.xiaohu.notification.DeliveryStep.Why;
import io.xiaohu.notification.OutgoingText;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import tools.jackson.databind.json.JsonMapper;

/** Who is asked, and in which order, outside demo mode. */
class TextProvidersTests {

    private static final Map<String, String> TWILIO =
            Map.of(
                    "xiaohu.texts.twilio.account-sid", "AC-test",
                    "xiaohu.texts.twilio.auth-token", "token",
                    "xiaohu.texts.twilio.from", "MG-test");

    @Test
    void withoutSettingsNothingIsSentAndNoCallMade() {
        TextProviders none = providers(Map.of());
        assertThat(none.callers()).isEmpty();
        TextProvider only = none.forText(false).getFirst();
        OutgoingText text =
                new OutgoingText("NOTE", "请查收", null, Locale.CHINA, new LinkedHashMap<>());
        assertThat(only.send(UUID.randomUUID(), Phone.parse("13900137281"), text))
                .containsExactly(TextProvider.Report.failed(Why.NO_PROVIDER, null));
    }

    @Test
    void theOrderIsTheOperators() {
        Map<String, String> both = new LinkedHashMap<>(TWILIO);
        both.put("xiaohu.texts.providers", "twilio,aliyun");
        both.put("xiaohu.texts.aliyun.access-key-id", "id");
        both.put("xiaohu.texts.aliyun.access-key-secret", "secret");
        both.put("xiaohu.texts.aliyun.sign-name", "小狐钱包");
        assertThat(providers(both).forText(false).stream().map(TextProvider::name))
                .containsExactly("twilio", "aliyun");
        both.put("xiaohu.texts.calls", "aliyun");
        assertThatThrownBy(() -> providers(both)).hasMessageContaining("aliyun.calls is not set");
        both.put("xiaohu.texts.aliyun.calls.show-number", "05711234567");
        assertThat(providers(both).callers()).hasSize(1);
    }

    @Test
    void whoIsUnknownOrNotSetUpStopsTheStart() {
        for (String name : List.of("tencent", "pigeon")) {
            assertThatThrownBy(() -> providers(Map.of("xiaohu.texts.providers", name)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(name);
        }
        assertThatThrownBy(() -> providers(Map.of("xiaohu.texts.calls", "twilio")))
                .hasMessageContaining("twilio");
    }

    private static TextProviders providers(Map<String, String> settings) {
        TextSettings bound =
                new Binder(new MapConfigurationPropertySource(settings))
                        .bindOrCreate("xiaohu.texts", TextSettings.class);
        return new TextProviders(
                bound,
                JsonMapper.shared(),
                Clock.systemUTC(),
                new DefaultListableBeanFactory().getBeanProvider(DemoOutbox.class));
    }
}
