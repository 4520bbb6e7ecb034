package io.xiaohu.notification.provider.tencent;

import io.xiaohu.kernel.Signing;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;

/**
 * Tencent Cloud's signature v3, TC3-HMAC-SHA256 (API 3.0「签名方法 v3」), for a POST of JSON to {@code /}
 * with the two headers signed that must be: the key is derived from the secret by day and service,
 * so that a signature is good for one day and one service.
 */
public final class TencentSignature {

    public static final String CONTENT_TYPE = "application/json; charset=utf-8";

    private static final String ALGORITHM = "TC3-HMAC-SHA256";
    private static final String SIGNED_HEADERS = "content-type;host";
    private static final String HMAC = "HmacSHA256";
    private static final HexFormat HEX = HexFormat.of();

    private TencentSignature() {}

    /** The {@code Authorization} header. */
    public static String authorization(
            String host,
            String service,
            Instant at,
            String payload,
            String secretId,
            String secretKey) {
        String day = at.atOffset(ZoneOffset.UTC).toLocalDate().toString();
        String scope = day + "/" + service + "/tc3_request";
        String request =
                String.join(
                        "\n",
                        "POST",
                        "/",
                        "",
                        "content-type:" + CONTENT_TYPE,
                        "host:" + host,
                        "",
                        SIGNED_HEADERS,
                        hash(payload));
        String toSign =
                String.join(
                        "\n", ALGORITHM, String.valueOf(at.getEpochSecond()), scope, hash(request));
        byte[] dayKey = Signing.hmac(HMAC, Signing.bytes("TC3" + secretKey), day);
        byte[] serviceKey = Signing.hmac(HMAC, dayKey, service);
        byte[] key = Signing.hmac(HMAC, serviceKey, "tc3_request");
        return "%s Credential=%s/%s, SignedHeaders=%s, Signature=%s"
                .formatted(
                        ALGORITHM,
                        secretId,
                        scope,
                        SIGNED_HEADERS,
                        HEX.formatHex(Signing.hmac(HMAC, key, toSign)));
    }

    private static String hash(String text) {
        return HEX.formatHex(Signing.sha256(Signing.bytes(text)));
    }
}
