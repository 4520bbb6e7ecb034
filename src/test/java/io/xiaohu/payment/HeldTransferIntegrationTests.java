package io.xiaohu.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.AtOnce;
import io.xiaohu.testing.DatabaseOwner;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.TestCustomer;
import io.xiaohu.testing.Waiting;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Money sent to a phone nobody has registered: it waits, and ends in exactly one way. */
@IntegrationTest
class HeldTransferIntegrationTests {

    @LocalServerPort private int port;
    @Autowired private JdbcClient sql;

    @Value("${spring.datasource.url}")
    private String url = "";

    private TestCustomer chen;
    private String phone = "";

    @BeforeEach
    void somebodyPaysSomebodyNew() {
        chen = TestCustomer.register(port, "陈晓宁").withPin().withMoney("200.00");
        phone = TestCustomer.newPhone();
    }

    @Test
    void itIsHeldAndArrivesWhenTheOwnerOfThePhoneRegisters() {
        ApiCaller.Answer sent = send("36.50");
        assertThat(sent.status()).as(sent.text()).isEqualTo(201);
        assertThat(sent.json().path("state").asString()).isEqualTo("AWAITING_PAYEE");
        assertThat(sent.json().path("expiresAt").asString()).isNotEmpty();
        assertThat(sent.json().path("to").path("registered").asBoolean()).isFalse();
        JsonNode balance = sent.json().path("balances").path(0);
        assertThat(balance.path("held").path("amount").asString()).isEqualTo("36.50");
        assertThat(balance.path("available").path("amount").asString()).isEqualTo("163.50");
        JsonNode waiting = movement(chen, id(sent));
        assertThat(waiting.path("state").asString()).isEqualTo("PROCESSING");
        assertThat(waiting.path("progress").path("code").asString()).isEqualTo("TRANSFER_WAITS");
        assertThat(waiting.path("progress").path("money").asString()).isEqualTo("HELD");

        TestCustomer lin = TestCustomer.register(port, phone, "林小满");

        Waiting.until(() -> lin.available().equals("36.50"));
        Waiting.until(() -> state(id(sent)).equals("SUCCEEDED"));
        JsonNode arrived = movement(chen, id(sent));
        assertThat(arrived.path("title").asString()).isEqualTo("To 林**");
        assertThat(arrived.path("balanceAfter").path("amount").asString()).isEqualTo("163.50");
        assertThat(arrived.path("timeline").size()).isEqualTo(2);
        assertThat(chen.api().get("/api/v1/movements?kind=TRANSFER_OUT").json().path("items"))
                .hasSize(1);
        JsonNode received = lin.api().get("/api/v1/movements").json().path("items");
        assertThat(received).hasSize(1);
        assertThat(received.path(0).path("title").asString()).isEqualTo("From 陈**");
        assertThat(received.path(0).path("memo").asString()).isEqualTo("lunch");
        assertThat(notices(chen)).contains("TRANSFER_ARRIVED");
        requireTooLate(cancel(chen, id(sent)), "ARRIVED", "reached the payee");
    }

    @Test
    void thePhoneIsToldByWhomAndUntilWhenButNotHowMuchAndNotAgainAndAgain() {
        for (int n = 0; n < 5; n++) {
            assertThat(send("1.7" + n).status()).isEqualTo(201);
        }
        Waiting.until(() -> outbox().size() == 3);
        String text = outbox().path(0).path("text").asString();
        assertThat(text).contains("陈**").doesNotContain("陈晓宁").doesNotContain("1.7");
    }

    @Test
    void thePayerTakesItBackAndTheLimitsAreAsBefore() {
        String before = usedToday();
        ApiCaller.Answer sent = send("36.50");
        assertThat(usedToday()).isNotEqualTo(before);
        ApiCaller.Answer back = cancel(chen, id(sent));
        assertThat(back.status()).as(back.text()).isEqualTo(200);
        assertThat(back.json().path("state").asString()).isEqualTo("CANCELLED");
        assertThat(chen.available()).isEqualTo("200.00");
        assertThat(usedToday()).isEqualTo(before);
        assertThat(cancel(chen, id(sent)).status()).isEqualTo(200);
        JsonNode cancelled = movement(chen, id(sent));
        assertThat(cancelled.path("failure").path("code").asString())
                .isEqualTo("TRANSFER_CANCELLED");
        assertThat(cancelled.path("failure").path("money").asString()).isEqualTo("RETURNED");
        TestCustomer lin = TestCustomer.register(port, phone, "");
        assertThat(lin.available()).isEqualTo("0.00");
    }

    @Test
    void unclaimedItComesBackByItselfOnceAndThePayerIsTold() throws SQLException {
        String before = usedToday();
        ApiCaller.Answer sent = send("36.50");
        itsTimeIsOver(id(sent));
        Waiting.until(() -> state(id(sent)).equals("FAILED"));
        assertThat(movement(chen, id(sent)).path("failure").path("code").asString())
                .isEqualTo("TRANSFER_UNCLAIMED");
        assertThat(chen.available()).isEqualTo("200.00");
        assertThat(usedToday()).isEqualTo(before);
        assertThat(notices(chen)).containsOnlyOnce("TRANSFER_RETURNED");
        requireTooLate(cancel(chen, id(sent)), "RETURNED", "came back");
        assertThat(TestCustomer.register(port, phone, "").available()).isEqualTo("0.00");
    }

    @RepeatedTest(3)
    void ofRegistrationCancellationAndEndExactlyOneWins() {
        ApiCaller.Answer sent = send("36.50");
        CompletableFuture<TestCustomer> registration =
                CompletableFuture.supplyAsync(() -> TestCustomer.register(port, phone, ""));
        CompletableFuture<Void> end = CompletableFuture.runAsync(() -> itsTimeIsOver(id(sent)));
        List<Integer> cancelled = AtOnce.times(4, n -> cancel(chen, id(sent)).status());
        end.join();
        TestCustomer lin = registration.join();
        Waiting.until(() -> !state(id(sent)).equals("PROCESSING"));
        boolean arrived = state(id(sent)).equals("SUCCEEDED");
        assertThat(lin.available()).isEqualTo(arrived ? "36.50" : "0.00");
        assertThat(chen.available()).isEqualTo(arrived ? "163.50" : "200.00");
        String row =
                sql.sql("select state from payment.held_transfer where id = :id::uuid")
                        .param("id", id(sent))
                        .query(String.class)
                        .single();
        assertThat(cancelled.contains(200))
                .as("who was told that it was cancelled, and how it ended: " + row)
                .isEqualTo(row.equals("CANCELLED"));
    }

    @Test
    void theSameKeyHoldsOnceAlsoWhenItArrivedMeanwhile() {
        String key = "held-" + chen.id();
        List<String> ids =
                AtOnce.times(
                        6, n -> id(chen.api().post("/api/v1/transfers", transfer("10.00"), key)));
        assertThat(ids).containsOnly(ids.getFirst());
        assertThat(chen.available()).isEqualTo("190.00");
        TestCustomer lin = TestCustomer.register(port, phone, "");
        Waiting.until(() -> lin.available().equals("10.00"));
        ApiCaller.Answer again = chen.api().post("/api/v1/transfers", transfer("10.00"), key);
        assertThat(id(again)).isEqualTo(ids.getFirst());
        assertThat(again.json().path("state").asString()).isEqualTo("AWAITING_PAYEE");
        assertThat(chen.available()).isEqualTo("190.00");
        assertThat(lin.available()).isEqualTo("10.00");
    }

    @Test
    void theKeyOfACallThatDiedHoldsNothingElse() {
        asOwner(
                """
                create function ledger.no_hold() returns trigger language plpgsql as
                $$ begin raise exception 'the server died here'; end $$;
                create trigger no_hold before insert on ledger.hold
                for each row when (new.amount = 1234) execute function ledger.no_hold()
                """);
        String key = "died-" + chen.id();
        try {
            assertThat(post("12.34", key).status()).isGreaterThanOrEqualTo(500);
        } finally {
            asOwner("drop function ledger.no_hold() cascade");
        }
        assertThat(post("20.00", key).code()).isEqualTo("IDEMPOTENCY_CONFLICT");
        assertThat(chen.available()).isEqualTo("200.00");
        ApiCaller.Answer again = post("12.34", key);
        assertThat(again.status()).as(again.text()).isEqualTo(201);
        TestCustomer lin = TestCustomer.register(port, phone, "");
        Waiting.until(() -> lin.available().equals("12.34"));
        assertThat(chen.available()).isEqualTo("187.66");
    }

    @Test
    void whatWasTooLateForWhoeverRegisteredIsNotSaidToBeAReviews() {
        String id = id(send("10.00"));
        itsTimeIsOver(id);
        Waiting.until(() -> state(id).equals("FAILED"));
        asOwner(
                "update payment.held_transfer set payee_id = gen_random_uuid() where id = '"
                        + id
                        + "'");
        assertThat(movement(chen, id).path("failure").path("code").asString())
                .isEqualTo("TRANSFER_UNCLAIMED");
    }

    @Test
    void aCallThatDiedAfterTheMoneyWasHeldIsFinished() throws SQLException {
        ApiCaller.Answer sent = send("10.00");
        asOwner(
                "update payment.held_transfer set state = 'CREATED', next_at = now() where id = '"
                        + id(sent)
                        + "'");
        TestCustomer lin = TestCustomer.register(port, phone, "");
        Waiting.until(() -> lin.available().equals("10.00"));
    }

    @Test
    void aRefusedOneHoldsNothingAndANobodyElseCanCancel() {
        ApiCaller.Answer tooMuch = send("200.01");
        assertThat(tooMuch.code()).isEqualTo("INSUFFICIENT_BALANCE");
        assertThat(chen.available()).isEqualTo("200.00");
        ApiCaller.Answer sent = send("10.00");
        TestCustomer eve = TestCustomer.register(port);
        assertThat(cancel(eve, id(sent)).code()).isEqualTo("NOT_FOUND");
        assertThat(eve.api().get("/api/v1/transfers/" + id(sent)).status()).isEqualTo(404);
        ApiCaller.Answer wrongPin =
                chen.api()
                        .post(
                                "/api/v1/transfers",
                                transfer("10.00").replace(TestCustomer.PIN, "271828"));
        assertThat(wrongPin.code()).isEqualTo("PIN_WRONG");
    }

    @Test
    void ofWhatArrivedAtOnceNobodyIsToldThatNothingWasTaken() {
        TestCustomer.register(port, phone, "");
        requireTooLate(cancel(chen, id(send("10.00"))), "ARRIVED", "reached the payee");
        ApiCaller.Answer refused = send("200.01");
        String attempt = refused.json().at("/subject/id").asString();
        requireTooLate(cancel(chen, attempt), "NOT_TAKEN", "still waits");
    }

    private static void requireTooLate(ApiCaller.Answer answer, String money, String detail) {
        assertThat(answer.code()).isEqualTo("TRANSFER_NOT_WAITING");
        assertThat(answer.json().path("money").asString()).isEqualTo(money);
        assertThat(answer.json().path("detail").asString()).contains(detail);
    }

    private ApiCaller.Answer send(String amount) {
        return chen.api().post("/api/v1/transfers", transfer(amount));
    }

    private ApiCaller.Answer post(String amount, String key) {
        return chen.api().post("/api/v1/transfers", transfer(amount), key);
    }

    private ApiCaller.Answer cancel(TestCustomer who, String id) {
        return who.api().post("/api/v1/transfers/" + id + "/cancellations", "{}");
    }

    private String transfer(String amount) {
        return """
        {"toPhone":"%s","amount":{"amount":"%s","asset":"CNY"},"memo":"lunch","pin":"%s"}\
        """
                .formatted(phone, amount, TestCustomer.PIN);
    }

    /** The day of waiting is over, for the ledger as for the row. */
    private void itsTimeIsOver(String id) {
        asOwner("update ledger.hold set expires_at = now() where id = '" + id + "'");
        asOwner(
                "update payment.held_transfer set expires_at = now(), next_at = now() where id = '"
                        + id
                        + "' and ended_at is null");
    }

    private void asOwner(String statement) {
        DatabaseOwner.run(url, statement);
    }

    private JsonNode outbox() {
        return chen.api().get("/demo/outbox?to=" + phone).json().path("items");
    }

    private String usedToday() {
        return chen.api().get("/api/v1/limits").json().path("items").toString();
    }

    private static JsonNode movement(TestCustomer customer, String id) {
        return customer.api().get("/api/v1/movements/" + id).json();
    }

    private String state(String id) {
        return movement(chen, id).path("state").asString();
    }

    private static String notices(TestCustomer customer) {
        return customer.api().get("/api/v1/notices").text();
    }

    private static String id(ApiCaller.Answer answer) {
        return answer.json().path("id").asString();
    }
}
