package io.xiaohu.notification.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.kernel.AliyunSignature;
import io.xiaohu.notification.provider.tencent.TencentSignature;
import io.xiaohu.notification.provider.twilio.TwilioSignature;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The examples in the vendors' own documentation, digit for digit. */
class DocumentedSignatureTests {

    /** Aliyun,「V3 版本请求体&签名机制」, the example with fixed values. */
    @Test
    void aliyun() {
        Map<String, String> query =
                Map.of(
                        "ImageId", "win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd",
                        "RegionId", "cn-shanghai");
        assertThat(
                        AliyunSignature.authorization(
                                query,
                                AliyunSignature.headers(
                                        "ecs.cn-shanghai.aliyuncs.com",
                                        "RunInstances",
                                        "2014-05-26",
                                        "2023-10-26T10:22:32Z",
                                        "3156853299f313e23d1673dc12e1703d"),
                                "YourAccessKeyId",
                                "YourAccessKeySecret"))
                .isEqualTo(
                        "ACS3-HMAC-SHA256 Credential=YourAccessKeyId,"
                            + "SignedHeaders=host;x-acs-action;x-acs-content-sha256;x-acs-date;"
                            + "x-acs-signature-nonce;x-acs-version,Signature="
                            + "06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0");
    }

    /** Tencent Cloud,「签名方法 v3」; the stars are part of the example. */
    @Test
    void tencent() {
        String payload =
                "{\"Limit\": 1, \"Filters\": [{\"Values\": [\"\\u672a\\u547d\\u540d\"],"
                        + " \"Name\": \"instance-name\"}]}";
        assertThat(
                        TencentSignature.authorization(
                                "cvm.tencentcloudapi.com",
                                "cvm",
                                Instant.ofEpochSecond(1551113065),
                                payload,
                                "AKIDz8krbsJ5yKBZQpn74WFkmLPx3*******",
                                "Gu5t9xGARNpq86cd98joQYCN3*******"))
                .isEqualTo(
                        "TC3-HMAC-SHA256"
                            + " Credential=AKIDz8krbsJ5yKBZQpn74WFkmLPx3*******/2019-02-25/cvm/tc3_request,"
                            + " SignedHeaders=content-type;host, Signature="
                            + "2230eefd229f582d8b1b891af7107b91597240707d778ab3738f756258d7652c");
    }

    /** Twilio's webhook example, as in the tests of its own Java library. */
    @Test
    void twilio() {
        String address = "https://mycompany.com/myapp.php?foo=1&bar=2";
        Map<String, String> fields =
                Map.of(
                        "CallSid", "CA1234567890ABCDE",
                        "Caller", "+14158675309",
                        "Digits", "1234",
                        "From", "+14158675309",
                        "To", "+18005551212");
        String signature = "RSOYDt4T1cUTdK1PDd93/VVr8B8=";
        assertThat(TwilioSignature.of(address, fields, "12345")).isEqualTo(signature);
        assertThat(TwilioSignature.matches(address, fields, "12345", signature)).isTrue();
        assertThat(TwilioSignature.matches(address, fields, "12346", signature)).isFalse();
        assertThat(TwilioSignature.matches(address + "3", fields, "12345", signature)).isFalse();
        assertThat(TwilioSignature.matches(address, Map.of(), "12345", signature)).isFalse();
        assertThat(TwilioSignature.matches(address, fields, "12345", "")).isFalse();
    }
}
