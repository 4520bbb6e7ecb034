package io.xiaohu.funding;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.kernel.Written;
import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.TestCustomer;
import io.xiaohu.testing.TestStaff;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Cards, what a channel costs, and what a bank undoes later. */
@IntegrationTest
class CardsFeesAndReturnsIntegrationTests {

    @LocalServerPort private int port;
    @Autowired private JdbcClient sql;

    private Sandbox sandbox;

    @BeforeEach
    void signIn() {
        sandbox = new Sandbox(port);
    }

    @AfterEach
    void asBefore() {
        sandbox.steer("SUCCEED");
    }

    @Test
    void aCardIsBoundWithASecondProofShownByItsTailUsedAndUnbound() {
        TestCustomer chen = TestCustomer.register(port).withPin().withMoney("100.00");
        TestCustomer eve = TestCustomer.register(port).withPin().withMoney("100.00");
        String body = "{\"number\":\"6222 0200 0000 0000 000\",\"holderName\":\"陈晓宁\"}";
        assertThat(chen.api().post("/api/v1/bank-cards", body.replace("000 000", "000 001")).code())
                .isEqualTo("DESTINATION_INVALID");
        ApiCaller.Answer asked = chen.api().post("/api/v1/bank-cards", body);
        assertThat(asked.code()).isEqualTo("STEP_UP_NEEDED");
        JsonNode card = bind(chen, body, asked);
        assertThat(card.path("bankName").asString()).isEqualTo("ICBC");
        assertThat(card.path("masked").asString()).isEqualTo("**** 0000");
        String id = card.path("id").asString();
        ApiCaller.Answer again = chen.api().post("/api/v1/bank-cards", body);
        assertThat(again.json().path("id").asString()).isEqualTo(id);
        ApiCaller.Answer list = chen.api().get("/api/v1/bank-cards");
        assertThat(list.json().path("items").size()).isEqualTo(1);
        assertThat(list.text()).doesNotContain("622202", "陈晓宁");
        byte[] kept =
                sql.sql("select number from funding.bank_card where id = :id")
                        .param("id", UUID.fromString(id))
                        .query((row, n) -> row.getBytes("number"))
                        .single();
        assertThat(new String(kept, StandardCharsets.ISO_8859_1)).doesNotContain("622202");
        assertThat(eve.api().get("/api/v1/bank-cards").json().path("items").size()).isZero();
        assertThat(eve.api().delete("/api/v1/bank-cards/" + id).status()).isEqualTo(404);
        assertThat(Sandbox.withdraw(eve, "sandbox", id, "5.00").status()).isEqualTo(404);
        ApiCaller.Answer out = Sandbox.withdraw(chen, "sandbox", id, "5.00");
        assertThat(out.json().path("state").asString()).as(out.text()).isEqualTo("PAID");
        assertThat(out.json().path("destination").asString()).isEqualTo("**** 0000");
        assertThat(chen.api().delete("/api/v1/bank-cards/" + id).status()).isEqualTo(204);
        assertThat(Sandbox.withdraw(chen, "sandbox", id, "5.00").status()).isEqualTo(404);
        assertThat(chen.available()).isEqualTo("95.00");
    }

    @Test
    void aFeeIsALegOfItsOwnShownInTheResultAndInTheBill() {
        TestCustomer chen = TestCustomer.register(port).withPin();
        sandbox.steer("SUCCEED", "2.00", "RIGHT");
        JsonNode channel = Sandbox.channel(chen.api(), Sandbox.OTHER);
        assertThat(channel.path("fee").path("amount").asString()).isEqualTo("2.00");
        assertThat(Sandbox.topUp(chen, Sandbox.OTHER, "2.00").code()).isEqualTo("SINGLE_LIMIT");
        ApiCaller.Answer changed =
                chen.api()
                        .post(
                                "/api/v1/top-ups",
                                """
                                {"channel":"sandbox-b","amount":{"amount":"100.00","asset":"CNY"},\
                                "fee":{"amount":"0.00","asset":"CNY"}}\
                                """);
        assertThat(changed.code()).isEqualTo("FEE_CHANGED");
        JsonNode in = Sandbox.topUp(chen, Sandbox.OTHER, "100.00").json();
        assertThat(in.path("fee").path("amount").asString()).isEqualTo("2.00");
        assertThat(in.path("total").path("amount").asString()).isEqualTo("98.00");
        assertThat(chen.available()).isEqualTo("98.00");
        JsonNode out = Sandbox.withdraw(chen, Sandbox.OTHER, Sandbox.CARD, "50.00").json();
        assertThat(out.path("state").asString()).isEqualTo("PAID");
        assertThat(out.path("total").path("amount").asString()).isEqualTo("52.00");
        assertThat(chen.available()).isEqualTo("46.00");
        JsonNode bill = chen.api().get("/api/v1/movements").json().path("items").path(0);
        assertThat(bill.path("amount").path("amount").asString()).isEqualTo("-52.00");
        assertThat(bill.path("fee").path("amount").asString()).isEqualTo("2.00");
        assertThat(Sandbox.withdraw(chen, Sandbox.OTHER, Sandbox.CARD, "45.00").code())
                .isEqualTo("INSUFFICIENT_BALANCE");
        assertThat(chen.available()).isEqualTo("46.00");
    }

    @Test
    void aWithdrawalTheBankSendsBackIsReturnedByTwoPeopleFeeIncluded() {
        TestCustomer chen = TestCustomer.register(port).withPin().withMoney("100.00");
        sandbox.steer("SUCCEED", "1.00", "RIGHT");
        String id =
                Sandbox.withdraw(chen, Sandbox.OTHER, Sandbox.CARD, "40.00")
                        .json()
                        .path("id")
                        .asString();
        assertThat(chen.available()).isEqualTo("59.00");
        assertThat(propose("CHARGE_BACK", id).code()).isEqualTo("NOT_CORRECTABLE");
        approve(propose("RETURN_WITHDRAWAL", id));
        JsonNode end = Sandbox.untilState(chen, "/api/v1/withdrawals/" + id, "RETURNED");
        assertThat(end.path("failure").path("code").asString()).isEqualTo("WITHDRAWAL_RETURNED");
        assertThat(end.path("timeline").toString()).contains("Sent back by the bank");
        assertThat(chen.available()).isEqualTo("100.00");
        assertThat(notices(chen)).contains("The bank sent a withdrawal back");
        assertThat(kinds(chen))
                .contains(
                        "\"WITHDRAWAL\",\"amount\":{\"amount\":\"41.00\",\"asset\":\"CNY\"},\"count\":1")
                .contains("\"WITHDRAWAL_BACK\",\"amount\":{\"amount\":\"41.00\"");
        assertThat(propose("RETURN_WITHDRAWAL", id).code()).isEqualTo("NOT_CORRECTABLE");
    }

    @Test
    void aWithdrawalTheBankSendsBackUsesUpNothingOfTheLimits() {
        TestCustomer chen = TestCustomer.register(port).withPin().withMoney("600.00");
        JsonNode out = Sandbox.withdraw(chen, Sandbox.OTHER, Sandbox.CARD, "600.00").json();
        assertThat(Sandbox.used(chen, "class")).isEqualTo("600.00");
        String id = out.path("id").asString();
        approve(propose("RETURN_WITHDRAWAL", id));
        Sandbox.untilState(chen, "/api/v1/withdrawals/" + id, "RETURNED");
        assertThat(Sandbox.used(chen, "class")).isEqualTo("0.00");
        ApiCaller.Answer again = Sandbox.withdraw(chen, Sandbox.OTHER, Sandbox.CARD, "600.00");
        assertThat(again.json().path("state").asString()).as(again.text()).isEqualTo("PAID");
    }

    @Test
    void aTopUpTakenBackIsDebitedAndWhatTheBalanceLacksIsOwed() {
        TestCustomer chen = TestCustomer.register(port).withPin();
        TestCustomer lin = TestCustomer.register(port);
        String id = Sandbox.topUp(chen, Sandbox.OTHER, "100.00").json().path("id").asString();
        ApiCaller.Answer paid =
                chen.api()
                        .post(
                                "/api/v1/transfers",
                                """
                                {"toPhone":"%s","pin":"%s",\
                                "amount":{"amount":"70.00","asset":"CNY"}}\
                                """
                                        .formatted(lin.phone(), TestCustomer.PIN));
        assertThat(paid.status()).as(paid.text()).isEqualTo(201);
        approve(propose("CHARGE_BACK", id));
        JsonNode end = Sandbox.untilState(chen, "/api/v1/top-ups/" + id, "CHARGED_BACK");
        assertThat(end.path("failure").path("code").asString()).isEqualTo("CHARGED_BACK");
        assertThat(end.path("failure").path("money").asString()).isEqualTo("TAKEN_BACK");
        assertThat(chen.available()).isEqualTo("0.00");
        assertThat(
                        sql.sql(
                                        """
                                        select posted
                                        from ledger.account
                                        where owner = :id and purpose = 'RECEIVABLE'
                                        """)
                                .param("id", chen.id())
                                .query(Long.class)
                                .single())
                .isEqualTo(-70_00);
        assertThat(lin.available()).isEqualTo("70.00");
        assertThat(notices(chen)).contains("The bank took a top-up back");
        assertThat(kinds(chen))
                .contains(
                        "\"TOP_UP\",\"amount\":{\"amount\":\"100.00\",\"asset\":\"CNY\"},\"count\":1")
                .contains("\"TOP_UP_BACK\",\"amount\":{\"amount\":\"30.00\"");
    }

    private JsonNode bind(TestCustomer chen, String body, ApiCaller.Answer asked) {
        chen.api()
                .post(
                        "/api/v1/codes",
                        "{\"phone\":\"%s\",\"purpose\":\"STEP_UP\"}".formatted(chen.phone()));
        String code = TestCustomer.codeSaying(chen.api(), chen.phone(), "confirmation code");
        String proven =
                body.replaceFirst(
                        "\\}$",
                        ",\"challengeId\":\"%s\",\"proof\":\"%s\"}"
                                .formatted(
                                        asked.json().path("challenge").path("id").asString(),
                                        code));
        ApiCaller.Answer bound = chen.api().post("/api/v1/bank-cards", proven);
        assertThat(bound.status()).as(bound.text()).isEqualTo(201);
        return bound.json();
    }

    private ApiCaller.Answer propose(String kind, String target) {
        return sandbox.finance()
                .post(
                        "/api/v1/desk/proposals",
                        """
                        {"kind":"%s","target":"%s","reason":"The bank's list of today",\
                        "evidence":"Line 12 of the bank's file"}\
                        """
                                .formatted(kind, target));
    }

    private void approve(ApiCaller.Answer proposed) {
        assertThat(proposed.status()).as(proposed.text()).isEqualTo(201);
        String path = "/api/v1/desk/proposals/" + proposed.json().path("id").asString();
        assertThat(sandbox.finance().post(path + "/approve", "{}").code())
                .isEqualTo("SECOND_PERSON_NEEDED");
        ApiCaller.Answer done = TestStaff.signIn(port, "supervisor").post(path + "/approve", "{}");
        assertThat(done.status()).as(done.text()).isEqualTo(200);
    }

    private static String kinds(TestCustomer customer) {
        String month = YearMonth.now(Written.ZONE).toString();
        return customer.api()
                .get("/api/v1/movement-months/" + month)
                .json()
                .path("kinds")
                .toString();
    }

    private static String notices(TestCustomer customer) {
        return customer.api().get("/api/v1/notices").text();
    }
}
