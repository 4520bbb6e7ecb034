package io.xiaohu.notification.provider.aliyun;

import io.xiaohu.kernel.AliyunSignature;
import io.xiaohu.kernel.Phone;
import io.xiaohu.kernel.Signing;
import io.xiaohu.notification.DeliveryStep.Why;
import io.xiaohu.notification.provider.ProviderCalls;
import io.xiaohu.notification.provider.TextSettings;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.SortedMap;
import java.util.UUID;

/** Calls one of Aliyun's RPC-style services, signed. */
final class AliyunApi {

    private static final String MAINLAND = "+86";

    /** From the services' tables of error codes (短信服务 and 语音服务「API 错误码」). */
    private static final Map<String, Why> REFUSALS =
            Map.of(
                    "isv.BUSINESS_LIMIT_CONTROL", Why.TOO_MANY,
                    "isv.DAY_LIMIT_CONTROL", Why.TOO_MANY,
                    "isv.MONTH_LIMIT_CONTROL", Why.TOO_MANY,
                    "isv.MOBILE_NUMBER_ILLEGAL", Why.NUMBER_WRONG);

    private final URI endpoint;
    private final String accessKeyId;
    private final String secret;
    private final ProviderCalls calls;
    private final Clock clock;

    AliyunApi(URI endpoint, TextSettings.Aliyun settings, ProviderCalls calls, Clock clock) {
        this.endpoint = endpoint;
        this.accessKeyId = settings.accessKeyId();
        this.secret = settings.secret();
        this.calls = calls;
        this.clock = clock;
    }

    ProviderCalls.Answer call(String action, String version, SortedMap<String, String> query) {
        String now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
        String nonce = UUID.randomUUID().toString();
        SortedMap<String, String> headers =
                AliyunSignature.headers(endpoint.getAuthority(), action, version, now, nonce);
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(endpoint + "/?" + Signing.query(query)))
                        .POST(HttpRequest.BodyPublishers.noBody());
        // The client writes Host itself, from the same address.
        headers.forEach((name, value) -> {
            if (!name.equals("host")) {
                request.header(name, value);
            }
        });
        request.header(
                "Authorization",
                AliyunSignature.authorization(query, headers, accessKeyId, secret));
        return calls.call(request);
    }

    String json(Map<String, String> values) {
        return calls.json().writeValueAsString(values);
    }

    /**
     * Mainland numbers without country code, others with it and without the plus (SendSms,
     * PhoneNumbers; SingleCallByTts, CalledNumber).
     */
    static String number(Phone to) {
        return to.e164().startsWith(MAINLAND)
                ? to.e164().substring(MAINLAND.length())
                : to.e164().substring(1);
    }

    static Why refusal(String code) {
        return REFUSALS.getOrDefault(code, Why.REFUSED);
    }
}
