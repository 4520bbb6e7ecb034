package io.xiaohu.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.kernel.ConsoleCommand;
import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.AtOnce;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.TestClock;
import io.xiaohu.testing.TestCustomer;
import io.xiaohu.testing.Waiting;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** A merchant takes payments by pay code and by link, and gives them back. */
@IntegrationTest
class MerchantIntegrationTests {

    @LocalServerPort private int port;
    @Autowired private List<ConsoleCommand> commands;
    @Autowired private TestClock clock;
    @Autowired private JdbcClient sql;

    private TestMerchant shop;
    private TestCustomer chen;
    private String number = "";

    @BeforeEach
    void aShopAndABuyer() {
        shop = open("Tea House " + UUID.randomUUID().toString().substring(0, 8));
        chen = TestCustomer.register(port, "陈晓宁").withPin().withMoney("100.00");
        number = "order-" + UUID.randomUUID();
    }

    @AfterEach
    void now() {
        clock.reset();
    }

    @Test
    void aPayCodePaysOnceWithinItsMinute() {
        String code = payCode();
        assertThat(code).matches("28\\d{16}");
        TestMerchant.Answer paid = shop.charge(number, "12.00", code);
        assertThat(paid.status()).as(paid.json().toString()).isEqualTo(201);
        assertThat(paid.json().path("state").asString()).isEqualTo("PAID");
        assertThat(chen.available()).isEqualTo("88.00");
        assertThat(shop.charge("again-" + number, "12.00", code).code())
                .isEqualTo("PAY_CODE_INVALID");
        String older = payCode();
        String newer = payCode();
        assertThat(shop.charge("older-" + number, "1.00", older).code())
                .isEqualTo("PAY_CODE_INVALID");
        clock.advance(Duration.ofSeconds(61));
        assertThat(shop.charge("late-" + number, "1.00", newer).code())
                .isEqualTo("PAY_CODE_INVALID");
        assertThat(chen.available()).isEqualTo("88.00");
        assertThat(chen.api().get("/api/v1/notices").text()).contains("PAID_BY_CODE");
        JsonNode line = chen.api().get("/api/v1/movements").json().path("items").path(0);
        assertThat(line.path("kind").asString()).isEqualTo("PAYMENT");
        assertThat(line.path("title").asString()).startsWith("Paid to Tea House");
    }

    @Test
    void aCodeTakesThePinOnceInTenMinutesOfOneSession() {
        assertThat(chen.api().post("/api/v1/me/pay-codes", "{}").code()).isEqualTo("PIN_NEEDED");
        assertThat(chen.api().post("/api/v1/me/pay-codes", "{\"pin\":\"271828\"}").code())
                .isEqualTo("PIN_WRONG");
        payCode();
        assertThat(chen.api().post("/api/v1/me/pay-codes", "{}").status()).isEqualTo(201);
        ApiCaller elsewhere = new ApiCaller(port);
        ApiCaller.Answer signedIn =
                elsewhere.post(
                        "/api/v1/sessions",
                        "{\"phone\":\"%s\",\"password\":\"%s\"}"
                                .formatted(chen.phone(), TestCustomer.PASSWORD));
        assertThat(signedIn.status()).as(signedIn.text()).isEqualTo(201);
        assertThat(elsewhere.post("/api/v1/me/pay-codes", "{}").code()).isEqualTo("PIN_NEEDED");
        clock.advance(Duration.ofMinutes(11));
        assertThat(chen.api().post("/api/v1/me/pay-codes", "{}").code()).isEqualTo("PIN_NEEDED");
    }

    @Test
    void aCodeOfADeviceThatWasSignedOutPaysNothing() {
        String code = payCode();
        assertThat(chen.api().delete("/api/v1/session").status()).isEqualTo(204);
        assertThat(shop.charge(number, "12.00", code).code()).isEqualTo("PAY_CODE_INVALID");
        assertThat(shop.order(number, "12.00").json().path("state").asString()).isEqualTo("OPEN");
    }

    @Test
    void oneCodeReadByManyTillsPaysOneOfThem() {
        String code = payCode();
        List<TestMerchant.Answer> tills =
                AtOnce.times(
                        6,
                        n ->
                                new TestMerchant(port, shop.id(), shop.secret())
                                        .charge(number + n, "10.00", code));
        assertThat(tills).filteredOn(till -> till.status() == 201).hasSize(1);
        assertThat(chen.available()).isEqualTo("90.00");
    }

    @Test
    void noCopyOfTheDatabaseShowsACode() {
        String code = payCode();
        String row =
                sql.sql("select p::text from payment.pay_code p where customer_id = :id")
                        .param("id", chen.id())
                        .query(String.class)
                        .single();
        assertThat(row).doesNotContain(code);
        String kept =
                sql.sql(
                                "select coalesce(string_agg(c::text, ''), '') from"
                                        + " platform.idempotent_call c")
                        .query(String.class)
                        .single();
        assertThat(kept).doesNotContain(code);
    }

    @Test
    void whyACodeDoesNotPayIsTheBuyersAffair() {
        TestMerchant.Answer poor = shop.charge(number, "100.01", payCode());
        assertThat(poor.code()).isEqualTo("PAY_CODE_REFUSED");
        assertThat(poor.json().toString()).doesNotContain("100.00").doesNotContain("INSUFFICIENT");
        assertThat(latestFailure().path("code").asString()).isEqualTo("INSUFFICIENT_BALANCE");
        JsonNode told = chen.api().get("/api/v1/notices").json().path("items").path(0);
        assertThat(told.path("kind").asString()).isEqualTo("PAY_CODE_REFUSED");
        assertThat(told.path("subject")).isEqualTo(latestFailure().path("subject"));
        String attempt = told.path("subject").path("id").asString();
        assertThat(chen.api().get("/api/v1/movements/" + attempt).json().path("failure"))
                .isEqualTo(latestFailure());
        chen.withMoney("10.00");
        assertThat(shop.charge(number, "100.01", payCode()).json().path("state").asString())
                .isEqualTo("PAID");
    }

    @Test
    void whatACodeIsTooWeakForIsRefusedInTheBillsAndUsesItUp() {
        String code = payCode();
        assertThat(shop.charge(number, "1000.01", code).code()).isEqualTo("PAY_CODE_REFUSED");
        assertThat(latestFailure().path("code").asString()).isEqualTo("SINGLE_LIMIT");
        assertThat(latestFailure().path("detail").asString()).contains("A pay code pays");
        assertThat(chen.api().get("/api/v1/notices").text()).contains("PAY_CODE_REFUSED");
        assertThat(shop.charge(number + "b", "1.00", code).code()).isEqualTo("PAY_CODE_INVALID");
        assertThat(shop.order(number, "1000.01").json().path("state").asString()).isEqualTo("OPEN");
    }

    @Test
    void aBuyerPaysAnOrderFromItsLinkOnce() {
        JsonNode order = shop.order(number, "20.00").json();
        assertThat(order.path("payQr").asString()).startsWith("data:image/svg+xml;base64,");
        String token = order.path("payUrl").asString().replaceFirst(".*/app/pay/", "");
        JsonNode link = chen.api().get("/api/v1/collect-codes/" + token).json();
        assertThat(link.path("kind").asString()).isEqualTo("ORDER");
        assertThat(link.path("payee").asString()).startsWith("Tea House");
        String path = "/api/v1/orders/" + link.path("id").asString() + "/payments";
        List<ApiCaller.Answer> tries =
                AtOnce.times(
                        4, n -> chen.api().post(path, "{\"pin\":\"" + TestCustomer.PIN + "\"}"));
        assertThat(tries).filteredOn(answer -> answer.status() == 201).hasSize(1);
        assertThat(chen.available()).isEqualTo("80.00");
        assertThat(shop.get(TestMerchant.ORDERS + "/" + number).json().path("state").asString())
                .isEqualTo("PAID");
    }

    @Test
    void refundsArePartialAndNeverMoreThanWasPaidHoweverManyComeAtOnce() {
        shop.charge(number, "30.00", payCode());
        TestMerchant.Answer first = shop.refund(number, "r1", "10.00");
        assertThat(first.status()).as(first.json().toString()).isEqualTo(201);
        TestMerchant.Answer repeated = shop.refund(number, "r1", "10.00");
        assertThat(repeated.json().path("refunded").path("amount").asString()).isEqualTo("10.00");
        assertThat(shop.refund(number, "r1", "9.00").code()).isEqualTo("IDEMPOTENCY_CONFLICT");
        assertThat(chen.available()).isEqualTo("80.00");
        List<TestMerchant.Answer> rest =
                AtOnce.times(
                        5,
                        n ->
                                new TestMerchant(port, shop.id(), shop.secret())
                                        .refund(number, "rest" + n, "8.00"));
        assertThat(rest).filteredOn(answer -> answer.status() == 201).hasSize(2);
        assertThat(rest)
                .filteredOn(answer -> answer.status() != 201)
                .allMatch(answer ->
                        answer.code().equals("ALREADY_GIVEN_BACK")
                                || answer.code().equals("INSUFFICIENT_BALANCE"));
        assertThat(chen.available()).isEqualTo("96.00");
        JsonNode line = chen.api().get("/api/v1/movements").json().path("items").path(0);
        assertThat(line.path("kind").asString()).isEqualTo("REFUND");
        assertThat(line.path("subject").path("kind").asString()).isEqualTo("REFUND");
    }

    @Test
    void aPaymentTellsEachRefundWithItsTimeAndAmountAndTheRefundWhatItIsOf() {
        shop.charge(number, "30.00", payCode());
        String payment = chen.api().get("/api/v1/movements").json().at("/items/0/id").asString();
        shop.refund(number, "r1", "10.00");
        shop.refund(number, "r2", "2.50");
        JsonNode told =
                Waiting.forOne(() ->
                        Optional.of(chen.api().get("/api/v1/movements/" + payment).json())
                                .filter(it -> it.path("timeline").size() == 3));
        assertThat(told.at("/givenBack/amount").asString()).isEqualTo("12.50");
        JsonNode second = told.at("/timeline/2");
        assertThat(second.path("title").asString()).isEqualTo("¥2.50 refunded by the merchant");
        JsonNode refund =
                chen.api().get("/api/v1/movements/" + second.path("movement").asString()).json();
        assertThat(refund.path("kind").asString()).isEqualTo("REFUND");
        assertThat(refund.path("at")).isEqualTo(second.path("at"));
        assertThat(refund.at("/timeline/0/movement").asString()).isEqualTo(payment);
        assertThat(refund.at("/timeline/0/title").asString()).contains("Paid to", "¥30.00");
    }

    @Test
    void anOrderNumberIsOneOrderAndUnpaidNothingIsRefunded() {
        JsonNode order = shop.order(number, "20.00").json();
        assertThat(shop.order(number, "20.00").json().path("id")).isEqualTo(order.path("id"));
        assertThat(shop.order(number, "21.00").code()).isEqualTo("IDEMPOTENCY_CONFLICT");
        assertThat(shop.refund(number, "r1", "1.00").code()).isEqualTo("NOT_PAID");
        TestMerchant other = open("Other " + UUID.randomUUID().toString().substring(0, 8));
        assertThat(other.get(TestMerchant.ORDERS + "/" + number).code()).isEqualTo("NOT_FOUND");
    }

    @Test
    void onlyAFreshRightSignatureIsTakenAndOnce() {
        String body =
                "{\"orderNumber\":\"%s\",\"amount\":{\"amount\":\"1.00\",\"asset\":\"CNY\"},\"subject\":\"Tea\"}"
                        .formatted(number);
        String path = TestMerchant.ORDERS;
        assertThat(shop.post(path, body).status()).isEqualTo(201);
        assertThat(shop.send("POST", path, body, body).code()).isEqualTo("REQUEST_REPLAYED");
        shop.nonce = UUID.randomUUID().toString();
        assertThat(shop.send("POST", path, body.replace("1.00", "9.00"), body).code())
                .isEqualTo("SIGNATURE_WRONG");
        shop.at = Instant.now().minusSeconds(301);
        assertThat(shop.send("POST", path, body, body).code()).isEqualTo("SIGNATURE_STALE");
        assertThat(new TestMerchant(port, shop.id(), "guessed").post(path, body).code())
                .isEqualTo("SIGNATURE_WRONG");
        assertThat(
                        new TestMerchant(port, UUID.randomUUID().toString(), shop.secret())
                                .post(path, body)
                                .code())
                .isEqualTo("SIGNATURE_WRONG");
        assertThat(shop.post(path, "{\"orderNumber\":\"x y\"}").code()).isEqualTo("BAD_INPUT");
        assertThat(shop.post(path, "nonsense").code()).isEqualTo("BAD_INPUT");
        assertThat(new ApiCaller(port).post(path, body).code()).isEqualTo("SIGNATURE_WRONG");
    }

    @Test
    void aNameIsOneMerchants() {
        String name = "Twice " + UUID.randomUUID().toString().substring(0, 8);
        open(name);
        ConsoleCommand add =
                commands.stream()
                        .filter(command -> command.name().equals("merchant add"))
                        .findFirst()
                        .orElseThrow();
        assertThat(add.run(List.of(name), new PrintStream(OutputStream.nullOutputStream())))
                .isEqualTo(2);
    }

    private JsonNode latestFailure() {
        return chen.api().get("/api/v1/movements").json().path("items").path(0).path("failure");
    }

    private TestMerchant open(String name) {
        return TestMerchant.open(port, commands, name);
    }

    private String payCode() {
        ApiCaller.Answer made =
                chen.api().post("/api/v1/me/pay-codes", "{\"pin\":\"" + TestCustomer.PIN + "\"}");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return made.json().path("code").asString();
    }
}
