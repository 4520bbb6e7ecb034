package io.xiaohu.notification.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xiaohu.kernel.Phone;
import io.xiaohu.notification.DeliveryStep.State;
import io.xiaohu.notification.DeliveryStep.Why;
import io.xiaohu.notification.OutgoingText;
import io.xiaohu.notification.provider.TextProvider.Report;
import io.xiaohu.notification.provider.aliyun.AliyunCalls;
import io.xiaohu.notification.provider.aliyun.AliyunTexts;
import io.xiaohu.notification.provider.tencent.TencentTexts;
import io.xiaohu.notification.provider.twilio.TwilioTexts;
import io.xiaohu.testing.TestTexts;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Each provider against a server that checks what it is sent. */
class VendorProtocolTests {

    private static final VendorServer VENDORS = new VendorServer();
    private static final Phone MAINLAND = Phone.parse("13900137281");
    private static final Phone HONG_KONG = Phone.parse("+85251234567");
    private static final Map<String, String> TEMPLATES =
            Map.of(
                    "code.REGISTER", "T1",
                    "code.REGISTER.useless", "T2",
                    "CODE_REGISTER_EN", "T3");
    private static final ProviderCalls CALLS =
            new ProviderCalls(JsonMapper.shared(), Duration.ofSeconds(2));

    private final UUID id = UUID.randomUUID();

    @BeforeEach
    void everybodyAccepts() {
        VENDORS.reset();
    }

    @AfterAll
    static void close() {
        VENDORS.close();
    }

    @Test
    void aliyunTakesATemplateWithOurId() {
        Report report =
                aliyunTexts(VendorChecks.ALIYUN_SECRET).send(id, MAINLAND, text("zh")).getFirst();
        assertThat(report.state()).isEqualTo(State.ACCEPTED);
        VendorServer.Sent sent = VENDORS.sent().getFirst();
        assertThat(report.reference()).isEqualTo(sent.reference());
        assertThat(sent.fields())
                .containsOnly(
                        Map.entry("PhoneNumbers", "13900137281"),
                        Map.entry("SignName", "小狐 钱包*~"),
                        Map.entry("TemplateCode", "T1"),
                        Map.entry("TemplateParam", "{\"code\":\"123456\"}"),
                        Map.entry("OutId", id.toString()));
        aliyunTexts(VendorChecks.ALIYUN_SECRET).send(id, HONG_KONG, text("en"));
        assertThat(VENDORS.sent().getLast().fields())
                .containsEntry("PhoneNumbers", "85251234567")
                .containsEntry("TemplateCode", "T3");
    }

    @Test
    void aliyunReadsATemplateOutInACall() {
        AliyunCalls calls =
                new AliyunCalls(aliyun(VendorChecks.ALIYUN_SECRET), CALLS, Clock.systemUTC());
        Report report = calls.send(id, MAINLAND, text("zh")).getFirst();
        assertThat(report.state()).isEqualTo(State.ACCEPTED);
        assertThat(VENDORS.sent().getFirst().fields())
                .containsOnly(
                        Map.entry("CalledNumber", "13900137281"),
                        Map.entry("CalledShowNumber", "05711234567"),
                        Map.entry("TtsCode", "T1"),
                        Map.entry("TtsParam", "{\"code\":\"123456\"}"),
                        Map.entry("PlayTimes", "2"),
                        Map.entry("OutId", id.toString()));
        assertRefused(
                new AliyunCalls(aliyun("wrong"), CALLS, Clock.systemUTC()),
                text("zh"),
                Why.REFUSED,
                "SignatureDoesNotMatch");
    }

    @Test
    void tencentTakesATemplateWithItsValuesInOrder() {
        Report report =
                tencent(VendorChecks.TENCENT_SECRET).send(id, MAINLAND, text("zh")).getFirst();
        assertThat(report.state()).isEqualTo(State.ACCEPTED);
        assertThat(VENDORS.sent().getFirst().fields())
                .containsEntry("PhoneNumberSet", "+8613900137281")
                .containsEntry("SmsSdkAppId", "1400006666")
                .containsEntry("TemplateId", "T1")
                .containsEntry("TemplateParamSet", "123456")
                .containsEntry("SessionContext", id.toString());
    }

    @Test
    void twilioTakesTheWholeTextAndAnAddressForReceipts() {
        Report report = twilio(VendorChecks.TWILIO_TOKEN).send(id, MAINLAND, free()).getFirst();
        assertThat(report.state()).isEqualTo(State.ACCEPTED);
        assertThat(VENDORS.sent().getFirst().fields())
                .containsOnly(
                        Map.entry("To", "+8613900137281"),
                        Map.entry("From", "+15005550006"),
                        Map.entry("Body", "请查收 & 谢谢"),
                        Map.entry("StatusCallback", "https://pay.example.com/t/" + id));
    }

    @Test
    void aWrongSecretIsRefusedByEach() {
        assertRefused(aliyunTexts("wrong"), text("zh"), Why.REFUSED, "SignatureDoesNotMatch");
        assertRefused(tencent("wrong"), text("zh"), Why.REFUSED, "AuthFailure.SignatureFailure");
        assertRefused(twilio("wrong"), free(), Why.REFUSED, "20003");
        assertThat(VENDORS.sent()).isEmpty();
    }

    @Test
    void whatTheVendorRefusesHasAReason() {
        VENDORS.behave("aliyun", "isv.BUSINESS_LIMIT_CONTROL");
        VENDORS.behave("tencent", "FailedOperation.PhoneNumberInBlacklist");
        VENDORS.behave("twilio", "21211");
        assertRefused(
                aliyunTexts(VendorChecks.ALIYUN_SECRET),
                text("zh"),
                Why.TOO_MANY,
                "isv.BUSINESS_LIMIT_CONTROL");
        assertRefused(
                tencent(VendorChecks.TENCENT_SECRET),
                text("zh"),
                Why.BLOCKED,
                "FailedOperation.PhoneNumberInBlacklist");
        assertRefused(twilio(VendorChecks.TWILIO_TOKEN), free(), Why.NUMBER_WRONG, "21211");
    }

    @Test
    void freeTextIsNotEvenOfferedToWhoTakesTemplatesOnly() {
        assertRefused(aliyunTexts(VendorChecks.ALIYUN_SECRET), free(), Why.REFUSED, "NO_TEMPLATE");
        assertRefused(tencent(VendorChecks.TENCENT_SECRET), free(), Why.REFUSED, "NO_TEMPLATE");
        assertThat(VENDORS.asked("aliyun") + VENDORS.asked("tencent")).isZero();
    }

    @Test
    void nothingIsKnownWhenNobodyAnswers() {
        List<TextProvider> all =
                List.of(
                        aliyunTexts(VendorChecks.ALIYUN_SECRET),
                        tencent(VendorChecks.TENCENT_SECRET),
                        twilio(VendorChecks.TWILIO_TOKEN));
        for (TextProvider each : all) {
            VENDORS.behave(each.name(), VendorServer.DOWN);
            assertThatThrownBy(() -> each.send(id, MAINLAND, text("zh")))
                    .isInstanceOf(TextProvider.Unreachable.class);
        }
    }

    @Test
    void aTemplateWithoutItsTwinWouldTellWhoIsRegistered() {
        assertThatThrownBy(() -> new Templates(Map.of("code.SIGN_IN", "T1")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("useless");
        assertThatThrownBy(() -> new Templates(Map.of("code.SIGN_IN.useless", "T1")))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whatCustomersAreToldHasATemplateAndNoTwin() {
        Templates told = new Templates(Map.of("text.FROZEN.RISK", "T1"));
        assertThat(told.fill(text("zh", "text.FROZEN.RISK")).map(Templates.Filled::id))
                .contains("T1");
        assertThatThrownBy(() -> new Templates(Map.of("text.FROZEN.RISK.en", "T1")))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aPhraseGoesWhereATemplateHasAPlaceForIt() {
        Templates both =
                new Templates(
                        Map.of(
                                "code.STEP_UP", "T1",
                                "code.STEP_UP.useless", "T2",
                                "code.STEP_UP.phrase", "T3",
                                "code.SIGN_IN", "T4",
                                "code.SIGN_IN.en", "T5",
                                "code.SIGN_IN.useless", "T6"));
        OutgoingText stepUp = text("zh", "code.STEP_UP");
        Templates.Filled plain = both.fill(stepUp).orElseThrow();
        assertThat(plain.id()).isEqualTo("T1");
        assertThat(plain.values()).containsExactly(Map.entry("code", "123456"));
        Templates.Filled phrased = both.fill(stepUp.showing("青山")).orElseThrow();
        assertThat(phrased.id()).isEqualTo("T3");
        assertThat(phrased.values())
                .containsExactly(Map.entry("phrase", "青山"), Map.entry("code", "123456"));
        Templates.Filled without =
                both.fill(text("en", "code.SIGN_IN").showing("青山")).orElseThrow();
        assertThat(without.id()).as("no place for it").isEqualTo("T5");
        assertThat(without.values()).containsExactly(Map.entry("code", "123456"));
        assertThatThrownBy(() ->
                        new Templates(
                                Map.of(
                                        "code.SIGN_IN.phrase", "T1",
                                        "code.SIGN_IN.useless", "T2")))
                .as("a template with the phrase only")
                .isInstanceOf(IllegalStateException.class);
    }

    private void assertRefused(TextProvider provider, OutgoingText text, Why why, String code) {
        assertThat(provider.send(id, MAINLAND, text))
                .containsExactly(new Report(State.FAILED, why, code, null));
    }

    private static OutgoingText text(String language) {
        return text(language, "code.REGISTER");
    }

    private static OutgoingText text(String language, String template) {
        LinkedHashMap<String, String> values = new LinkedHashMap<>();
        values.put("code", "123456");
        return new OutgoingText(
                "CODE", "123456", template, Locale.forLanguageTag(language), values);
    }

    private static OutgoingText free() {
        return TestTexts.free("NOTE", "请查收 & 谢谢");
    }

    private static AliyunTexts aliyunTexts(String secret) {
        return new AliyunTexts(aliyun(secret), CALLS, Clock.systemUTC());
    }

    private static TextSettings.Aliyun aliyun(String secret) {
        return new TextSettings.Aliyun(
                "test-key-id",
                secret,
                null,
                "小狐 钱包*~",
                TEMPLATES,
                VENDORS.address(),
                new TextSettings.AliyunCalls("05711234567", TEMPLATES, VENDORS.address()));
    }

    private static TencentTexts tencent(String secret) {
        return new TencentTexts(
                new TextSettings.Tencent(
                        "test-secret-id",
                        secret,
                        null,
                        "1400006666",
                        "小狐钱包",
                        "ap-guangzhou",
                        TEMPLATES,
                        VENDORS.address()),
                CALLS,
                Clock.systemUTC());
    }

    private static TwilioTexts twilio(String token) {
        URI address = VENDORS.address();
        return new TwilioTexts(
                new TextSettings.Twilio("AC-test", token, null, "+15005550006", address),
                VendorProtocolTests::receipts,
                CALLS);
    }

    private static @Nullable String receipts(String text) {
        return "https://pay.example.com/t/" + text;
    }
}
