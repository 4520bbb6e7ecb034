package io.xiaohu.reasons;

import static io.xiaohu.kernel.MoneyState.HELD;
import static io.xiaohu.kernel.MoneyState.NOT_TAKEN;
import static io.xiaohu.kernel.MoneyState.RETURNED;
import static io.xiaohu.reasons.Occasion.answered;
import static io.xiaohu.reasons.Occasion.told;
import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.funding.Sandbox;
import io.xiaohu.kernel.Act;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.SubjectKind;
import io.xiaohu.limits.RiskDesk;
import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.TestCustomer;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.beans.factory.annotation.Value;
import tools.jackson.databind.JsonNode;

/** What risk rules refuse, what they have people look at, and how that ends for the payer. */
@IntegrationTest
class RiskReasonsIntegrationTests extends Occasions {

    private static final String MUCH = "250.00";

    @Value("${spring.datasource.url}")
    private String url = "";

    @SuppressWarnings("NullAway.Init")
    private RiskDesk desk;

    @SuppressWarnings("NullAway.Init")
    private TestCustomer lin;

    @SuppressWarnings("NullAway.Init")
    private TestCustomer reported;

    @BeforeAll
    void muchToSomebodyNewIsReviewedAndSoIsMuchFromANewDevice() {
        desk = new RiskDesk(port, url);
        desk.rule("FIRST_PAYMENT", "REVIEW", "{\"amount\":20001}");
        desk.rule("NEW_DEVICE", "REVIEW", "{\"amount\":20001,\"hours\":24}");
        lin = TestCustomer.register(port, "林小满");
        reported = TestCustomer.register(port, "何雨");
        desk.listed("CUSTOMER", reported.id().toString());
    }

    /** Other tests share this database and its rules. */
    @AfterAll
    void putTheRulesBack() {
        desk.putBack();
    }

    @Override
    List<Occasion> occasions() {
        return List.of(
                refused(Reason.RISK_REFUSED, Act.CONTACT_SUPPORT, Act.BILLS)
                        .when(language -> payCodeOf(lin, MUCH)),
                refused(Reason.PAYEE_REPORTED, Act.SAFETY, Act.CONTACT_SUPPORT)
                        .when(language ->
                                Occasion.Told.by(
                                        Calls.transfer(actor(), reported.phone(), "1.00"))),
                refused(Reason.PAYEE_REPORTED, Act.SAFETY, Act.CONTACT_SUPPORT)
                        .when(language -> payCodeOf(reported, "1.00")),
                refused(Reason.PAYEE_REPORTED, Act.SAFETY, Act.CONTACT_SUPPORT)
                        .about(SubjectKind.WITHDRAWAL)
                        .when(language -> withdrawToAReportedCard()),
                told(Reason.UNDER_REVIEW, HELD, Act.BILLS)
                        .about(SubjectKind.TRANSFER)
                        .of(this::newcomer, "-250.00", "250.00")
                        .when(language -> progress(send(lin))),
                told(Reason.UNDER_REVIEW, HELD, Act.BILLS)
                        .about(SubjectKind.TRANSFER)
                        .of(this::newcomer, "-250.00", "250.00")
                        .when(language ->
                                Occasion.Told.inside(
                                        movement(Calls.id(send(lin))).path("progress"))),
                told(Reason.UNDER_REVIEW, HELD, Act.BILLS)
                        .about(SubjectKind.WITHDRAWAL)
                        .of(this::oldCustomer, "-250.00", "250.00")
                        .when(language -> progress(withdraw())),
                transferComesBack(Reason.REVIEW_RETURNED, Act.CONTACT_SUPPORT, Act.BILLS)
                        .when(language -> {
                            String sent = Calls.id(send(lin));
                            decide(sent, "return");
                            return failure(sent);
                        }),
                withdrawalComesBack(Reason.REVIEW_RETURNED, Act.CONTACT_SUPPORT, Act.BILLS)
                        .when(language -> {
                            String out = Calls.id(withdraw());
                            decide(out, "return");
                            return failure(out);
                        }),
                transferComesBack(Reason.REVIEW_UNANSWERED, Act.TRY_AGAIN, Act.CONTACT_SUPPORT)
                        .when(language -> unanswered(Calls.id(send(lin)))),
                withdrawalComesBack(Reason.REVIEW_UNANSWERED, Act.TRY_AGAIN, Act.CONTACT_SUPPORT)
                        .when(language -> unanswered(Calls.id(withdraw()))),
                transferComesBack(Reason.REVIEW_PAYEE_GONE, Act.TRANSFER, Act.BILLS)
                        .when(language -> payeeFrozenMeanwhile()),
                answered(Reason.RISK_RULE_CHANGED, 409, NOT_TAKEN, Act.TRY_AGAIN)
                        .when(this::clearedMeanwhile));
    }

    /** Nothing is taken, and the attempt can be asked about. */
    private Occasion refused(Reason reason, Act... acts) {
        return answered(reason, 422, NOT_TAKEN, acts).about(SubjectKind.ATTEMPT).of(this::newcomer);
    }

    /** All of it is there again. */
    private Occasion transferComesBack(Reason reason, Act... acts) {
        return told(reason, RETURNED, acts).about(SubjectKind.TRANSFER).of(this::newcomer);
    }

    private Occasion withdrawalComesBack(Reason reason, Act... acts) {
        return told(reason, RETURNED, acts).about(SubjectKind.WITHDRAWAL).of(this::oldCustomer);
    }

    private TestCustomer newcomer() {
        return TestCustomer.register(port, "陈晓宁").withPin().withMoney("500.00");
    }

    /** Whose device is new to an account that is not. */
    private TestCustomer oldCustomer() {
        TestCustomer old = newcomer();
        desk.agedBy(old.id(), 3);
        return old;
    }

    private ApiCaller.Answer send(TestCustomer to) {
        return Calls.transfer(actor(), to.phone(), MUCH);
    }

    private ApiCaller.Answer withdraw() {
        return Calls.withdraw(actor(), "sandbox", MUCH);
    }

    private Occasion.Told payCodeOf(TestCustomer payee, String amount) {
        String token =
                payee.api().post("/api/v1/me/collect-codes", "{}").json().path("token").asString();
        return Occasion.Told.by(
                actor().api()
                        .post(
                                "/api/v1/collect-codes/" + token + "/payments",
                                "{\"amount\":%s,\"pin\":\"%s\"}"
                                        .formatted(Calls.money(amount), TestCustomer.PIN)));
    }

    private Occasion.Told withdrawToAReportedCard() {
        String entry = desk.listed("CARD", Calls.CARD);
        try {
            return Occasion.Told.by(Calls.withdraw(actor(), "sandbox", "10.00"));
        } finally {
            desk.cleared(entry);
        }
    }

    private void decide(String id, String decision) {
        ApiCaller.Answer decided = desk.review(desk.admin(), id, decision);
        assertThat(decided.status()).as(decided.text()).isEqualTo(200);
    }

    private Occasion.Told unanswered(String id) {
        desk.asOwner("update limits.review set answer_by = now() where id = '" + id + "'");
        desk.asOwner("update payment.held_transfer set next_at = now() where id = '" + id + "'");
        desk.asOwner("update funding.flow set next_at = now() where id = '" + id + "'");
        Sandbox.until(() -> movement(id).path("state").asString(), "FAILED"::equals);
        return failure(id);
    }

    private Occasion.Told payeeFrozenMeanwhile() {
        TestCustomer payee = TestCustomer.register(port, "林小满");
        String sent = Calls.id(send(payee));
        payee.api().post("/api/v1/me/freezes", "{}");
        assertThat(desk.review(desk.admin(), sent, "release").code()).isEqualTo("REVIEW_DECIDED");
        assertThat(payee.available()).isEqualTo("0.00");
        return failure(sent);
    }

    /** A colleague was quicker to have the number taken off the list. */
    private Occasion.Told clearedMeanwhile(String language) {
        String entry = desk.listed("PHONE", TestCustomer.newPhone());
        desk.cleared(entry);
        desk.supervisor().speaking(language);
        try {
            return Occasion.Told.by(desk.askToClear(entry));
        } finally {
            desk.supervisor().speaking("en");
        }
    }

    private JsonNode movement(String id) {
        return actor().api().get("/api/v1/movements/" + id).json();
    }

    private static Occasion.Told progress(ApiCaller.Answer begun) {
        return Occasion.Told.inside(begun.json().path("progress"));
    }

    private Occasion.Told failure(String id) {
        return Occasion.Told.inside(movement(id).path("failure"));
    }
}
