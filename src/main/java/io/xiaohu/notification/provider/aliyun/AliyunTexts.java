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
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * Sends through Aliyun's {@code SendSms} (Dysmsapi, version 2017-05-25). Our id of the text goes
 * along as {@code OutId} and comes back in the receipt.
 */
public final class AliyunTexts implements TextProvider {

    public static final String NAME = "aliyun";

    private static final String ACTION = "SendSms";
    private static final String VERSION = "2017-05-25";

    private final TextSettings.Aliyun settings;
    private final Templates templates;
    private final AliyunApi api;

    public AliyunTexts(TextSettings.Aliyun settings, ProviderCalls calls, Clock clock) {
        this.settings = settings;
        this.templates = new Templates(settings.templates());
        this.api = new AliyunApi(settings.endpoint(), settings, calls, clock);
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
        query.put("PhoneNumbers", AliyunApi.number(to));
        query.put("SignName", settings.signName());
        query.put("TemplateCode", template.get().id());
        query.put("OutId", id.toString());
        if (!template.get().values().isEmpty()) {
            query.put("TemplateParam", api.json(template.get().values()));
        }
        return List.of(read(api.call(ACTION, VERSION, query)));
    }

    private static Report read(ProviderCalls.Answer answer) {
        JsonNode body = answer.body();
        String code = body.path("Code").asString("");
        String reference = body.path("BizId").asString("");
        return answer.isSuccess() && code.equals("OK") && !reference.isEmpty()
                ? Report.accepted(reference)
                : Report.failed(AliyunApi.refusal(code), code);
    }
}
