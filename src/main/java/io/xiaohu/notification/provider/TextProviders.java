package io.xiaohu.notification.provider;

import io.xiaohu.notification.provider.aliyun.AliyunCalls;
import io.xiaohu.notification.provider.aliyun.AliyunTexts;
import io.xiaohu.notification.provider.tencent.TencentTexts;
import io.xiaohu.notification.provider.twilio.TwilioTexts;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Who carries texts here, the first to be asked first. In demo mode nobody but the demo's outbox
 * does, whatever is configured.
 */
@Component
public class TextProviders {

    private final TextSettings settings;
    private final JsonMapper json;
    private final Clock clock;
    private final List<TextProvider> inOrder;
    private final List<TextProvider> callers;

    TextProviders(
            TextSettings settings, JsonMapper json, Clock clock, ObjectProvider<DemoOutbox> demo) {
        this.settings = settings;
        this.json = json;
        this.clock = clock;
        DemoOutbox outbox = demo.getIfAvailable();
        if (outbox != null) {
            inOrder = List.of(outbox);
            callers = List.of(outbox);
            return;
        }
        inOrder =
                settings.providers().isEmpty()
                        ? List.of(new NoProvider())
                        : settings.providers().stream().map(this::provider).toList();
        callers = settings.calls().stream().map(this::caller).toList();
    }

    /** Who makes calls, the first to be asked first; empty when nobody does. */
    public List<TextProvider> callers() {
        return callers;
    }

    /** Who may carry a text, never empty. */
    public List<TextProvider> forText(boolean byCall) {
        return byCall && !callers.isEmpty() ? callers : inOrder;
    }

    private TextProvider caller(String name) {
        if (!name.equals(AliyunCalls.NAME)) {
            throw new IllegalStateException("xiaohu.texts.calls knows no " + name + ": aliyun");
        }
        TextSettings.Aliyun aliyun = set(settings.aliyun(), name);
        set(aliyun.calls(), "aliyun.calls");
        return new AliyunCalls(aliyun, new ProviderCalls(json, settings.timeout()), clock);
    }

    private TextProvider provider(String name) {
        ProviderCalls calls = new ProviderCalls(json, settings.timeout());
        return switch (name) {
            case AliyunTexts.NAME -> new AliyunTexts(set(settings.aliyun(), name), calls, clock);
            case TencentTexts.NAME -> new TencentTexts(set(settings.tencent(), name), calls, clock);
            case TwilioTexts.NAME ->
                    new TwilioTexts(set(settings.twilio(), name), settings::twilioReceipts, calls);
            default ->
                    throw new IllegalStateException(
                            "xiaohu.texts.providers knows no "
                                    + name
                                    + ": aliyun, tencent, twilio");
        };
    }

    private static <T> T set(@Nullable T settings, String name) {
        if (settings == null) {
            throw new IllegalStateException("xiaohu.texts." + name + " is not set");
        }
        return settings;
    }
}
