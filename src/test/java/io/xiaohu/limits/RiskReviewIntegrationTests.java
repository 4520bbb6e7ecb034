package io.xiaohu.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.AtOnce;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.TestCustomer;
import io.xiaohu.testing.TestStaff;
import io.xiaohu.testing.Waiting;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What a rule holds for a review is released, given back, timed out or taken back, once. */
@IntegrationTest
class RiskReviewIntegrationTests {

    private static final String CARD = "6222020000000000000";

    @LocalServerPort private int port;
    @Autowired private JdbcClient sql;

    @Value("${spring.datasource.url}")
    private String url = "";

    @SuppressWarnings("NullAway.Init")
    private RiskDesk desk;

    @SuppressWarnings("NullAway.Init")
    private TestCustomer chen;

    @SuppressWarnings("NullAway.Init")
    private TestCustomer lin;

    @BeforeEach
    void aFirstPaymentIsReviewed() {
        desk = new RiskDesk(port, url);
        desk.rule("FIRST_PAYMENT", "REVIEW", "{\"amount\":20001}");
        chen = TestCustomer.register(port, "陈晓宁").withPin().withMoney("500.00");
        lin = TestCustomer.register(port, "林小满");
    }

    @AfterEach
    void putTheRulesBack() {
        desk.putBack();
    }

    @Test
    void itIsHeldAndSaysWhereTheMoneyIsAndUntilWhen() {
        ApiCaller.Answer sent = send(lin.phone());
        assertThat(sent.status()).as(sent.text()).isEqualTo(201);
        assertThat(sent.json().path("state").asString()).isEqualTo("UNDER_REVIEW");
        JsonNode progress = sent.json().path("progress");
        assertThat(progress.path("code").asString()).isEqualTo("UNDER_REVIEW");
        assertThat(progress.path("money").asString()).isEqualTo("HELD");
        assertThat(progress.path("answerBy").asString()).isNotEmpty();
        JsonNode balance = sent.json().path("balances").path(0);
        assertThat(balance.path("held").path("amount").asString()).isEqualTo("250.00");
        assertThat(balance.path("available").path("amount").asString()).isEqualTo("250.00");
        JsonNode movement = movement(chen, id(sent));
        assertThat(movement.path("state").asString()).isEqualTo("PROCESSING");
        assertThat(movement.path("title").asString()).isEqualTo("To 林**");
        assertThat(movement.path("progress").path("answerBy").asString()).isNotEmpty();
        assertThat(movement.path("timeline")).hasSize(1);
        assertThat(lin.available()).isEqualTo("0.00");
        assertThat(lin.api().get("/api/v1/movements").json().path("items")).isEmpty();
        assertThat(lin.api().get("/api/v1/movements/" + id(sent)).status()).isEqualTo(404);
    }

    @Test
    void theReviewerSeesWhyWhoAndWhatTheyDidLatelyAndReleasesIt() {
        String id = id(send(lin.phone()));
        assertThat(queue()).contains(id);
        JsonNode shown = desk.supervisor().get(RiskDesk.REVIEWS + "/" + id).json();
        assertThat(shown.path("why").path(0).path("rule").asString()).isEqualTo("FIRST_PAYMENT");
        assertThat(shown.path("why").path(0).path("facts").asString()).contains("Never paid");
        assertThat(shown.path("payer").path("name").asString()).isEqualTo("陈**");
        assertThat(shown.path("payer").path("movements")).hasSize(2);
        assertThat(shown.path("payee").path("name").asString()).isEqualTo("林**");
        assertThat(shown.path("device").path("knownSince").asString()).isNotEmpty();
        assertThat(shown.toString()).doesNotContain(chen.phone()).doesNotContain("陈晓宁");
        assertThat(looks(id)).isEqualTo(1);
        ApiCaller.Answer released = desk.review(desk.supervisor(), id, "release");
        assertThat(released.status()).as(released.text()).isEqualTo(200);
        assertThat(released.json().path("state").asString()).isEqualTo("RELEASED");
        assertThat(released.json().path("decidedBy").asString()).isNotEmpty();
        assertThat(lin.available()).isEqualTo("250.00");
        assertThat(chen.available()).isEqualTo("250.00");
        JsonNode movement = movement(chen, id);
        assertThat(movement.path("state").asString()).isEqualTo("SUCCEEDED");
        assertThat(movement.path("timeline")).hasSize(2);
        assertThat(queue()).doesNotContain(id);
        assertThat(notices(chen)).contains("REVIEW_RELEASED");
        ApiCaller.Answer second = desk.review(desk.admin(), id, "return");
        assertThat(second.code()).isEqualTo("REVIEW_DECIDED");
        assertThat(send(lin.phone()).json().path("state").asString()).isEqualTo("SUCCEEDED");
    }

    @Test
    void givenBackItSaysSoAndTheLimitsAreAsBefore() {
        String before = limits();
        String id = id(send(lin.phone()));
        assertThat(limits()).isNotEqualTo(before);
        assertThat(desk.review(desk.admin(), id, "return").status()).isEqualTo(200);
        JsonNode failure = movement(chen, id).path("failure");
        assertThat(failure.path("code").asString()).isEqualTo("REVIEW_RETURNED");
        assertThat(failure.path("money").asString()).isEqualTo("RETURNED");
        assertThat(failure.path("support").asBoolean()).isTrue();
        assertThat(failure.toString()).doesNotContain("called back");
        assertThat(chen.available()).isEqualTo("500.00");
        assertThat(limits()).isEqualTo(before);
        assertThat(notices(chen)).contains("REVIEW_RETURNED");
        assertThat(cancel(chen, id).code()).isEqualTo("TRANSFER_NOT_WAITING");
        String looks = "/api/v1/desk/customers/" + chen.id() + "/looks";
        desk.admin().post(looks, "{\"reason\":\"asked by telephone\"}");
        assertThat(desk.admin().get("/api/v1/desk/movements/" + id).json().path("postings"))
                .hasSize(2);
    }

    @Test
    void unansweredItComesBackByItself() {
        String id = id(send(lin.phone()));
        itsTimeIsOver(id);
        Waiting.until(() -> movement(chen, id).path("state").asString().equals("FAILED"));
        assertThat(movement(chen, id).path("failure").path("code").asString())
                .isEqualTo("REVIEW_UNANSWERED");
        assertThat(chen.available()).isEqualTo("500.00");
        assertThat(desk.review(desk.admin(), id, "release").code()).isEqualTo("REVIEW_DECIDED");
        assertThat(lin.available()).isEqualTo("0.00");
    }

    @Test
    void thePayerTakesItBackWhileItWaits() {
        String id = id(send(lin.phone()));
        assertThat(cancel(lin, id).code()).isEqualTo("NOT_FOUND");
        assertThat(cancel(chen, id).status()).isEqualTo(200);
        assertThat(movement(chen, id).path("failure").path("code").asString())
                .isEqualTo("TRANSFER_CANCELLED");
        assertThat(chen.available()).isEqualTo("500.00");
        assertThat(queue()).doesNotContain(id);
        assertThat(desk.review(desk.admin(), id, "release").code()).isEqualTo("REVIEW_DECIDED");
    }

    @RepeatedTest(3)
    void ofManyWhoDecideAtOnceExactlyOneWins() {
        String id = id(send(lin.phone()));
        List<Integer> answers =
                AtOnce.times(
                        8,
                        n ->
                                switch (n % 3) {
                                    case 0 ->
                                            desk.review(desk.supervisor(), id, "release").status();
                                    case 1 -> desk.review(desk.admin(), id, "return").status();
                                    default -> cancel(chen, id).status();
                                });
        Waiting.until(() -> !movement(chen, id).path("state").asString().equals("PROCESSING"));
        String state =
                sql.sql("select state from limits.review where id = :id::uuid")
                        .param("id", id)
                        .query(String.class)
                        .single();
        int winner = List.of("RELEASED", "RETURNED", "CANCELLED").indexOf(state);
        for (int n = 0; n < answers.size(); n++) {
            assertThat(answers.get(n)).as(state + " " + n).isEqualTo(n % 3 == winner ? 200 : 409);
        }
        boolean arrived = state.equals("RELEASED");
        assertThat(lin.available()).isEqualTo(arrived ? "250.00" : "0.00");
        assertThat(chen.available()).isEqualTo(arrived ? "250.00" : "500.00");
        balanced();
    }

    @Test
    void aPayeeFrozenMeanwhileGivesTheMoneyBack() {
        String id = id(send(lin.phone()));
        assertThat(lin.api().post("/api/v1/me/freezes", "{}").status()).isEqualTo(201);
        assertThat(desk.review(desk.admin(), id, "release").code()).isEqualTo("REVIEW_DECIDED");
        JsonNode shown = desk.admin().get(RiskDesk.REVIEWS + "/" + id).json();
        assertThat(shown.path("state").asString()).isEqualTo("PAYEE_GONE");
        assertThat(movement(chen, id).path("failure").path("code").asString())
                .isEqualTo("REVIEW_PAYEE_GONE");
        assertThat(chen.available()).isEqualTo("500.00");
        assertThat(lin.available()).isEqualTo("0.00");
    }

    @Test
    void aPayerFrozenMeanwhileChangesNothingAndWhatIsReleasedArrives() {
        String id = id(send(lin.phone()));
        assertThat(chen.api().post("/api/v1/me/freezes", "{}").status()).isEqualTo(201);
        assertThat(movement(chen, id).path("state").asString()).isEqualTo("PROCESSING");
        assertThat(desk.review(desk.admin(), id, "release").status()).isEqualTo(200);
        assertThat(lin.available()).isEqualTo("250.00");
    }

    @Test
    void whatAServerLeftHalfWayIsFinished() {
        String begun = id(send(lin.phone()));
        desk.asOwner("update limits.review set state = 'DRAFT' where id = '" + begun + "'");
        desk.asOwner(
                "update payment.held_transfer set state = 'CREATED', next_at = now() where id = '"
                        + begun
                        + "'");
        Waiting.until(() -> queue().contains(begun));
        desk.asOwner(
                "update limits.review set state = 'RELEASED', decided_at = now(), note = 'x',"
                        + " decided_name = 'x', decided_by = gen_random_uuid() where id = '"
                        + begun
                        + "'");
        desk.asOwner("update payment.held_transfer set next_at = now() where id = '" + begun + "'");
        Waiting.until(() -> lin.available().equals("250.00"));
    }

    @Test
    void toAPhoneNobodyHasItGoesOnWaitingOnceItIsReleased() {
        String phone = TestCustomer.newPhone();
        String id = id(send(phone));
        assertThat(movement(chen, id).path("progress").path("code").asString())
                .isEqualTo("UNDER_REVIEW");
        assertThat(desk.review(desk.admin(), id, "release").status()).isEqualTo(200);
        assertThat(movement(chen, id).path("progress").path("code").asString())
                .isEqualTo("TRANSFER_WAITS");
        TestCustomer eve = TestCustomer.register(port, phone, "何雨");
        Waiting.until(() -> eve.available().equals("250.00"));
    }

    @Test
    void theSameKeyIsHeldOnceAndARefusedOneIsNotInTheQueue() {
        String key = "reviewed-" + chen.id();
        List<String> ids =
                AtOnce.times(
                        4,
                        n -> id(chen.api().post("/api/v1/transfers", transfer(lin.phone()), key)));
        assertThat(ids).containsOnly(ids.getFirst());
        assertThat(chen.available()).isEqualTo("250.00");
        assertThat(desk.review(desk.admin(), ids.getFirst(), "return").status()).isEqualTo(200);
        assertThat(
                        chen.api()
                                .post("/api/v1/transfers", transfer(lin.phone()), key)
                                .json()
                                .path("state")
                                .asString())
                .isEqualTo("UNDER_REVIEW");
        TestCustomer poor = TestCustomer.register(port).withPin();
        ApiCaller.Answer refused = poor.api().post("/api/v1/transfers", transfer(lin.phone()));
        assertThat(refused.code()).isEqualTo("INSUFFICIENT_BALANCE");
        String attempt = refused.json().path("subject").path("id").asString();
        assertThat(queue()).doesNotContain(attempt);
        assertThat(desk.admin().get(RiskDesk.REVIEWS + "/" + attempt).status()).isEqualTo(404);
    }

    @Test
    void aWithdrawalIsHeldAndThenPaidOrGivenBack() {
        chen = TestCustomer.register(port, "陈晓宁").withPin().withMoney("500.00");
        desk.agedBy(chen.id(), 3);
        desk.rule("NEW_DEVICE", "REVIEW", "{\"amount\":20001,\"hours\":24}");
        ApiCaller.Answer held = withdraw("220.00");
        assertThat(held.status()).as(held.text()).isEqualTo(201);
        assertThat(held.json().path("state").asString()).isEqualTo("UNDER_REVIEW");
        assertThat(held.json().path("progress").path("code").asString()).isEqualTo("UNDER_REVIEW");
        assertThat(chen.available()).isEqualTo("280.00");
        JsonNode shown = desk.supervisor().get(RiskDesk.REVIEWS + "/" + id(held)).json();
        assertThat(shown.path("to").asString()).isEqualTo("**** 0000");
        assertThat(desk.review(desk.supervisor(), id(held), "release").status()).isEqualTo(200);
        assertThat(withdrawalState(id(held))).isEqualTo("PAID");
        assertThat(movement(chen, id(held)).path("state").asString()).isEqualTo("SUCCEEDED");

        ApiCaller.Answer back = withdraw("220.00");
        assertThat(desk.review(desk.supervisor(), id(back), "return").status()).isEqualTo(200);
        assertThat(withdrawalState(id(back))).isEqualTo("REJECTED");
        assertThat(movement(chen, id(back)).path("failure").path("code").asString())
                .isEqualTo("REVIEW_RETURNED");
        assertThat(chen.available()).isEqualTo("280.00");

        ApiCaller.Answer late = withdraw("220.00");
        itsTimeIsOver(id(late));
        Waiting.until(() -> withdrawalState(id(late)).equals("REJECTED"));
        assertThat(movement(chen, id(late)).path("failure").path("code").asString())
                .isEqualTo("REVIEW_UNANSWERED");
        assertThat(chen.available()).isEqualTo("280.00");
        balanced();
    }

    @Test
    void whoMayNotDecideDoesNotAndANoteIsNeeded() {
        String id = id(send(lin.phone()));
        ApiCaller agent = TestStaff.signIn(port, "agent");
        assertThat(desk.review(agent, id, "release").status()).isEqualTo(403);
        assertThat(agent.get(RiskDesk.REVIEWS + "/" + id).status()).isEqualTo(403);
        assertThat(desk.review(chen.api(), id, "release").status()).isEqualTo(401);
        ApiCaller.Answer silent =
                desk.admin()
                        .post(
                                RiskDesk.REVIEWS + "/" + id + "/decision",
                                "{\"decision\":\"release\",\"note\":\" \"}");
        assertThat(silent.code()).isEqualTo("BAD_INPUT");
        assertThat(desk.review(desk.admin(), lin.id().toString(), "release").status())
                .isEqualTo(404);
        TestCustomer eve = TestCustomer.register(port);
        assertThat(eve.api().get("/api/v1/transfers/" + id).status()).isEqualTo(404);
        assertThat(cancel(eve, id).status()).isEqualTo(404);
        cancel(chen, id);
    }

    private void balanced() {
        assertThat(
                        sql.sql("select coalesce(sum(posted), 0) from ledger.account")
                                .query(Long.class)
                                .single())
                .isZero();
        long held =
                sql.sql(
                                """
                                select coalesce(sum(amount), 0)
                                from ledger.hold
                                where state = 'HELD'
                                """)
                        .query(Long.class)
                        .single();
        assertThat(sql.sql("select sum(held) from ledger.account").query(Long.class).single())
                .isEqualTo(held);
    }

    private void itsTimeIsOver(String id) {
        desk.asOwner("update limits.review set answer_by = now() where id = '" + id + "'");
        desk.asOwner("update payment.held_transfer set next_at = now() where id = '" + id + "'");
        desk.asOwner("update funding.flow set next_at = now() where id = '" + id + "'");
    }

    private long looks(String id) {
        return sql.sql(
                        """
                        select count(*)
                        from audit.line
                        where action = 'review.viewed'
                        and subject = :subject
                        """)
                .param("subject", "review:" + id)
                .query(Long.class)
                .single();
    }

    private String queue() {
        return desk.supervisor().get(RiskDesk.REVIEWS).text();
    }

    private String limits() {
        return chen.api().get("/api/v1/limits").json().path("items").toString();
    }

    private String withdrawalState(String id) {
        return chen.api().get("/api/v1/withdrawals/" + id).json().path("state").asString();
    }

    private ApiCaller.Answer send(String phone) {
        return chen.api().post("/api/v1/transfers", transfer(phone));
    }

    private static String transfer(String phone) {
        return """
        {"toPhone":"%s","amount":{"amount":"250.00","asset":"CNY"},"memo":"rent","pin":"%s"}\
        """
                .formatted(phone, TestCustomer.PIN);
    }

    private ApiCaller.Answer withdraw(String amount) {
        return chen.api()
                .post(
                        "/api/v1/withdrawals",
                        """
                        {"channel":"sandbox","destination":"%s","pin":"%s",\
                        "amount":{"amount":"%s","asset":"CNY"}}\
                        """
                                .formatted(CARD, TestCustomer.PIN, amount));
    }

    private static ApiCaller.Answer cancel(TestCustomer who, String id) {
        return who.api().post("/api/v1/transfers/" + id + "/cancellations", "{}");
    }

    private static JsonNode movement(TestCustomer customer, String id) {
        return customer.api().get("/api/v1/movements/" + id).json();
    }

    private static String notices(TestCustomer customer) {
        return customer.api().get("/api/v1/notices").text();
    }

    private static String id(ApiCaller.Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json().path("id").asString();
    }
}
