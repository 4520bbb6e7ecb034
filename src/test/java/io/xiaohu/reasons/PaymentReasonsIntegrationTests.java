package io.xiaohu.reasons;

import static io.xiaohu.kernel.MoneyState.ARRIVED;
import static io.xiaohu.kernel.MoneyState.HELD;
import static io.xiaohu.kernel.MoneyState.NOT_TAKEN;
import static io.xiaohu.kernel.MoneyState.RETURNED;
import static io.xiaohu.reasons.Occasion.answered;
import static io.xiaohu.reasons.Occasion.told;

import io.xiaohu.funding.Sandbox;
import io.xiaohu.kernel.Act;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.SubjectKind;
import io.xiaohu.ledger.Ledger;
import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.AtOnce;
import io.xiaohu.testing.DatabaseOwner;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.LedgerActs;
import io.xiaohu.testing.TestCustomer;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import tools.jackson.databind.JsonNode;

/** Payments between people: what is refused, what waits, what comes back. */
@IntegrationTest
class PaymentReasonsIntegrationTests extends Occasions {

    private static final String REQUESTS = "/api/v1/payment-requests";
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    @SuppressWarnings("NullAway.Init")
    @Autowired
    private Ledger ledger;

    @Value("${spring.datasource.url}")
    private String url = "";

    @SuppressWarnings("NullAway.Init")
    private TestCustomer chen;

    @SuppressWarnings("NullAway.Init")
    private TestCustomer lin;

    @BeforeAll
    void twoPeople() {
        chen = TestCustomer.register(port, "陈晓宁").withPin().withMoney("200.00");
        lin = TestCustomer.register(port, "林小满").withPin().withMoney("100.00");
    }

    @Override
    List<Occasion> occasions() {
        return List.of(
                answered(Reason.INSUFFICIENT_BALANCE, 422, NOT_TAKEN, Act.TOP_UP, Act.BILLS)
                        .about(SubjectKind.ATTEMPT)
                        .of(() -> chen)
                        .when(language -> pay(chen, lin.phone(), "900.00")),
                answered(Reason.PAYEE_IS_SELF, 422, NOT_TAKEN, Act.CORRECT_INPUT)
                        .of(() -> chen)
                        .when(language -> pay(chen, chen.phone(), "1.00")),
                answered(Reason.PAYEE_NOT_FOUND, 422, NOT_TAKEN, Act.CORRECT_INPUT)
                        .of(() -> chen)
                        .when(language -> Occasion.Told.by(ask(chen, TestCustomer.newPhone()))),
                answered(Reason.PAYEE_CANNOT_RECEIVE, 422, NOT_TAKEN, Act.CORRECT_INPUT)
                        .of(() -> chen)
                        .when(language -> pay(chen, closed(), "1.00")),
                answered(Reason.ACCOUNT_FROZEN, 403, NOT_TAKEN, Act.SAFETY, Act.CONTACT_SUPPORT)
                        .about(SubjectKind.ATTEMPT)
                        .of(() -> TestCustomer.register(port).withPin().withMoney("5.00"))
                        .when(language -> {
                            actor().api().post("/api/v1/me/freezes", "{}");
                            return pay(actor(), lin.phone(), "1.00");
                        }),
                told(Reason.TRANSFER_WAITS, HELD, Act.BILLS)
                        .about(SubjectKind.TRANSFER)
                        .of(() -> chen, "-1.50", "1.50")
                        .when(language -> progress(send(TestCustomer.newPhone(), "1.50"))),
                told(Reason.TRANSFER_CANCELLED, RETURNED, Act.TRANSFER)
                        .about(SubjectKind.TRANSFER)
                        .of(() -> chen)
                        .when(language -> failure(cancelled())),
                told(Reason.TRANSFER_UNCLAIMED, RETURNED, Act.TRANSFER)
                        .about(SubjectKind.TRANSFER)
                        .of(() -> chen)
                        .when(language -> unclaimed()),
                answered(Reason.TRANSFER_NOT_WAITING, 409, ARRIVED, Act.BILLS)
                        .of(() -> chen, "-1.00", "0.00")
                        .when(language -> Occasion.Told.by(cancel(send(lin.phone(), "1.00")))),
                answered(Reason.RETURN_TOO_LATE, 422, NOT_TAKEN, Act.TRANSFER, Act.CONTACT_SUPPORT)
                        .of(() -> lin, "1.00", "0.00")
                        .when(language -> {
                            String sent = send(lin.phone(), "1.00");
                            clock.advance(Duration.ofHours(25));
                            return Occasion.Told.by(giveBack(sent));
                        }),
                answered(Reason.ALREADY_GIVEN_BACK, 409, NOT_TAKEN, Act.BILLS)
                        .about(SubjectKind.ATTEMPT)
                        .of(() -> lin)
                        .when(language -> {
                            String sent = send(lin.phone(), "1.00");
                            giveBack(sent);
                            return Occasion.Told.by(giveBack(sent));
                        }),
                answered(Reason.ALREADY_PAID, 409, NOT_TAKEN, Act.BILLS)
                        .of(() -> chen, "-1.00", "0.00")
                        .when(language -> {
                            String asked = Calls.id(ask(lin, chen.phone()));
                            payRequest(asked);
                            return Occasion.Told.by(payRequest(asked));
                        }),
                answered(Reason.DEMAND_ENDED, 409, NOT_TAKEN, Act.BILLS)
                        .of(() -> chen)
                        .when(language -> {
                            String asked = Calls.id(ask(lin, chen.phone()));
                            chen.api().post(REQUESTS + "/" + asked + "/declines", "{}");
                            return Occasion.Told.by(payRequest(asked));
                        }),
                answered(Reason.STATEMENT_EMPTY, 422, NOT_TAKEN, Act.BILLS)
                        .of(() -> TestCustomer.register(port))
                        .when(language -> statement()),
                answered(Reason.STATEMENT_TOO_LONG, 422, NOT_TAKEN, Act.CORRECT_INPUT)
                        .of(this::busy)
                        .when(language -> statement()));
    }

    private static Occasion.Told pay(TestCustomer from, String phone, String amount) {
        return Occasion.Told.by(Calls.transfer(from, phone, amount));
    }

    private String send(String phone, String amount) {
        return Calls.id(Calls.transfer(chen, phone, amount));
    }

    private ApiCaller.Answer cancel(String transfer) {
        return chen.api().post("/api/v1/transfers/" + transfer + "/cancellations", "{}");
    }

    private ApiCaller.Answer giveBack(String transfer) {
        return lin.api()
                .post("/api/v1/transfers/" + transfer + "/returns", Calls.pin(TestCustomer.PIN));
    }

    private static ApiCaller.Answer ask(TestCustomer who, String phone) {
        return who.api()
                .post(
                        REQUESTS,
                        "{\"fromPhone\":\"%s\",\"amount\":%s}"
                                .formatted(phone, Calls.money("1.00")));
    }

    private ApiCaller.Answer payRequest(String request) {
        return chen.api().post(REQUESTS + "/" + request + "/payments", Calls.pin(TestCustomer.PIN));
    }

    private String cancelled() {
        String sent = send(TestCustomer.newPhone(), "1.50");
        cancel(sent);
        return sent;
    }

    private Occasion.Told unclaimed() {
        String sent = send(TestCustomer.newPhone(), "1.50");
        asOwner("update ledger.hold set expires_at = now() where id = '%s'".formatted(sent));
        asOwner(
                "update payment.held_transfer set expires_at = now(), next_at = now() where id = '%s'"
                        .formatted(sent));
        Sandbox.until(
                () -> movement(sent).path("state").asString(), state -> state.equals("FAILED"));
        return failure(sent);
    }

    private void asOwner(String statement) {
        DatabaseOwner.run(url, statement);
    }

    private JsonNode movement(String id) {
        return chen.api().get("/api/v1/movements/" + id).json();
    }

    private Occasion.Told progress(String id) {
        return Occasion.Told.inside(movement(id).path("progress"));
    }

    private Occasion.Told failure(String id) {
        return Occasion.Told.inside(movement(id).path("failure"));
    }

    /** Closing an account is not offered yet; to pay one that is closed is refused already. */
    private String closed() {
        TestCustomer gone = TestCustomer.register(port);
        sql.sql("update identity.customer set status = 'CLOSED' where id = :id")
                .param("id", gone.id())
                .update();
        return gone.phone();
    }

    /** More happened than fits on one statement. */
    private TestCustomer busy() {
        TestCustomer busy = TestCustomer.register(port);
        LedgerActs acts = new LedgerActs(ledger);
        acts.fund(busy.id(), 100_000);
        AtOnce.times(5_001, n -> acts.transfer(busy.id(), lin.id(), 1, null));
        return busy;
    }

    private Occasion.Told statement() {
        String today = LocalDate.now(CHINA).toString();
        return Occasion.Told.by(
                actor().api()
                        .post(
                                "/api/v1/statement-exports",
                                "{\"from\":\"%s\",\"to\":\"%s\",\"format\":\"PDF\"}"
                                        .formatted(today, today)));
    }
}
