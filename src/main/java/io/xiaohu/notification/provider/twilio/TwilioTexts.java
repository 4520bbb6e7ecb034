package io.xiaohu.notification.provider.twilio;

import io.xiaohu.kernel.Phone;
import io.xiaohu.kernel.Signing;
import io.xiaohu.notification.OutgoingText;
import io.xiaohu.notification.provider.ProviderCalls;
import io.xiaohu.notification.provider.TextProvider;
import io.xiaohu.notification.provider.TextSettings;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Sends through Twilio's Messages resource (API version 2010-04-01) with Basic authentication. It
 * takes free text. Receipts come to an address of the text's own.
 */
public final class TwilioTexts implements TextProvider {

    public static final String NAME = "twilio";

    private static final String MESSAGING_SERVICE = "MG";

    private final TextSettings.Twilio settings;
    private final String authToken;
    private final Function<String, @Nullable String> receipts;
    private final ProviderCalls calls;

    /**
     * @param receipts the address for receipts of the text with this id; null when there is none
     */
    public TwilioTexts(
            TextSettings.Twilio settings,
            Function<String, @Nullable String> receipts,
            ProviderCalls calls) {
        this.settings = settings;
        this.authToken = settings.secret();
        this.receipts = receipts;
        this.calls = calls;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Report> send(UUID id, Phone to, OutgoingText text) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("To", to.e164());
        boolean service = settings.from().startsWith(MESSAGING_SERVICE);
        form.put(service ? "MessagingServiceSid" : "From", settings.from());
        form.put("Body", text.content());
        String address = receipts.apply(id.toString());
        if (address != null) {
            form.put("StatusCallback", address);
        }
        String login = settings.accountSid() + ":" + authToken;
        String path = "/2010-04-01/Accounts/" + settings.accountSid() + "/Messages.json";
        return List.of(
                read(
                        calls.call(
                                HttpRequest.newBuilder(URI.create(settings.endpoint() + path))
                                        .header(
                                                "Authorization",
                                                "Basic "
                                                        + Base64.getEncoder()
                                                                .encodeToString(
                                                                        Signing.bytes(login)))
                                        .header("Content-Type", "application/x-www-form-urlencoded")
                                        .POST(
                                                HttpRequest.BodyPublishers.ofString(
                                                        Signing.query(form))))));
    }

    private static Report read(ProviderCalls.Answer answer) {
        JsonNode body = answer.body();
        String sid = body.path("sid").asString("");
        if (answer.isSuccess() && !sid.isEmpty()) {
            return Report.accepted(sid);
        }
        String code = body.path("code").asString("");
        return Report.failed(TwilioReceipts.refusal(code), code);
    }
}
