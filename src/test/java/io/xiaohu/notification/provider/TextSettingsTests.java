package io.xiaohu.notification.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Settings as an operator gives them in the environment. */
class TextSettingsTests {

    private static final Map<String, String> ALIYUN =
            Map.of(
                    "XIAOHU_TEXTS_PROVIDERS", "aliyun",
                    "XIAOHU_TEXTS_ALIYUN_ACCESSKEYID", "id",
                    "XIAOHU_TEXTS_ALIYUN_ACCESSKEYSECRET", "a-secret",
                    "XIAOHU_TEXTS_ALIYUN_SIGNNAME", "小狐钱包",
                    "XIAOHU_TEXTS_ALIYUN_TEMPLATES_CODERESETPASSWORD", "SMS_1",
                    "XIAOHU_TEXTS_ALIYUN_TEMPLATES_CODERESETPASSWORDUSELESS", "SMS_2");

    @Test
    void theEnvironmentIsEnough() {
        TextSettings settings = bind(ALIYUN);
        TextSettings.Aliyun aliyun = Objects.requireNonNull(settings.aliyun());
        assertThat(settings.providers()).containsExactly("aliyun");
        assertThat(settings.calls()).isEmpty();
        assertThat(aliyun.secret()).isEqualTo("a-secret");
        assertThat(aliyun.templates())
                .containsEntry("coderesetpassword", "SMS_1")
                .containsEntry("coderesetpassworduseless", "SMS_2");
        assertThat(settings.toString() + aliyun).doesNotContain("secret");
    }

    @Test
    void aSecretMayBeInAFile(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("receipts"), "abcdefghijklmnopqrst-1\n");
        assertThat(bind(Map.of("XIAOHU_TEXTS_RECEIPTSSECRETFILE", file.toString())).receiptsPath())
                .isEqualTo("abcdefghijklmnopqrst-1");
    }

    @Test
    void whatIsMissingOrTooShortIsNamed() {
        Map<String, String> unsigned = new HashMap<>(ALIYUN);
        unsigned.remove("XIAOHU_TEXTS_ALIYUN_SIGNNAME");
        assertThatThrownBy(() -> bind(unsigned))
                .rootCause()
                .hasMessage("xiaohu.texts.aliyun.sign-name is not set");
        TextSettings guessable = bind(Map.of("XIAOHU_TEXTS_RECEIPTSSECRET", "short"));
        assertThatThrownBy(guessable::receiptsPath)
                .hasMessageContaining("receipts-secret")
                .hasMessageNotContaining("short");
        assertThat(bind(Map.of("XIAOHU_TEXTS_TIMEOUT", "2s")).receiptsPath()).isNull();
    }

    private static TextSettings bind(Map<String, String> environment) {
        StandardEnvironment settings = new StandardEnvironment();
        settings.getPropertySources()
                .replace(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new SystemEnvironmentPropertySource(
                                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                                new HashMap<>(environment)));
        return Binder.get(settings).bindOrCreate("xiaohu.texts", TextSettings.class);
    }
}
