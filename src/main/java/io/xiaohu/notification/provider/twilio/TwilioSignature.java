package io.xiaohu.notification.provider.twilio;

import io.xiaohu.kernel.Signing;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/**
 * Twilio's {@code X-Twilio-Signature} (Webhooks Security): HMAC-SHA1 with the auth token over the
 * whole address it called, followed by every form field, name and value, in the order of names.
 */
public final class TwilioSignature {

    private TwilioSignature() {}

    /**
     * @param address as Twilio was told it, scheme and query included
     */
    public static String of(String address, Map<String, String> fields, String authToken) {
        StringBuilder signed = new StringBuilder(address);
        new TreeMap<>(fields).forEach((name, value) -> signed.append(name).append(value));
        return Base64.getEncoder()
                .encodeToString(
                        Signing.hmac("HmacSHA1", Signing.bytes(authToken), signed.toString()));
    }

    public static boolean matches(
            String address, Map<String, String> fields, String authToken, String signature) {
        return Signing.same(of(address, fields, authToken), signature);
    }
}
