package io.xiaohu.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.kernel.ConsoleCommand;
import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.TestCustomer;
import io.xiaohu.testing.TestStaff;
import io.xiaohu.testing.Waiting;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/**
 * Two people correct a balance; the customer reads how much and why, and the books stay balanced.
 */
@IntegrationTest
class DeskActsIntegrationTests {

    @LocalServerPort private int port;

    @SuppressWarnings("NullAway.Init")
    @Autowired
    private JdbcClient sql;

    @Autowired private List<ConsoleCommand> commands;

    private ApiCaller finance = new ApiCaller(0);
    private ApiCaller supervisor = new ApiCaller(0);

    @SuppressWarnings("NullAway.Init")
    private TestCustomer chen;

    @BeforeEach
    void people() {
        finance = TestStaff.signIn(port, "finance");
        supervisor = TestStaff.signIn(port, "supervisor");
        chen = TestCustomer.register(port).withMoney("20.00");
    }

    @Test
    void whatIsGivenIsThereOnceTheSecondPersonHasApproved() {
        String act = adjust("GIVE", "5.00");
        assertThat(available()).isEqualTo("20.00");
        approve(act);
        Waiting.until(() -> available().equals("25.00"));
        JsonNode movement = chen.api().get("/api/v1/movements").json().path("items").path(0);
        assertThat(movement.path("kind").asString()).isEqualTo("ADJUSTMENT");
        assertThat(movement.path("memo").asString()).isEqualTo("fee was charged twice");
        JsonNode chosen = chen.api().get("/api/v1/movements?kind=ADJUSTMENT").json().path("items");
        assertThat(chosen).hasSize(1);
        assertThat(chosen.path(0)).isEqualTo(movement);
        assertThat(chen.api().get("/api/v1/notices").text())
                .contains("5.00", "fee was charged twice");
        assertThat(state(act)).isEqualTo("POSTED");
    }

    @Test
    void whatIsTakenIsNeverMoreThanIsThere() {
        String act = adjust("TAKE", "8.00");
        approve(act);
        Waiting.until(() -> available().equals("12.00"));
        String tooMuch = adjust("TAKE", "12.01");
        approve(tooMuch);
        Waiting.until(() -> state(tooMuch).equals("REFUSED"));
        assertThat(available()).isEqualTo("12.00");
        JsonNode refused = proposal("decided", tooMuch).path("outcome");
        assertThat(refused.path("how").asString()).isEqualTo("REFUSED");
        assertThat(refused.path("refused").asString()).isEqualTo("Not enough balance");
        JsonNode done = proposal("decided", act).path("outcome");
        assertThat(done.path("how").asString()).isEqualTo("DONE");
        assertThat(done.has("refused") && !done.path("refused").isNull()).isFalse();
    }

    @Test
    void whatTheHouseGivesStandsAgainstItsSuspenseAccount() {
        approve(adjust("GIVE", "3.00"));
        Waiting.until(() -> available().equals("23.00"));
        assertThat(
                        sql.sql("select coalesce(sum(posted), 0) from ledger.account")
                                .query(Long.class)
                                .single())
                .isZero();
    }

    @Test
    void aRefundIsAskedForByThePaymentAndGivenByTheMerchant() {
        chen.withPin();
        String payment = pay(TestMerchant.open(port, commands, "Tea " + UUID.randomUUID()));
        assertThat(available()).isEqualTo("14.00");
        assertThat(refund(payment, "6.01").code()).isEqualTo("ALREADY_GIVEN_BACK");
        assertThat(refund(UUID.randomUUID().toString(), "1.00").status()).isEqualTo(404);
        ApiCaller.Answer asked = refund(payment, "2.50");
        assertThat(asked.status()).as(asked.text()).isEqualTo(201);
        approve(asked.json().path("actId").asString());
        Waiting.until(() -> available().equals("16.50"));
        Waiting.until(() -> chen.api().get("/api/v1/notices").text().contains("charged twice"));
    }

    @Test
    void whoDecidesSeesWhichPaymentWouldBeGivenBack() {
        chen.withPin();
        String tea = "Tea " + UUID.randomUUID();
        String payment = pay(TestMerchant.open(port, commands, tea));
        pay(TestMerchant.open(port, commands, "Bun " + UUID.randomUUID()));
        String act = refund(payment, "6.00").json().path("actId").asString();
        JsonNode asked = proposal("open", act);
        assertThat(asked.path("title").asString()).contains("6.00", tea, "“Tea”", "order-1");
        assertThat(asked.at("/subject/kind").asString()).isEqualTo("PAYMENT");
        assertThat(asked.at("/subject/id").asString()).isEqualTo(payment);
        finance.post("/api/v1/desk/customers/" + chen.id() + "/looks", "{\"reason\":\"a refund\"}");
        ApiCaller.Answer file = finance.get("/api/v1/desk/movements/" + payment);
        assertThat(file.text()).contains(tea);
        assertThat(proposal("open", adjust("TAKE", "1.00")).path("title").asString())
                .contains("1.00", chen.phone().substring(chen.phone().length() - 4));
    }

    @Test
    void whoProposedWhatTheBooksRefusedIsToldInTheConversation() {
        chen.withPin();
        TestMerchant shop = TestMerchant.open(port, commands, "Tea " + UUID.randomUUID());
        String payment = pay(shop);
        String talk =
                chen.api()
                        .post(
                                "/api/v1/conversations",
                                "{\"topic\":\"REFUND\",\"message\":\"give it back\"}")
                        .json()
                        .path("id")
                        .asString();
        ApiCaller agent = TestStaff.signIn(port, "agent");
        ApiCaller.Answer asked = refund(agent, payment, "6.00");
        shop.refund("order-1", "r-1", "6.00");
        String act = asked.json().path("actId").asString();
        approve(act);
        Waiting.until(() -> !TestStaff.mentions(agent, talk).isEmpty());
        assertThat(state(act)).isEqualTo("REFUSED");
        assertThat(agent.get("/api/v1/desk/conversations/" + talk + "/messages").text())
                .contains("refused it: This was given back already");
        assertThat(chen.api().get("/api/v1/conversations/" + talk + "/messages").text())
                .as("the customer does not read it")
                .doesNotContain("refused it");
    }

    private String pay(TestMerchant shop) {
        String code =
                chen.api()
                        .post(
                                "/api/v1/me/pay-codes",
                                "{\"pin\":\"%s\"}".formatted(TestCustomer.PIN))
                        .json()
                        .path("code")
                        .asString();
        assertThat(shop.charge("order-1", "6.00", code).status()).isLessThan(300);
        return chen.api().get("/api/v1/movements").json().at("/items/0/id").asString("");
    }

    private JsonNode proposal(String box, String act) {
        for (JsonNode one :
                supervisor.get("/api/v1/desk/proposals?box=" + box).json().path("items")) {
            if (one.path("target").asString().equals(act)) {
                return one;
            }
        }
        throw new AssertionError("no proposal of " + act);
    }

    private ApiCaller.Answer refund(String payment, String amount) {
        return refund(finance, payment, amount);
    }

    private static ApiCaller.Answer refund(ApiCaller who, String payment, String amount) {
        return who.post(
                "/api/v1/desk/refunds",
                """
                {"orderId":"%s","amount":{"amount":"%s","asset":"CNY"},
                "reasonCode":"DUPLICATE_CHARGE","reason":"charged twice","evidence":"case 8"}
                """
                        .formatted(payment, amount));
    }

    @Test
    void nothingAndTooMuchAreRefused() {
        for (String amount : new String[] {"0.00", "50000.01"}) {
            assertThat(ask("GIVE", amount).code()).as(amount).isEqualTo("AMOUNT_INVALID");
        }
    }

    private ApiCaller.Answer ask(String direction, String amount) {
        return finance.post(
                "/api/v1/desk/adjustments",
                """
                {"customerId":"%s","amount":{"amount":"%s","asset":"CNY"},"direction":"%s",
                "reasonCode":"FEE_ERROR","reason":"fee was charged twice","evidence":"case 7"}
                """
                        .formatted(chen.id(), amount, direction));
    }

    private String adjust(String direction, String amount) {
        ApiCaller.Answer asked = ask(direction, amount);
        assertThat(asked.status()).as(asked.text()).isEqualTo(201);
        return asked.json().path("actId").asString();
    }

    private void approve(String act) {
        String proposal =
                sql.sql("select id::text from staff.proposal where target = cast(:act as uuid)")
                        .param("act", act)
                        .query(String.class)
                        .single();
        ApiCaller.Answer done =
                supervisor.post("/api/v1/desk/proposals/" + proposal + "/approve", "{}");
        assertThat(done.status()).as(done.text()).isEqualTo(200);
    }

    private String available() {
        return chen.api()
                .get("/api/v1/balances")
                .json()
                .at("/items/0/available/amount")
                .asString("");
    }

    private String state(String act) {
        return sql.sql("select state from payment.desk_act where id = cast(:act as uuid)")
                .param("act", act)
                .query(String.class)
                .single();
    }
}
