package io.xiaohu.notification.jdbc;

import static io.xiaohu.notification.jdbc.VendorReceipts.callReport;
import static io.xiaohu.notification.jdbc.VendorReceipts.report;
import static io.xiaohu.notification.jdbc.VendorReceipts.status;
import static io.xiaohu.notification.jdbc.VendorReceipts.textId;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.xiaohu.kernel.Phone;
import io.xiaohu.notification.DeliveryStep;
import io.xiaohu.notification.DeliveryStep.State;
import io.xiaohu.notification.DeliveryStep.Why;
import io.xiaohu.notification.OutgoingTexts;
import io.xiaohu.notification.provider.VendorChecks;
import io.xiaohu.notification.provider.VendorServer;
import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.TestClock;
import io.xiaohu.testing.TestCustomer;
import io.xiaohu.testing.TestServer;
import io.xiaohu.testing.TestTexts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** A server outside demo mode with three providers, from asking for a code to its receipts. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "db-scheduler.polling-interval=200ms",
            "xiaohu.texts.providers=aliyun,tencent,twilio",
            "xiaohu.texts.public-address=https://pay.example.com/",
            "xiaohu.texts.receipts-secret=" + TextProvidersIntegrationTests.PATH,
            "xiaohu.texts.aliyun.access-key-id=test-key-id",
            "xiaohu.texts.aliyun.access-key-secret=" + VendorChecks.ALIYUN_SECRET,
            "xiaohu.texts.aliyun.sign-name=小狐钱包",
            "xiaohu.texts.aliyun.templates[code.REGISTER]=SMS_1",
            "xiaohu.texts.aliyun.templates[code.REGISTER.useless]=SMS_2",
            "xiaohu.texts.calls=aliyun",
            "xiaohu.texts.aliyun.calls.templates[code.REGISTER]=TTS_1",
            "xiaohu.texts.aliyun.calls.templates[code.REGISTER.useless]=TTS_2",
            "xiaohu.texts.tencent.secret-id=test-secret-id",
            "xiaohu.texts.tencent.secret-key=" + VendorChecks.TENCENT_SECRET,
            "xiaohu.texts.tencent.sdk-app-id=1400006666",
            "xiaohu.texts.tencent.sign-name=小狐钱包",
            "xiaohu.texts.tencent.templates.coderegister=1",
            "xiaohu.texts.tencent.templates.coderegisteruseless=2",
            "xiaohu.texts.twilio.account-sid=AC-test",
            "xiaohu.texts.twilio.auth-token=" + VendorChecks.TWILIO_TOKEN,
            "xiaohu.texts.twilio.from=+15005550006",
        })
@ContextConfiguration(initializers = TestServer.class)
@Import(TestServer.Settings.class)
class TextProvidersIntegrationTests {

    static final String PATH = "a-path-that-nobody-else-knows";

    private static final VendorServer VENDORS = new VendorServer();
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @LocalServerPort private int port;
    @Autowired private OutgoingTexts texts;
    @Autowired private TextDelivery delivery;
    @Autowired private JdbcClient sql;
    @Autowired private TestClock clock;

    @DynamicPropertySource
    static void vendors(DynamicPropertyRegistry settings) {
        for (String vendor : List.of("aliyun", "tencent", "twilio")) {
            settings.add("xiaohu.texts." + vendor + ".endpoint", () -> VENDORS.address());
        }
        settings.add("xiaohu.texts.aliyun.calls.endpoint", () -> VENDORS.address());
    }

    @BeforeEach
    void listen() {
        VENDORS.reset();
        log.start();
        root().addAppender(log);
    }

    /** Whatever happened: no secret, no whole number and no code is in what was logged. */
    @AfterEach
    void nothingSecretIsLogged() {
        root().detachAppender(log);
        String all =
                log.list.stream()
                        .map(each ->
                                each.getFormattedMessage()
                                        + (each.getThrowableProxy() == null
                                                ? ""
                                                : each.getThrowableProxy().getMessage()))
                        .collect(Collectors.joining("\n"));
        assertThat(all)
                .doesNotContain(
                        PATH,
                        VendorChecks.ALIYUN_SECRET,
                        VendorChecks.TENCENT_SECRET,
                        VendorChecks.TWILIO_TOKEN)
                .doesNotContainPattern("139\\d{8}")
                .doesNotContainPattern("(?<![\\w-])\\d{6}(?![\\w-])");
    }

    @AfterEach
    void putTheClockBack() {
        clock.reset();
    }

    @AfterAll
    static void close() {
        VENDORS.close();
    }

    @Test
    void aCodeIsFollowedToTheCarriersReport() {
        String phone = TestCustomer.newPhone();
        Asked asked = ask(phone);
        VendorServer.Sent sent = VENDORS.sent().getFirst();
        assertThat(sent.fields())
                .containsEntry("PhoneNumbers", phone)
                .containsEntry("TemplateCode", "SMS_1");
        assertThat(sent.fields().get("TemplateParam")).matches("\\{\"code\":\"\\d{6}\"}");
        assertThat(states(asked)).isEqualTo("ASKED ACCEPTED");
        assertThat(aliyun(PATH, report(sent, true, "DELIVERED")).text())
                .isEqualTo("{\"code\":0,\"msg\":\"OK\"}");
        assertThat(states(asked)).isEqualTo("ASKED ACCEPTED DELIVERED");
        assertThat(detail(asked, "zh-CN", 1)).startsWith("阿里云已接收");
        assertThat(detail(asked, "en", 1)).startsWith("Aliyun has it");
        assertThat(
                        sql.sql(
                                        "select count(*) from notification.outgoing_text where id ="
                                                + " :id and content is null and wording is null")
                                .param("id", textId(sent))
                                .query(Integer.class)
                                .single())
                .isOne();
    }

    @Test
    void theNextProviderIsAskedWithTheSameTextWhenOneRefuses() {
        VENDORS.behave("aliyun", "isv.BUSINESS_LIMIT_CONTROL");
        Asked asked = ask(TestCustomer.newPhone());
        VendorServer.Sent sent = VENDORS.sent().getFirst();
        assertThat(sent.vendor()).isEqualTo("tencent");
        assertThat(states(asked)).isEqualTo("ASKED PASSED_OVER ACCEPTED");
        assertThat(detail(asked, "zh-CN", 1))
                .isEqualTo("阿里云没有接收，正在换另一家发送（代码 isv.BUSINESS_LIMIT_CONTROL）");
        assertThat(texts.trace(textId(sent))).hasSize(3);
        assertThat(tencent(PATH, report(sent, "FAIL", "UNDELIV")).text())
                .isEqualTo("{\"result\":0,\"errmsg\":\"OK\"}");
        assertThat(states(asked)).isEqualTo("ASKED PASSED_OVER ACCEPTED FAILED");
        assertThat(detail(asked, "zh-CN", 3)).contains("关机、停机", "（代码 UNDELIV）");
        assertThat(detail(asked, "en", 3)).contains("the phone was off", "(code UNDELIV)");
    }

    @Test
    void twilioSignsWhatItReportsInWhateverOrder() {
        VENDORS.behave("aliyun", VendorServer.DOWN);
        VENDORS.behave("tencent", "LimitExceeded.PhoneNumberDailyLimit");
        Asked asked = ask(TestCustomer.newPhone());
        VendorServer.Sent sent = VENDORS.sent().getFirst();
        assertThat(states(asked)).isEqualTo("ASKED PASSED_OVER PASSED_OVER ACCEPTED");
        assertThat(sent.fields().get("Body")).containsPattern("\\d{6}");
        String address = sent.fields().getOrDefault("StatusCallback", "");
        assertThat(address).startsWith("https://pay.example.com/callbacks/texts/twilio/");

        assertThat(twilio(address, status(sent, "delivered"), "forged")).isEqualTo(404);
        assertThat(twilio(address, status(sent, "delivered"), "")).isEqualTo(404);
        assertThat(states(asked)).endsWith("ACCEPTED");
        assertThat(twilio(address, status(sent, "sending"))).isEqualTo(204);
        assertThat(twilio(address, Map.of("MessageSid", "other", "MessageStatus", "delivered")))
                .isNotEqualTo(404);
        assertThat(states(asked)).endsWith("ACCEPTED");
        assertThat(twilio(address, status(sent, "sent"))).isEqualTo(204);
        assertThat(states(asked)).endsWith("ACCEPTED HANDED_ON");
        for (String repeated : List.of("delivered", "sent", "delivered", "undelivered")) {
            assertThat(twilio(address, status(sent, repeated))).isEqualTo(204);
            assertThat(states(asked)).endsWith("ACCEPTED HANDED_ON DELIVERED");
        }
    }

    @Test
    void anUnsignedReceiptCountsOnlyOnThePathAndForATextOfOurs() {
        Asked asked = ask(TestCustomer.newPhone());
        VendorServer.Sent sent = VENDORS.sent().getFirst();
        forgetUnanswered();
        VendorServer.Sent foreign = new VendorServer.Sent("aliyun", "foreign", sent.fields());
        assertThat(aliyun("another-path-of-some-length", report(sent, true, "")).status())
                .isEqualTo(404);
        assertThat(tencent("x", report(sent, "SUCCESS", "DELIVRD")).status()).isEqualTo(404);
        assertThat(aliyun(PATH, report(foreign, true, "DELIVERED")).status()).isEqualTo(200);
        // Another provider's path does not speak for this one.
        assertThat(tencent(PATH, report(sent, "SUCCESS", "DELIVRD")).status()).isEqualTo(200);
        assertThat(states(asked)).isEqualTo("ASKED ACCEPTED");
        for (String bad : List.of("", "{", "[1,\"x\",{}]", "{\"biz_id\":{}}", "null")) {
            assertThat(aliyun(PATH, bad).status()).as(bad).isIn(200, 400);
        }
        String twice = report(foreign, true, "") + "," + report(sent, false, "REJECTD");
        String batch = "[" + twice.replace("[", "").replace("]", "") + "]";
        assertThat(aliyun(PATH, batch).status()).isEqualTo(200);
        assertThat(aliyun(PATH, batch).status()).isEqualTo(200);
        assertThat(aliyun(PATH, report(sent, true, "DELIVERED")).status()).isEqualTo(200);
        assertThat(states(asked)).isEqualTo("ASKED ACCEPTED FAILED");
        assertThat(texts.trace(textId(sent)).getLast().why()).isEqualTo(Why.BLOCKED);
    }

    @Test
    void aReceiptThatIsFasterThanTheAnswerIsNotLost() {
        forgetUnanswered();
        AtomicInteger early = new AtomicInteger();
        VENDORS.beforeAnswer(sent -> aliyun(PATH, report(sent, true, "DELIVERED")));
        assertThat(states(ask(TestCustomer.newPhone()))).isEqualTo("ASKED DELIVERED");
        VENDORS.behave("aliyun", "isv.AMOUNT_NOT_ENOUGH");
        VENDORS.beforeAnswer(
                sent -> early.set(tencent(PATH, report(sent, "SUCCESS", "DELIVRD")).status()));
        Asked second = ask(TestCustomer.newPhone());
        assertThat(early).as("to be sent again").hasValue(503);
        tencent(PATH, report(VENDORS.sent().getLast(), "SUCCESS", "DELIVRD"));
        assertThat(states(second)).isEqualTo("ASKED PASSED_OVER ACCEPTED DELIVERED");
    }

    @Test
    void aTextNobodyCanBeGivenToFailsOnlyInTheEnd() {
        for (String vendor : List.of("aliyun", "tencent", "twilio")) {
            VENDORS.behave(vendor, VendorServer.DOWN);
        }
        UUID text = texts.send(Phone.parse(TestCustomer.newPhone()), TestTexts.free("NOTE", "请查收"));
        await(() -> VENDORS.asked("twilio") == 1);
        assertThat(texts.trace(text)).hasSize(1);
        delivery.deliver(text, true);
        assertThat(texts.trace(text).stream().map(DeliveryStep::state))
                .containsExactly(State.ASKED, State.PASSED_OVER, State.PASSED_OVER, State.FAILED);
        assertThat(texts.trace(text).getLast().why()).isEqualTo(Why.UNREACHABLE);
        delivery.deliver(text, true);
        assertThat(texts.trace(text)).hasSize(4);
    }

    @Test
    void aCallIsOfferedWhenNoTextComes() {
        String phone = TestCustomer.newPhone();
        Asked text = ask(phone);
        assertThat(call(text).path("offered").asBoolean()).isTrue();
        aliyun(PATH, report(VENDORS.sent().getFirst(), false, "UNDELIV"));
        assertThat(call(text).path("detail").asString()).contains("phone call");

        assertThat(askFor(phone, "CALL").code()).isEqualTo("CODE_TOO_SOON");
        clock.advance(Duration.ofSeconds(61));
        Asked asked = ask(phone, "CALL");
        VendorServer.Sent sent = VENDORS.sent().getLast();
        assertThat(sent.vendor()).isEqualTo("aliyun-calls");
        assertThat(sent.fields())
                .containsEntry("CalledNumber", phone)
                .containsEntry("TtsCode", "TTS_1");
        assertThat(detail(asked, "zh-CN", 1)).startsWith("阿里云已接收，马上拨打");
        assertThat(callReceipt("x", sent, "200000")).isEqualTo(404);
        assertThat(callReceipt(PATH, sent, "200101")).isEqualTo(200);
        assertThat(states(asked)).isEqualTo("ASKED ACCEPTED");
        assertThat(callReceipt(PATH, sent, "200003")).isEqualTo(200);
        assertThat(callReceipt(PATH, sent, "200000")).isEqualTo(200);
        assertThat(states(asked)).isEqualTo("ASKED ACCEPTED FAILED");
        assertThat(detail(asked, "en", 2)).contains("nobody took it", "(code 200003)");
        assertThat(call(asked).path("offered").asBoolean()).isTrue();

        clock.advance(Duration.ofSeconds(61));
        Asked again = ask(phone, "CALL");
        assertThat(callReceipt(PATH, VENDORS.sent().getLast(), "200001")).isEqualTo(200);
        assertThat(states(again)).isEqualTo("ASKED ACCEPTED DELIVERED");
        assertThat(call(again).isMissingNode()).isTrue();
        clock.advance(Duration.ofSeconds(61));
        ask(phone, "CALL");
        clock.advance(Duration.ofMinutes(5).plusSeconds(1));
        assertThat(askFor(phone, "CALL").code()).isEqualTo("TOO_MANY_REQUESTS");
        ask(phone);
        assertThat(askFor(phone, "PIGEON").status()).isEqualTo(400);
    }

    private record Asked(ApiCaller caller, String id) {}

    private Asked ask(String phone) {
        return ask(phone, "TEXT");
    }

    /** Asks for a code and waits until some provider has it, and that is on record. */
    private Asked ask(String phone, String by) {
        int before = VENDORS.sent().size();
        ApiCaller.Answer answer = askFor(phone, by);
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        Asked asked = new Asked(new ApiCaller(port), answer.json().path("id").asString());
        await(() -> VENDORS.sent().size() > before);
        await(() -> isErased(textId(VENDORS.sent().getLast())));
        return asked;
    }

    private ApiCaller.Answer askFor(String phone, String by) {
        return new ApiCaller(port)
                .post(
                        "/api/v1/codes",
                        "{\"phone\":\"%s\",\"purpose\":\"REGISTER\",\"by\":\"%s\"}"
                                .formatted(phone, by));
    }

    private static JsonNode call(Asked asked) {
        String path = "/api/v1/codes/" + asked.id() + "/trace";
        return asked.caller().speaking("en").get(path).json().path("call");
    }

    private int callReceipt(String path, VendorServer.Sent sent, String code) {
        return new ApiCaller(port)
                .post("/callbacks/texts/aliyun-calls/" + path, callReport(sent, code), null)
                .status();
    }

    private boolean isErased(UUID text) {
        return sql.sql("select content is null from notification.outgoing_text where id = :id")
                .param("id", text)
                .query(Boolean.class)
                .single();
    }

    private String states(Asked asked) {
        return asked.caller()
                .get("/api/v1/codes/" + asked.id() + "/trace")
                .json()
                .path("steps")
                .valueStream()
                .map(step -> step.path("state").asString())
                .collect(Collectors.joining(" "));
    }

    private static String detail(Asked asked, String language, int step) {
        return asked.caller()
                .speaking(language)
                .get("/api/v1/codes/" + asked.id() + "/trace")
                .json()
                .path("steps")
                .path(step)
                .path("detail")
                .asString();
    }

    /** What other tests left unanswered. */
    private void forgetUnanswered() {
        sql.sql("delete from notification.handover where reference is null").update();
    }

    private ApiCaller.Answer aliyun(String path, String body) {
        return new ApiCaller(port).post("/callbacks/texts/aliyun/" + path, body, null);
    }

    private ApiCaller.Answer tencent(String path, String body) {
        return new ApiCaller(port).post("/callbacks/texts/tencent/" + path, body, null);
    }

    private int twilio(String address, Map<String, String> form) {
        return TwilioCallback.post(port, address, form, TwilioCallback.sign(address, form));
    }

    private int twilio(String address, Map<String, String> form, String signature) {
        return TwilioCallback.post(port, address, form, signature);
    }

    private static void await(BooleanSupplier condition) {
        Instant until = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("waited long enough").isBefore(until);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    private static Logger root() {
        return (Logger) Objects.requireNonNull(LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME));
    }
}
