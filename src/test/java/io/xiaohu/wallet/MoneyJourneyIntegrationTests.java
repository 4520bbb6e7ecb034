package io.xiaohu.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.TestCustomer;
import io.xiaohu.verification.AccountClass;
import io.xiaohu.verification.AccountClasses;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Money in, out and between people, through the public API. */
@IntegrationTest
class MoneyJourneyIntegrationTests {

    /** A valid number by its check digit, of nobody. */
    private static final String CARD = "6222020000000000000";

    @LocalServerPort private int port;
    @Autowired private JdbcClient sql;
    @Autowired private AccountClasses classes;

    @Test
    void aNewcomerTopsUpPaysAFriendAndWithdraws() {
        TestCustomer chen = TestCustomer.register(port, "陈晓宁").withPin().withMoney("200.00");
        TestCustomer lin = TestCustomer.register(port, "林小满");
        JsonNode payee = chen.api().get("/api/v1/payees?phone=" + lin.phone()).json();
        assertThat(payee.path("maskedName").asString()).isEqualTo("林**");
        ApiCaller.Answer paid =
                chen.api().post("/api/v1/transfers", transfer(lin.phone(), "36.50"));
        assertThat(paid.status()).as(paid.text()).isEqualTo(201);
        assertThat(paid.json().path("balances").path(0).path("total").path("amount").asString())
                .isEqualTo("163.50");
        assertThat(lin.available()).isEqualTo("36.50");
        ApiCaller.Answer out = chen.api().post("/api/v1/withdrawals", withdrawal("63.50"));
        assertThat(out.json().path("state").asString()).as(out.text()).isEqualTo("PAID");
        assertThat(chen.available()).isEqualTo("100.00");
        JsonNode bills = chen.api().get("/api/v1/movements").json().path("items");
        assertThat(bills.size()).isEqualTo(3);
        assertThat(bills.path(0).path("kind").asString()).isEqualTo("WITHDRAWAL");
        assertThat(bills.path(1).path("title").asString()).isEqualTo("To 林**");
        assertThat(bills.path(1).path("amount").path("amount").asString()).isEqualTo("-36.50");
        assertThat(bills.path(1).path("balanceAfter").path("amount").asString())
                .isEqualTo("163.50");
        JsonNode received = lin.api().get("/api/v1/movements").json().path("items");
        assertThat(received.path(0).path("kind").asString()).isEqualTo("TRANSFER_IN");
    }

    @ParameterizedTest
    @CsvSource({
        "5.01, FAILED, CHANNEL_TIMEOUT",
        "5.02, FAILED, CHANNEL_DOWN",
        "5.03, FAILED, CHANNEL_REJECTED",
        "5.04, SUCCEEDED, ''",
        "5.05, FAILED, CHANNEL_REJECTED",
        "5.06, SUCCEEDED, ''",
        "5.07, SUCCEEDED, ''",
    })
    void everySteeredTopUpBecomesFinalAndSaysWhy(String amount, String state, String code) {
        TestCustomer chen = TestCustomer.register(port);
        ApiCaller.Answer answer = chen.api().post("/api/v1/top-ups", topUp(amount));
        assertThat(answer.status()).isEqualTo(201);
        JsonNode end = untilFinal(chen, "/api/v1/top-ups/" + id(answer));
        assertThat(end.path("state").asString()).isEqualTo(state);
        assertThat(end.path("failure").path("code").asString("")).isEqualTo(code);
        assertThat(chen.available()).isEqualTo(state.equals("SUCCEEDED") ? amount : "0.00");
        assertThat(end.path("timeline").size()).isGreaterThanOrEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "5.01, REJECTED, WITHDRAWAL_TIMEOUT",
        "5.02, REJECTED, WITHDRAWAL_CHANNEL_DOWN",
        "5.03, REJECTED, WITHDRAWAL_REJECTED",
        "5.04, PAID, ''",
        "5.05, REJECTED, WITHDRAWAL_REJECTED",
    })
    void everySteeredWithdrawalBecomesFinalAndTheMoneyIsWhereItSays(
            String amount, String state, String code) {
        TestCustomer chen = TestCustomer.register(port).withPin().withMoney("100.00");
        ApiCaller.Answer answer = chen.api().post("/api/v1/withdrawals", withdrawal(amount));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        JsonNode end = untilFinal(chen, "/api/v1/withdrawals/" + id(answer));
        assertThat(end.path("state").asString()).isEqualTo(state);
        assertThat(end.path("failure").path("code").asString("")).isEqualTo(code);
        assertThat(chen.available()).isEqualTo(state.equals("PAID") ? "94.96" : "100.00");
    }

    @Test
    void whileTheBankIsSilentTheMoneyIsHeldAndTheCustomerIsToldSo() {
        TestCustomer chen = TestCustomer.register(port).withPin().withMoney("100.00");
        ApiCaller.Answer answer = chen.api().post("/api/v1/withdrawals", withdrawal("5.04"));
        assertThat(answer.json().path("state").asString()).isEqualTo("UNKNOWN");
        JsonNode progress = answer.json().path("progress");
        assertThat(progress.path("money").asString()).isEqualTo("CHECKING");
        assertThat(progress.path("answerBy").asString()).isNotEmpty();
        JsonNode balance = answer.json().path("balances").path(0);
        assertThat(balance.path("held").path("amount").asString()).isEqualTo("5.04");
        assertThat(balance.path("total").path("amount").asString()).isEqualTo("100.00");
    }

    @Test
    void aChannelThatContradictsItselfIsFiledAndMovesNothing() {
        TestCustomer chen = TestCustomer.register(port);
        ApiCaller.Answer answer = chen.api().post("/api/v1/top-ups", topUp("7.07"));
        UUID id = UUID.fromString(id(answer));
        waitUntil(() ->
                sql.sql("select count(*) from funding.contradiction where flow_id = :id")
                                .param("id", id)
                                .query(Integer.class)
                                .single()
                        == 1);
        assertThat(chen.available()).isEqualTo("7.07");
    }

    @Test
    void theSameKeyPaysOnceAndOtherContentIsAConflict() {
        TestCustomer chen = TestCustomer.register(port).withPin().withMoney("100.00");
        TestCustomer lin = TestCustomer.register(port);
        String key = "pay-" + chen.id();
        ApiCaller.Answer first =
                chen.api().post("/api/v1/transfers", transfer(lin.phone(), "10.00"), key);
        ApiCaller.Answer again =
                chen.api().post("/api/v1/transfers", transfer(lin.phone(), "10.00"), key);
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.json().path("id")).isEqualTo(first.json().path("id"));
        assertThat(again.json().path("balances")).isEqualTo(first.json().path("balances"));
        ApiCaller.Answer other =
                chen.api().post("/api/v1/transfers", transfer(lin.phone(), "10.01"), key);
        assertThat(other.code()).isEqualTo("IDEMPOTENCY_CONFLICT");
        assertThat(lin.available()).isEqualTo("10.00");
        String topUpKey = "top-" + chen.id();
        chen.api().post("/api/v1/top-ups", topUp("5.00"), topUpKey);
        chen.api().post("/api/v1/top-ups", topUp("5.00"), topUpKey);
        assertThat(chen.api().post("/api/v1/top-ups", topUp("6.00"), topUpKey).status())
                .isEqualTo(409);
        assertThat(chen.available()).isEqualTo("95.00");
    }

    @Test
    void aWrongPinLeavesTheKeyFreeAndARefusalBindsIt() {
        TestCustomer chen = TestCustomer.register(port).withPin();
        TestCustomer lin = TestCustomer.register(port);
        String key = "key-" + chen.id();
        String wrongPin = transfer(lin.phone(), "10.00").replace(TestCustomer.PIN, "271828");
        assertThat(chen.api().post("/api/v1/transfers", wrongPin, key).code())
                .isEqualTo("PIN_WRONG");
        ApiCaller.Answer refused =
                chen.api().post("/api/v1/transfers", transfer(lin.phone(), "10.00"), key);
        assertThat(refused.code()).isEqualTo("INSUFFICIENT_BALANCE");
        assertThat(refused.json().path("money").asString()).isEqualTo("NOT_TAKEN");
        assertThat(refused.json().path("subject").path("kind").asString()).isEqualTo("ATTEMPT");
        chen.withMoney("100.00");
        assertThat(chen.api().post("/api/v1/transfers", transfer(lin.phone(), "10.00"), key).code())
                .isEqualTo("INSUFFICIENT_BALANCE");
        assertThat(chen.available()).isEqualTo("100.00");
    }

    @Test
    void aboveAThousandASecondFactorIsAskedForAndTheSameCallGoesThrough() {
        TestCustomer chen = TestCustomer.register(port).withPin().withMoney("3000.00");
        classes.raise(chen.id(), AccountClass.II);
        TestCustomer lin = TestCustomer.register(port);
        String key = "big-" + chen.id();
        String body = transfer(lin.phone(), "1200.00");
        ApiCaller.Answer asked = chen.api().post("/api/v1/transfers", body, key);
        assertThat(asked.code()).isEqualTo("STEP_UP_NEEDED");
        String challenge = asked.json().path("challenge").path("id").asString();
        chen.api()
                .post(
                        "/api/v1/codes",
                        "{\"phone\":\"%s\",\"purpose\":\"STEP_UP\"}".formatted(chen.phone()));
        String code = stepUpCode(chen);
        String proven =
                body.replaceFirst(
                        "\\}$",
                        ",\"challengeId\":\"%s\",\"proof\":\"%s\"}".formatted(challenge, code));
        ApiCaller.Answer elsewhere =
                chen.api().post("/api/v1/transfers", proven.replace("1200.00", "1300.00"));
        assertThat(elsewhere.code()).isEqualTo("STEP_UP_FAILED");
        ApiCaller.Answer done = chen.api().post("/api/v1/transfers", proven, key);
        assertThat(done.status()).as(done.text()).isEqualTo(201);
        assertThat(lin.available()).isEqualTo("1200.00");
    }

    @Test
    void aFirstClassAccountPaysAThousandInItsLifetime() {
        TestCustomer chen = TestCustomer.register(port).withPin().withMoney("2000.00");
        TestCustomer lin = TestCustomer.register(port);
        assertThat(chen.api().post("/api/v1/transfers", transfer(lin.phone(), "990.00")).status())
                .isEqualTo(201);
        ApiCaller.Answer refused =
                chen.api().post("/api/v1/transfers", transfer(lin.phone(), "10.01"));
        assertThat(refused.code()).isEqualTo("CLASS_LIMIT");
        ApiCaller.Answer withdrawal = chen.api().post("/api/v1/withdrawals", withdrawal("10.08"));
        assertThat(withdrawal.code()).as(withdrawal.text()).isEqualTo("CLASS_LIMIT");
        JsonNode limits = chen.api().get("/api/v1/limits").json();
        assertThat(limits.path("class").asString()).isEqualTo("I");
        assertThat(limits.path("items").path(0).path("left").path("amount").asString())
                .isEqualTo("10.00");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"amount\":{\"amount\":\"0\",\"asset\":\"CNY\"}",
                "\"amount\":{\"amount\":\"-1\",\"asset\":\"CNY\"}",
                "\"amount\":{\"amount\":\"1.001\",\"asset\":\"CNY\"}",
                "\"amount\":{\"amount\":\"99999999999999999999\",\"asset\":\"CNY\"}",
                "\"amount\":{\"amount\":\"92233720368547758.07\",\"asset\":\"CNY\"}",
                "\"amount\":{\"amount\":1,\"asset\":\"CNY\"}",
                "\"amount\":{\"amount\":\"1\",\"asset\":\"XXX\"}",
                "\"amount\":{\"amount\":\"1\",\"asset\":\"BTC\"}",
                "\"amount\":{\"amount\":\"1\"}",
                "\"amount\":{\"amount\":\"1\",\"asset\":\"CNY\",\"x\":1}",
                "\"amount\":\"1\"",
                "\"amount\":null",
                "\"amount\":[]",
                "\"amount\":{\"amount\":\"1e3\",\"asset\":\"CNY\"}",
                "\"amount\":{\"amount\":\"NaN\",\"asset\":\"CNY\"}",
            })
    void anAmountThatIsNoneIsRefusedAndMovesNothing(String amount) {
        TestCustomer chen = shared();
        String rest = "\"channel\":\"sandbox\"," + amount;
        ApiCaller.Answer topUp = chen.api().post("/api/v1/top-ups", "{" + rest + "}");
        assertThat(topUp.status()).as(topUp.text()).isBetween(400, 499);
        ApiCaller.Answer withdrawal =
                chen.api()
                        .post(
                                "/api/v1/withdrawals",
                                "{\"destination\":\"%s\",\"pin\":\"%s\",%s}"
                                        .formatted(CARD, TestCustomer.PIN, rest));
        assertThat(withdrawal.status()).as(withdrawal.text()).isBetween(400, 499);
        ApiCaller.Answer transfer =
                chen.api()
                        .post(
                                "/api/v1/transfers",
                                "{\"toPhone\":\"%s\",\"pin\":\"%s\",%s}"
                                        .formatted(
                                                TestCustomer.newPhone(), TestCustomer.PIN, amount));
        assertThat(transfer.status()).as(transfer.text()).isBetween(400, 499);
        assertThat(List.of(topUp, withdrawal, transfer))
                .allSatisfy(answer ->
                        assertThat(answer.raw().headers().firstValue("Content-Type"))
                                .contains("application/problem+json"));
    }

    @Test
    void otherPeoplesThingsAreNotThere() {
        TestCustomer chen = TestCustomer.register(port).withPin().withMoney("100.00");
        TestCustomer lin = TestCustomer.register(port).withPin();
        TestCustomer eve = TestCustomer.register(port);
        String topUp = id(chen.api().post("/api/v1/top-ups", topUp("5.00")));
        String out = id(chen.api().post("/api/v1/withdrawals", withdrawal("5.00")));
        String paid = id(chen.api().post("/api/v1/transfers", transfer(lin.phone(), "5.00")));
        for (String path :
                List.of(
                        "/api/v1/top-ups/" + topUp,
                        "/api/v1/withdrawals/" + out,
                        "/api/v1/transfers/" + paid,
                        "/api/v1/movements/" + topUp,
                        "/api/v1/movements/" + paid,
                        "/api/v1/top-ups/nonsense",
                        "/api/v1/top-ups/" + out)) {
            assertThat(eve.api().get(path).status()).as(path).isEqualTo(404);
        }
        assertThat(lin.api().get("/api/v1/transfers/" + paid).status()).isEqualTo(200);
    }

    @Test
    void paymentsToOneselfAndToNoCardAreRefused() {
        TestCustomer chen = TestCustomer.register(port).withPin().withMoney("100.00");
        assertThat(chen.api().post("/api/v1/transfers", transfer(chen.phone(), "5.00")).code())
                .isEqualTo("PAYEE_IS_SELF");
        assertThat(
                        chen.api()
                                .post(
                                        "/api/v1/withdrawals",
                                        withdrawal("5.00").replace(CARD, "6222020000000000001"))
                                .code())
                .isEqualTo("DESTINATION_INVALID");
    }

    @Test
    void moneyNeedsAKey() {
        TestCustomer chen = TestCustomer.register(port);
        assertThat(chen.api().post("/api/v1/top-ups", topUp("5.00"), null).code())
                .isEqualTo("IDEMPOTENCY_KEY_REQUIRED");
    }

    @Test
    void billsAreFilteredSearchedAndPaged() {
        TestCustomer chen = TestCustomer.register(port).withPin();
        TestCustomer lin = TestCustomer.register(port);
        for (int i = 0; i < 23; i++) {
            chen.withMoney("10.00");
        }
        chen.api().post("/api/v1/transfers", transfer(lin.phone(), "5.00"));
        JsonNode first = chen.api().get("/api/v1/movements").json();
        assertThat(first.path("items").size()).isEqualTo(20);
        String next = first.path("next").asString();
        JsonNode second = chen.api().get("/api/v1/movements?cursor=" + next).json();
        assertThat(second.path("items").size()).isEqualTo(4);
        assertThat(second.has("next")).isFalse();
        JsonNode lunch = chen.api().get("/api/v1/movements?q=lunch").json();
        assertThat(lunch.path("items").size()).isEqualTo(1);
        JsonNode sent = chen.api().get("/api/v1/movements?kind=TRANSFER_OUT").json();
        assertThat(sent.path("items").size()).isEqualTo(1);
        for (String bad : List.of("cursor=xx", "from=yesterday", "state=GONE", "to=9999-99-99")) {
            assertThat(chen.api().get("/api/v1/movements?" + bad).status()).as(bad).isEqualTo(400);
        }
    }

    private TestCustomer shared() {
        if (sharedCustomer == null) {
            sharedCustomer = TestCustomer.register(port).withPin();
        }
        return sharedCustomer;
    }

    private static @org.jspecify.annotations.Nullable TestCustomer sharedCustomer;

    private String stepUpCode(TestCustomer chen) {
        for (int i = 0; i < 100; i++) {
            String text =
                    chen.api()
                            .get("/demo/outbox?to=" + chen.phone())
                            .json()
                            .path("items")
                            .path(0)
                            .path("text")
                            .asString();
            if (text.contains("confirmation code")) {
                return text.replaceAll(".*?(\\d{6}).*", "$1");
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        throw new AssertionError("no text came");
    }

    private static JsonNode untilFinal(TestCustomer customer, String path) {
        JsonNode[] last = new JsonNode[1];
        waitUntil(() -> {
            last[0] = customer.api().get(path).json();
            return List.of("SUCCEEDED", "FAILED", "PAID", "REJECTED")
                    .contains(last[0].path("state").asString());
        });
        return last[0];
    }

    private static void waitUntil(java.util.function.BooleanSupplier condition) {
        Instant until = Instant.now().plusSeconds(25);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(until);
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
    }

    private static String id(ApiCaller.Answer answer) {
        return answer.json().path("id").asString();
    }

    private static String topUp(String amount) {
        return """
        {"channel":"sandbox","amount":{"amount":"%s","asset":"CNY"}}\
        """
                .formatted(amount);
    }

    private static String withdrawal(String amount) {
        return """
        {"channel":"sandbox","destination":"%s","amount":{"amount":"%s","asset":"CNY"},"pin":"%s"}\
        """
                .formatted(CARD, amount, TestCustomer.PIN);
    }

    private static String transfer(String phone, String amount) {
        return """
        {"toPhone":"%s","amount":{"amount":"%s","asset":"CNY"},"memo":"lunch","pin":"%s"}\
        """
                .formatted(phone, amount, TestCustomer.PIN);
    }
}
