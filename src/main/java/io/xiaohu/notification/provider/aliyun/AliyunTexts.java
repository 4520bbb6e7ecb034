package io.xiaohu.notification.provider.aliyun;

import io.xiaohu.kernel.Phone;
import io.xiaohu.notification.DeliveryStep.Why;
import io.xiaohu.notification.OutgoingText;
import io.xiaohu.notification.provider.ProviderCalls;
import io.xiaohu.notification.provider.Signing;
import io.xiaohu.notification.provider.Templates;
import io.xiaohu.notification.provider.TextProvider;
import io.xiaohu.notification.provider.TextSettings;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
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
    private static final String MAINLAND = "+86";

    private final TextSettings.Aliyun settings;
    private final String secret;
    private final Templates templates;
    private final ProviderCalls calls;
    private final Clock clock;

    public AliyunTexts(TextSettings.Aliyun settings, ProviderCalls calls, Clock clock) {
        this.settings = settings;
        this.secret = settings.secret();
        this.templates = new Templates(settings.templates());
        this.calls = calls;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Report> send(UUID id, Phone to, OutgoingText text) {
        Optional<String> template = templates.id(text);
        if (template.isEmpty()) {
            return List.of(Report.failed(Why.REFUSED, "NO_TEMPLATE"));
        }
        SortedMap<String, String> query = new TreeMap<>();
        query.put("PhoneNumbers", number(to));
        query.put("SignName", settings.signName());
        query.put("TemplateCode", template.get());
        query.put("OutId", id.toString());
        if (!text.values().isEmpty()) {
            query.put("TemplateParam", calls.json().writeValueAsString(text.values()));
        }
        return List.of(read(calls.call(signed(query))));
    }

    private HttpRequest.Builder signed(SortedMap<String, String> query) {
        String now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
        String nonce = UUID.randomUUID().toString();
        URI endpoint = settings.endpoint();
        SortedMap<String, String> headers =
                AliyunSignature.headers(endpoint.getAuthority(), ACTION, VERSION, now, nonce);
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(endpoint + "/?" + Signing.query(query)))
                        .POST(HttpRequest.BodyPublishers.noBody());
        // The client writes Host itself, from the same address.
        headers.forEach((name, value) -> {
            if (!name.equals("host")) {
                request.header(name, value);
            }
        });
        return request.header(
                "Authorization",
                AliyunSignature.authorization(query, headers, settings.accessKeyId(), secret));
    }

    private static Report read(ProviderCalls.Answer answer) {
        JsonNode body = answer.body();
        String code = body.path("Code").asString("");
        String reference = body.path("BizId").asString("");
        return answer.isSuccess() && code.equals("OK") && !reference.isEmpty()
                ? Report.accepted(reference)
                : Report.failed(refusal(code), code);
    }

    /**
     * Mainland numbers without country code, others with it and without the plus (SendSms,
     * PhoneNumbers).
     */
    private static String number(Phone to) {
        return to.e164().startsWith(MAINLAND)
                ? to.e164().substring(MAINLAND.length())
                : to.e164().substring(1);
    }

    /** From the table of the API's error codes (短信服务「API 错误码」). */
    private static Why refusal(String code) {
        return REFUSALS.getOrDefault(code, Why.REFUSED);
    }

    private static final Map<String, Why> REFUSALS =
            Map.of(
                    "isv.BUSINESS_LIMIT_CONTROL", Why.TOO_MANY,
                    "isv.DAY_LIMIT_CONTROL", Why.TOO_MANY,
                    "isv.MONTH_LIMIT_CONTROL", Why.TOO_MANY,
                    "isv.MOBILE_NUMBER_ILLEGAL", Why.NUMBER_WRONG,
                    "isv.DENY_IP_RANGE", Why.REFUSED);
}
