package io.xiaohu.notification.provider.tencent;

import io.xiaohu.kernel.Phone;
import io.xiaohu.notification.DeliveryStep.Why;
import io.xiaohu.notification.OutgoingText;
import io.xiaohu.notification.provider.ProviderCalls;
import io.xiaohu.notification.provider.Templates;
import io.xiaohu.notification.provider.TextProvider;
import io.xiaohu.notification.provider.TextSettings;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * Sends through Tencent Cloud's {@code SendSms} (version 2021-01-11). Its receipts name a text by
 * the serial number it answers here, and by nothing of ours.
 */
public final class TencentTexts implements TextProvider {

    public static final String NAME = "tencent";

    private static final String SERVICE = "sms";
    private static final String ACTION = "SendSms";
    private static final String VERSION = "2021-01-11";

    private final TextSettings.Tencent settings;
    private final String secret;
    private final Templates templates;
    private final ProviderCalls calls;
    private final Clock clock;

    public TencentTexts(TextSettings.Tencent settings, ProviderCalls calls, Clock clock) {
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
        Optional<Templates.Filled> template = templates.fill(text);
        if (template.isEmpty()) {
            return List.of(Report.failed(Why.REFUSED, "NO_TEMPLATE"));
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("PhoneNumberSet", List.of(to.e164()));
        body.put("SmsSdkAppId", settings.sdkAppId());
        body.put("SignName", settings.signName());
        body.put("TemplateId", template.get().id());
        body.put("TemplateParamSet", List.copyOf(template.get().values().values()));
        body.put("SessionContext", id.toString());
        return List.of(read(calls.call(signed(calls.json().writeValueAsString(body)))));
    }

    private HttpRequest.Builder signed(String payload) {
        Instant now = clock.instant();
        URI endpoint = settings.endpoint();
        String authorization =
                TencentSignature.authorization(
                        endpoint.getAuthority(),
                        SERVICE,
                        now,
                        payload,
                        settings.secretId(),
                        secret);
        return HttpRequest.newBuilder(URI.create(endpoint + "/"))
                .header("Content-Type", TencentSignature.CONTENT_TYPE)
                .header("Authorization", authorization)
                .header("X-TC-Action", ACTION)
                .header("X-TC-Version", VERSION)
                .header("X-TC-Region", settings.region())
                .header("X-TC-Timestamp", String.valueOf(now.getEpochSecond()))
                .POST(HttpRequest.BodyPublishers.ofString(payload));
    }

    /** A call that failed has an Error; one that was made has a status for each number. */
    private static Report read(ProviderCalls.Answer answer) {
        JsonNode response = answer.body().path("Response");
        JsonNode status = response.path("SendStatusSet").path(0);
        String code = status.path("Code").asString("");
        String reference = status.path("SerialNo").asString("");
        if (code.equals("Ok") && !reference.isEmpty()) {
            return Report.accepted(reference);
        }
        String error = code.isEmpty() ? response.path("Error").path("Code").asString("") : code;
        return Report.failed(refusal(error), error);
    }

    /** From the API's own table (SendSms,「错误码」). */
    private static Why refusal(String code) {
        if (code.startsWith("LimitExceeded.") || code.equals("RequestLimitExceeded")) {
            return Why.TOO_MANY;
        }
        return switch (code) {
            case "FailedOperation.PhoneNumberInBlacklist" -> Why.BLOCKED;
            case "InvalidParameterValue.IncorrectPhoneNumber" -> Why.NUMBER_WRONG;
            default -> Why.REFUSED;
        };
    }
}
