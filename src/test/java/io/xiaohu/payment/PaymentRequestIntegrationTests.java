package io.xiaohu.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.kernel.Money;
import io.xiaohu.ledger.Ledger;
import io.xiaohu.ledger.LedgerCommand;
import io.xiaohu.ledger.Outcome;
import io.xiaohu.ledger.PostingId;
import io.xiaohu.payment.core.Paying;
import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.AtOnce;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.TestCustomer;
import io.xiaohu.testing.Waiting;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** People ask each other for money, and it is paid once. */
@IntegrationTest
class PaymentRequestIntegrationTests {

    private static final String REQUESTS = "/api/v1/payment-requests";

    @LocalServerPort private int port;
    @Autowired private JdbcClient sql;
    @Autowired private Ledger ledger;

    private TestCustomer lin;
    private TestCustomer chen;

    @BeforeEach
    void twoPeople() {
        lin = TestCustomer.register(port, "林小满").withPin();
        chen = TestCustomer.register(port, "陈晓宁").withPin().withMoney("100.00");
    }

    @Test
    void theOneWhoIsAskedIsToldAndPaysAndBothReadIt() {
        JsonNode asked = ask(chen.phone(), "30.00").json();
        String id = asked.path("id").asString();
        assertThat(asked.path("link").asString()).startsWith("/app/pay/");
        assertThat(notices(chen)).contains("PAYMENT_ASKED");
        JsonNode seen = chen.api().get(REQUESTS + "/" + id).json();
        assertThat(seen.path("mine").asBoolean()).isFalse();
        assertThat(seen.path("other").asString()).isEqualTo("林**");
        assertThat(seen.has("link")).isFalse();
        String key = "request-" + id;
        ApiCaller.Answer paid = pay(chen, id, key);
        assertThat(paid.status()).as(paid.text()).isEqualTo(201);
        assertThat(pay(chen, id, key).json()).isEqualTo(paid.json());
        assertThat(lin.available()).isEqualTo("30.00");
        assertThat(chen.available()).isEqualTo("70.00");
        assertThat(notices(lin)).contains("PAYMENT_ASKED_PAID");
        JsonNode mine = lin.api().get(REQUESTS).json().path("items").path(0);
        assertThat(mine.path("state").asString()).isEqualTo("PAID");
        assertThat(mine.path("paymentId")).isEqualTo(paid.json().path("id"));
        assertThat(pay(chen, id, "again-" + id).code()).isEqualTo("ALREADY_PAID");
    }

    @Test
    void ofManyWhoPayAnOpenOneAtOnceOneDoes() {
        String id = id(ask(null, "30.00"));
        List<TestCustomer> payers =
                AtOnce.times(4, n -> TestCustomer.register(port, "").withPin().withMoney("50.00"));
        List<ApiCaller.Answer> tries =
                AtOnce.times(8, n -> pay(payers.get(n % 4), id, UUID.randomUUID().toString()));
        assertThat(tries).filteredOn(answer -> answer.status() == 201).hasSize(1);
        assertThat(tries)
                .filteredOn(answer -> answer.status() != 201)
                .allMatch(answer -> answer.code().equals("ALREADY_PAID"));
        assertThat(lin.available()).isEqualTo("30.00");
        assertThat(payers).filteredOn(payer -> payer.available().equals("20.00")).hasSize(1);
    }

    @Test
    void aRefusedPaymentLeavesItOpen() {
        String id = id(ask(chen.phone(), "100.01"));
        assertThat(pay(chen, id, "poor-" + id).code()).isEqualTo("INSUFFICIENT_BALANCE");
        chen.withMoney("1.00");
        assertThat(pay(chen, id, "richer-" + id).status()).isEqualTo(201);
    }

    @Test
    void aPaymentWhoseCallDiedIsFinishedFromTheLedger() {
        String id = id(ask(chen.phone(), "30.00"));
        String payment = id(pay(chen, id, "died-" + id));
        String other = id(ask(chen.phone(), "5.00"));
        sql.sql(
                        """
                        update payment.demand
                        set state = 'PAYING', payer_id = :payer, posting_id = :posting::uuid,
                            claimed_at = now(), next_at = now()
                        where id = :id::uuid
                        """)
                .param("payer", chen.id())
                .param("posting", payment)
                .param("id", other)
                .update();
        Waiting.until(() -> state(other).equals("PAID"));
    }

    @Test
    void aCallThatStalledUntilSomebodyElsePaidMovesNothingWhenItGoesOn() {
        String id = id(ask(null, "30.00"));
        String key = "stalled-" + id;
        PostingId stalled = PostingId.of(chen.id(), "demand.payment", id + " " + key);
        sql.sql(
                        """
                        update payment.demand
                        set state = 'PAYING', payer_id = :payer, posting_id = :posting,
                            claimed_at = now() - interval '11 minutes', next_at = now()
                        where id = :id::uuid
                        """)
                .param("payer", chen.id())
                .param("posting", stalled.value())
                .param("id", id)
                .update();
        Waiting.until(() -> state(id).equals("OPEN"));
        TestCustomer wang = TestCustomer.register(port, "").withPin().withMoney("50.00");
        assertThat(pay(wang, id, "quicker-" + id).status()).isEqualTo(201);
        LedgerCommand.Header header =
                LedgerCommand.Header.of(stalled, chen.id(), Transfers.KIND, Money.cny(30_00), id)
                        .memo("rent")
                        .counterparty(lin.id());
        assertThat(ledger.apply(Paying.post(header, lin.id(), List.of())))
                .isInstanceOf(Outcome.Refused.class);
        assertThat(pay(chen, id, key).code()).isEqualTo("UNAVAILABLE");
        assertThat(chen.available()).isEqualTo("100.00");
        assertThat(lin.available()).isEqualTo("30.00");
    }

    @Test
    void itCanBeDeclinedCancelledAndRunsOutAndThenNobodyPays() {
        String declined = id(ask(chen.phone(), "1.00"));
        assertThat(act(lin, declined, "declines").code()).isEqualTo("NOT_FOUND");
        assertThat(act(chen, declined, "declines").json().path("state").asString())
                .isEqualTo("DECLINED");
        assertThat(notices(lin)).contains("PAYMENT_DECLINED");
        String cancelled = id(ask(chen.phone(), "1.00"));
        assertThat(act(chen, cancelled, "cancellations").code()).isEqualTo("NOT_FOUND");
        assertThat(act(lin, cancelled, "cancellations").json().path("state").asString())
                .isEqualTo("CANCELLED");
        String old = id(ask(chen.phone(), "1.00"));
        sql.sql(
                        "update payment.demand set expires_at = now(), next_at = now() where id ="
                                + " :id::uuid")
                .param("id", old)
                .update();
        for (String ended : List.of(declined, cancelled, old)) {
            assertThat(pay(chen, ended, "late-" + ended).code()).isEqualTo("DEMAND_ENDED");
        }
        Waiting.until(() -> state(old).equals("EXPIRED"));
        assertThat(chen.available()).isEqualTo("100.00");
    }

    @Test
    void othersNeitherSeeNorPayIt() {
        String id = id(ask(chen.phone(), "1.00"));
        TestCustomer eve = TestCustomer.register(port).withPin().withMoney("5.00");
        assertThat(eve.api().get(REQUESTS + "/" + id).status()).isEqualTo(404);
        assertThat(pay(eve, id, "eve-" + id).code()).isEqualTo("NOT_FOUND");
        assertThat(ask(lin.phone(), "1.00").code()).isEqualTo("PAYEE_IS_SELF");
        assertThat(ask(TestCustomer.newPhone(), "1.00").code()).isEqualTo("PAYEE_NOT_FOUND");
        assertThat(ask(chen.phone(), "50000.01").code()).isEqualTo("SINGLE_LIMIT");
        assertThat(
                        chen.api()
                                .post(REQUESTS + "/" + id + "/payments", "{\"pin\":\"271828\"}")
                                .code())
                .isEqualTo("PIN_WRONG");
    }

    private ApiCaller.Answer ask(@org.jspecify.annotations.Nullable String from, String amount) {
        String phone = from == null ? "" : "\"fromPhone\":\"" + from + "\",";
        return lin.api()
                .post(
                        REQUESTS,
                        "{%s\"amount\":{\"amount\":\"%s\",\"asset\":\"CNY\"},\"memo\":\"rent\"}"
                                .formatted(phone, amount));
    }

    private static ApiCaller.Answer pay(TestCustomer who, String id, String key) {
        return who.api()
                .post(
                        REQUESTS + "/" + id + "/payments",
                        "{\"pin\":\"" + TestCustomer.PIN + "\"}",
                        key);
    }

    private static ApiCaller.Answer act(TestCustomer who, String id, String what) {
        return who.api().post(REQUESTS + "/" + id + "/" + what, "{}");
    }

    private String state(String id) {
        return lin.api().get(REQUESTS + "/" + id).json().path("state").asString();
    }

    private static String notices(TestCustomer customer) {
        return customer.api().get("/api/v1/notices").text();
    }

    private static String id(ApiCaller.Answer answer) {
        return answer.json().path("id").asString();
    }
}
