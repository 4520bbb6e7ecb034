package io.xiaohu.notification.provider.aliyun;

import io.xiaohu.kernel.Phone;
import io.xiaohu.notification.DeliveryStep.Why;
import io.xiaohu.notification.OutgoingText;
import io.xiaohu.notification.provider.ProviderCalls;
import io.xiaohu.notification.provider.Templates;
import io.xiaohu.notification.provider.TextProvider;
import io.xiaohu.notification.provider.TextSettings;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Has a text read out by Aliyun's {@code SingleCallByTts} (Dyvmsapi, version 2017-05-25), twice in
 * one call, since nobody has a pen at hand.
 */
public final class AliyunCalls implements TextProvider {

    public static final String NAME = AliyunTexts.NAME;

    private static final String ACTION = "SingleCallByTts";
    private static final String VERSION = "2017-05-25";
    private static final String PLAY_TIMES = "2";

    private final TextSettings.AliyunCalls settings;
    private final Templates templates;
    private final AliyunApi api;

    public AliyunCalls(TextSettings.Aliyun aliyun, ProviderCalls calls, Clock clock) {
        this.settings = Objects.requireNonNull(aliyun.calls());
        this.templates = new Templates(settings.templates());
        this.api = new AliyunApi(settings.endpoint(), aliyun, calls, clock);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Report> send(UUID id, Phone to, OutgoingText text) {
        Optional<Templates.Filled> template = templates.fill(text);
        if (template.isEmpty()) {
            return List.of(Report.failed(Why.REFUSED, "NO_TEMPLATE"));
        }
        SortedMap<String, String> query = new TreeMap<>();
        query.put("CalledNumber", AliyunApi.number(to));
        query.put("TtsCode", template.get().id());
        query.put("PlayTimes", PLAY_TIMES);
        query.put("OutId", id.toString());
        String showNumber = settings.showNumber();
        if (showNumber != null) {
            query.put("CalledShowNumber", showNumber);
        }
        if (!template.get().values().isEmpty()) {
            query.put("TtsParam", api.json(template.get().values()));
        }
        ProviderCalls.Answer answer = api.call(ACTION, VERSION, query);
        String code = answer.body().path("Code").asString("");
        String reference = answer.body().path("CallId").asString("");
        return List.of(
                answer.isSuccess() && code.equals("OK") && !reference.isEmpty()
                        ? Report.accepted(reference)
                        : Report.failed(AliyunApi.refusal(code), code));
    }
}
