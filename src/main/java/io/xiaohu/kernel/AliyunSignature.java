package io.xiaohu.kernel;

import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Aliyun's signature V3, ACS3-HMAC-SHA256 (阿里云 SDK 文档「V3 版本请求体&签名机制」): a hash over method, path,
 * sorted query, sorted lower-case headers and the body's hash, signed with the secret itself.
 */
public final class AliyunSignature {

    private static final String ALGORITHM = "ACS3-HMAC-SHA256";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final HexFormat HEX = HexFormat.of();

    private AliyunSignature() {}

    /**
     * The headers of an RPC-style call with its parameters in the query and no body.
     *
     * @param date in UTC, such as {@code 2023-10-26T10:22:32Z}
     * @param nonce never used before
     */
    public static SortedMap<String, String> headers(
            String host, String action, String version, String date, String nonce) {
        return headers(host, action, version, date, nonce, "");
    }

    /**
     * The same with a form in the body, as it is sent; its type is signed as well.
     *
     * @param form empty when there is no body
     */
    public static SortedMap<String, String> headers(
            String host, String action, String version, String date, String nonce, String form) {
        SortedMap<String, String> headers = new TreeMap<>();
        if (!form.isEmpty()) {
            headers.put("content-type", FORM);
        }
        headers.put("host", host);
        headers.put("x-acs-action", action);
        headers.put("x-acs-content-sha256", hash(form));
        headers.put("x-acs-date", date);
        headers.put("x-acs-signature-nonce", nonce);
        headers.put("x-acs-version", version);
        return headers;
    }

    /**
     * The {@code Authorization} header of a POST to {@code /}; all the headers given are signed.
     */
    public static String authorization(
            Map<String, String> query,
            SortedMap<String, String> headers,
            String accessKeyId,
            String secret) {
        String canonicalHeaders =
                headers.entrySet().stream()
                        .map(each -> each.getKey() + ":" + each.getValue().strip() + "\n")
                        .collect(Collectors.joining());
        String signed = String.join(";", headers.keySet());
        String request =
                String.join(
                        "\n",
                        "POST",
                        "/",
                        Signing.query(query),
                        canonicalHeaders,
                        signed,
                        headers.getOrDefault("x-acs-content-sha256", hash("")));
        String signature =
                HEX.formatHex(
                        Signing.hmac(
                                "HmacSHA256",
                                Signing.bytes(secret),
                                ALGORITHM + "\n" + hash(request)));
        return "%s Credential=%s,SignedHeaders=%s,Signature=%s"
                .formatted(ALGORITHM, accessKeyId, signed, signature);
    }

    private static String hash(String text) {
        return HEX.formatHex(Signing.sha256(Signing.bytes(text)));
    }
}
