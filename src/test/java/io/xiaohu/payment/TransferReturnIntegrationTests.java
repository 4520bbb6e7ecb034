package io.xiaohu.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.AtOnce;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.TestClock;
import io.xiaohu.testing.TestCustomer;
import io.xiaohu.testing.Waiting;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** A payee gives a transfer back: whole, once, in time. */
@IntegrationTest
class TransferReturnIntegrationTests {

    @LocalServerPort private int port;
    @Autowired private TestClock clock;

    private TestCustomer chen;
    private TestCustomer lin;

    @BeforeEach
    void twoPeople() {
        chen = TestCustomer.register(port, "陈晓宁").withPin().withMoney("100.00");
        lin = TestCustomer.register(port, "林小满").withPin();
    }

    @AfterEach
    void now() {
        clock.reset();
    }

    @Test
    void itGoesBackWholeAndBothReadIt() {
        String sent = send(lin.phone());
        assertThat(returnUntil(lin, sent)).isNotEmpty();
        assertThat(returnUntil(chen, sent)).as("the payer").isEmpty();
        ApiCaller.Answer back = giveBack(lin, sent);
        assertThat(returnUntil(lin, sent)).as("once only").isEmpty();
        assertThat(back.status()).as(back.text()).isEqualTo(201);
        assertThat(back.json().path("transferId").asString()).isEqualTo(sent);
        assertThat(chen.available()).isEqualTo("100.00");
        assertThat(lin.available()).isEqualTo("0.00");
        assertThat(first(chen).path("title").asString()).isEqualTo("Given back by 林**");
        assertThat(first(chen).path("amount").path("amount").asString()).isEqualTo("30.00");
        assertThat(first(lin).path("title").asString()).isEqualTo("Given back to 陈**");
        assertThat(first(lin).path("kind").asString()).isEqualTo("TRANSFER_BACK_OUT");
        assertThat(chen.api().get("/api/v1/notices").text()).contains("TRANSFER_GIVEN_BACK");
    }

    @Test
    void whatWasGivenBackIsAStepOfBothMovementsEachNamingTheOther() {
        String sent = send(lin.phone());
        assertThat(movement(lin, sent).has("givenBack")).isFalse();
        giveBack(lin, sent);
        String backOut = first(lin).path("id").asString();
        Waiting.until(() -> movement(lin, sent).has("givenBack"));
        for (TestCustomer reader : List.of(chen, lin)) {
            JsonNode original = movement(reader, sent);
            assertThat(original.at("/givenBack/amount").asString()).isEqualTo("30.00");
            JsonNode later = original.path("timeline").path(1);
            assertThat(later.path("title").asString())
                    .isEqualTo("¥30.00 given back " + (reader == lin ? "by you" : "to you"));
            assertThat(later.path("movement").asString()).isEqualTo(backOut);
            JsonNode earlier = movement(reader, backOut).path("timeline").path(0);
            assertThat(earlier.path("title").asString()).startsWith("Gives back: ");
            assertThat(earlier.path("movement").asString()).isEqualTo(sent);
        }
    }

    @Test
    void aTransferThatWaitedForItsPayeeSaysSoToo() {
        String phone = TestCustomer.newPhone();
        String sent = send(phone);
        TestCustomer newcomer = TestCustomer.register(port, phone, "").withPin();
        Waiting.until(() -> newcomer.available().equals("30.00"));
        giveBack(newcomer, first(newcomer).path("id").asString());
        Waiting.until(() -> movement(chen, sent).has("givenBack"));
        String back = first(chen).path("id").asString();
        assertThat(movement(chen, sent).path("timeline").path(2).path("movement").asString())
                .isEqualTo(back);
        assertThat(movement(chen, back).path("timeline").path(0).path("movement").asString())
                .isEqualTo(sent);
    }

    @Test
    void howeverManyTryAtOnceItGoesBackOnce() {
        lin.withMoney("90.00");
        String sent = send(lin.phone());
        List<ApiCaller.Answer> tries = AtOnce.times(5, n -> giveBack(lin, sent));
        assertThat(tries).filteredOn(answer -> answer.status() == 201).hasSize(1);
        assertThat(tries)
                .filteredOn(answer -> answer.status() != 201)
                .allMatch(answer -> answer.code().equals("ALREADY_GIVEN_BACK"));
        assertThat(chen.available()).isEqualTo("100.00");
        assertThat(lin.available()).isEqualTo("90.00");
    }

    @Test
    void theSameKeyIsOneReturn() {
        String sent = send(lin.phone());
        String key = "back-" + lin.id();
        String path = "/api/v1/transfers/" + sent + "/returns";
        ApiCaller.Answer one = lin.api().post(path, pin(TestCustomer.PIN), key);
        ApiCaller.Answer again = lin.api().post(path, pin(TestCustomer.PIN), key);
        assertThat(again.json()).isEqualTo(one.json());
    }

    @Test
    void whatWaitedAndArrivedGoesBackToo() {
        String phone = TestCustomer.newPhone();
        send(phone);
        TestCustomer newcomer = TestCustomer.register(port, phone, "").withPin();
        Waiting.until(() -> newcomer.available().equals("30.00"));
        ApiCaller.Answer back = giveBack(newcomer, first(newcomer).path("id").asString());
        assertThat(back.status()).as(back.text()).isEqualTo(201);
        assertThat(chen.available()).isEqualTo("100.00");
    }

    @Test
    void spentItCannotGoBackAndTopUpMakesItPossible() {
        String sent = send(lin.phone());
        lin.api().post("/api/v1/transfers", transfer(chen.phone(), "10.00"));
        assertThat(giveBack(lin, sent).code()).isEqualTo("INSUFFICIENT_BALANCE");
        lin.withMoney("10.00");
        assertThat(giveBack(lin, sent).status()).isEqualTo(201);
    }

    @Test
    void othersCannotGiveItBackNorThePayerNorWithAWrongPinNorTooLate() {
        String sent = send(lin.phone());
        assertThat(giveBack(chen, sent).code()).isEqualTo("NOT_FOUND");
        assertThat(giveBack(TestCustomer.register(port).withPin(), sent).code())
                .isEqualTo("NOT_FOUND");
        assertThat(lin.api().post("/api/v1/transfers/" + sent + "/returns", pin("271828")).code())
                .isEqualTo("PIN_WRONG");
        clock.advance(Duration.ofHours(24).plusMinutes(1));
        assertThat(giveBack(lin, sent).code()).isEqualTo("RETURN_TOO_LATE");
        assertThat(lin.available()).isEqualTo("30.00");
    }

    private String send(String phone) {
        ApiCaller.Answer sent = chen.api().post("/api/v1/transfers", transfer(phone, "30.00"));
        assertThat(sent.status()).as(sent.text()).isEqualTo(201);
        return sent.json().path("id").asString();
    }

    private static ApiCaller.Answer giveBack(TestCustomer who, String transfer) {
        return who.api().post("/api/v1/transfers/" + transfer + "/returns", pin(TestCustomer.PIN));
    }

    /** Until when the wallet offers it. */
    private static String returnUntil(TestCustomer who, String transfer) {
        return movement(who, transfer).path("returnUntil").asString();
    }

    private static JsonNode movement(TestCustomer who, String id) {
        return who.api().get("/api/v1/movements/" + id).json();
    }

    private static JsonNode first(TestCustomer customer) {
        return customer.api().get("/api/v1/movements").json().path("items").path(0);
    }

    private static String pin(String pin) {
        return "{\"pin\":\"" + pin + "\"}";
    }

    private static String transfer(String phone, String amount) {
        return """
        {"toPhone":"%s","amount":{"amount":"%s","asset":"CNY"},"pin":"%s"}\
        """
                .formatted(phone, amount, TestCustomer.PIN);
    }
}
