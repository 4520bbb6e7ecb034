package io.xiaohu.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.AtOnce;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.TestCustomer;
import io.xiaohu.testing.TestStaff;
import io.xiaohu.testing.Waiting;
import io.xiaohu.verification.AccountClass;
import io.xiaohu.verification.AccountClasses;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Risk rules stop patterns and let ordinary use pass (C3). */
@IntegrationTest
class RiskIntegrationTests {

    private static final String CARD = "6222020000000000000";

    @LocalServerPort private int port;
    @Autowired private JdbcClient sql;
    @Autowired private AccountClasses classes;

    @Value("${spring.datasource.url}")
    private String url = "";

    @SuppressWarnings("NullAway.Init")
    private RiskDesk desk;

    @SuppressWarnings("NullAway.Init")
    private TestCustomer chen;

    @SuppressWarnings("NullAway.Init")
    private TestCustomer lin;

    @BeforeEach
    void somebodyWithMoney() {
        desk = new RiskDesk(port, url);
        chen = somebody("1300.00");
        lin = TestCustomer.register(port, "林小满");
    }

    /** Other tests share this database and its rules. */
    @AfterEach
    void putTheRulesBack() {
        desk.putBack();
    }

    @Test
    void twentyPaymentsToOneFriendAndAHundredAtOnceAreOrdinary() {
        for (int n = 0; n < 20; n++) {
            assertThat(pay(lin, "25.00").status()).isEqualTo(201);
        }
        List<Integer> burst = AtOnce.times(100, n -> pay(lin, "1.00").status());
        assertThat(burst).containsOnly(201);
        assertThat(lin.available()).isEqualTo("600.00");
    }

    @Test
    void theFirstPaymentsOfANewAccountAreOrdinary() {
        ApiCaller.Answer withdrawal = withdraw("500.00");
        assertThat(withdrawal.status()).as(withdrawal.text()).isEqualTo(201);
        assertThat(pay(lin, "800.00").status()).isEqualTo(201);
        assertThat(firings()).isZero();
    }

    @Test
    void manyNewPayeesNeedASecondFactorWhichOneSmallOrKnownDoesNot() {
        desk.rule("NEW_PAYEES", "STEP_UP", "{\"amount\":20001,\"count\":3,\"minutes\":60}");
        TestCustomer third = TestCustomer.register(port);
        assertThat(pay(lin, "1.00").status()).isEqualTo(201);
        assertThat(pay(third, "201.00").status()).isEqualTo(201);
        TestCustomer fourth = TestCustomer.register(port);
        assertThat(pay(fourth, "200.01").code()).isEqualTo("STEP_UP_NEEDED");
        assertThat(pay(lin, "200.01").status()).isEqualTo(201);
        assertThat(pay(fourth, "200.00").status()).isEqualTo(201);
    }

    @Test
    void aSecondFactorThatARuleAsksForLetsTheSameCallThrough() {
        desk.rule("FIRST_PAYMENT", "STEP_UP", "{\"amount\":20001}");
        String key = "asked-" + chen.id();
        String body = transfer(lin, "250.00");
        ApiCaller.Answer asked = chen.api().post("/api/v1/transfers", body, key);
        assertThat(asked.code()).isEqualTo("STEP_UP_NEEDED");
        String challenge = asked.json().path("challenge").path("id").asString();
        String code = TestCustomer.code(chen.api(), chen.phone(), "STEP_UP");
        String proven =
                body.replaceFirst(
                        "\\}$",
                        ",\"challengeId\":\"%s\",\"proof\":\"%s\"}".formatted(challenge, code));
        ApiCaller.Answer done = chen.api().post("/api/v1/transfers", proven, key);
        assertThat(done.status()).as(done.text()).isEqualTo(201);
        assertThat(pay(lin, "250.00").status()).isEqualTo(201);
        assertThat(pay(TestCustomer.register(port), "200.00").status()).isEqualTo(201);
    }

    @Test
    void manyPaymentsThatSumToMuchWaitForAReview() {
        desk.rule(
                "MANY_PAYMENTS",
                "REVIEW",
                "{\"amount\":20001,\"count\":3,\"sum\":61001,\"minutes\":10}");
        assertThat(pay(lin, "205.00").status()).isEqualTo(201);
        assertThat(pay(lin, "205.00").status()).isEqualTo(201);
        assertThat(pay(lin, "200.00").json().path("state").asString()).isEqualTo("SUCCEEDED");
        assertThat(pay(lin, "200.01").json().path("state").asString()).isEqualTo("UNDER_REVIEW");
    }

    @Test
    void aWithdrawalCountsOnceAndOneTheBankRefusedNotAtAll() {
        desk.rule(
                "MANY_PAYMENTS",
                "REVIEW",
                "{\"amount\":20001,\"count\":3,\"sum\":61001,\"minutes\":10}");
        assertThat(state(withdraw("205.03"))).isEqualTo("REJECTED");
        assertThat(state(withdraw("205.00"))).isEqualTo("PAID");
        assertThat(state(withdraw("205.00"))).isEqualTo("PAID");
        assertThat(state(withdraw("205.00"))).isEqualTo("UNDER_REVIEW");
    }

    @Test
    void muchFromADeviceThatIsNewToAnOldAccountWaitsForAReview() {
        desk.rule("NEW_DEVICE", "REVIEW", "{\"amount\":20001,\"hours\":24}");
        assertThat(state(pay(lin, "210.00"))).isEqualTo("SUCCEEDED");
        desk.agedBy(chen.id(), 3);
        assertThat(state(pay(lin, "210.00"))).isEqualTo("UNDER_REVIEW");
        assertThat(state(pay(lin, "200.00"))).isEqualTo("SUCCEEDED");
        desk.asOwner(
                "update identity.device set known_at = known_at - interval '25 hours'"
                        + " where customer_id = '"
                        + chen.id()
                        + "'");
        assertThat(state(pay(lin, "210.00"))).isEqualTo("SUCCEEDED");
    }

    @Test
    void atNightMuchMoreThanUsualNeedsASecondFactor() {
        int hour = Instant.now().atZone(ZoneId.of("Asia/Shanghai")).getHour();
        habit("10.00");
        desk.rule("NIGHT", "STEP_UP", night(hour, (hour + 2) % 24));
        assertThat(pay(lin, "209.99").status()).isEqualTo(201);
        assertThat(pay(lin, "210.00").code()).isEqualTo("STEP_UP_NEEDED");
        desk.rule("NIGHT", "STEP_UP", night((hour + 3) % 24, (hour + 4) % 24));
        assertThat(pay(lin, "210.00").status()).isEqualTo(201);
    }

    @Test
    void farAboveTheOwnLargestWaitsForAReview() {
        habit("10.00");
        desk.rule("ABOVE_LARGEST", "REVIEW", "{\"amount\":20001,\"times\":21,\"payments\":5}");
        assertThat(state(pay(lin, "209.99"))).isEqualTo("SUCCEEDED");
        assertThat(state(pay(lin, "210.00"))).isEqualTo("UNDER_REVIEW");
    }

    @Test
    void aReportedPayeeIsRefusedWithAWarningByEveryWayUntilTwoPeopleTakeThemOff() {
        String token =
                lin.api().post("/api/v1/me/collect-codes", "{}").json().path("token").asString();
        String entry = desk.listed("CUSTOMER", lin.id().toString());
        ApiCaller.Answer refused = pay(lin, "1.00");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.code()).isEqualTo("PAYEE_REPORTED");
        assertThat(refused.json().path("money").asString()).isEqualTo("NOT_TAKEN");
        assertThat(refused.json().path("support").asBoolean()).isTrue();
        assertThat(refused.json().path("subject").path("kind").asString()).isEqualTo("ATTEMPT");
        assertThat(payCode(token, "1.00").code()).isEqualTo("PAYEE_REPORTED");
        assertThat(chen.available()).isEqualTo("1300.00");
        assertThat(firings()).isEqualTo(2);
        JsonNode firing =
                desk.admin().get("/api/v1/desk/risk-firings").json().path("items").path(0);
        assertThat(firing.path("outcome").asString()).isEqualTo("REFUSE");
        assertThat(firing.path("payer").asString()).startsWith("陈**");
        JsonNode shown = desk.payee(entry);
        assertThat(shown.path("listed").asBoolean()).isTrue();
        assertThat(shown.path("addedBy").asString()).isNotEmpty();
        assertThat(shown.path("approvedBy").asString()).isNotEmpty();
        desk.cleared(entry);
        assertThat(pay(lin, "1.00").status()).isEqualTo(201);
    }

    @Test
    void aReportedPhoneIsKnownBeforeAndAfterSomebodyRegistersIt() {
        String phone = TestCustomer.newPhone();
        String entry = desk.listed("PHONE", phone);
        assertThat(chen.api().post("/api/v1/transfers", transfer(phone, "1.00")).code())
                .isEqualTo("PAYEE_REPORTED");
        TestCustomer eve = TestCustomer.register(port, phone, "何雨");
        String token =
                eve.api().post("/api/v1/me/collect-codes", "{}").json().path("token").asString();
        Waiting.until(() -> desk.payee(entry).has("customerId"));
        Waiting.until(() -> payCode(token, "1.00").code().equals("PAYEE_REPORTED"));
        assertThat(desk.payee(entry).path("shown").asString()).doesNotContain(phone);
    }

    @Test
    void anAccountThatChangesToAReportedPhoneIsKnownByItsCodesToo() {
        TestCustomer eve = TestCustomer.register(port, "何雨");
        String token =
                eve.api().post("/api/v1/me/collect-codes", "{}").json().path("token").asString();
        assertThat(payCode(token, "1.00").status()).isEqualTo(201);
        String phone = TestCustomer.newPhone();
        String entry = desk.listed("PHONE", phone);
        changePhone(eve, phone);
        Waiting.until(() -> desk.payee(entry).has("customerId"));
        Waiting.until(() -> payCode(token, "1.00").code().equals("PAYEE_REPORTED"));
    }

    @Test
    void moneyThatWaitsForAPhoneReportedMeanwhileGoesBackToItsPayer() {
        String phone = TestCustomer.newPhone();
        String id = RiskDesk.id(chen.api().post("/api/v1/transfers", transfer(phone, "5.00")));
        desk.listed("PHONE", phone);
        TestCustomer eve = TestCustomer.register(port, phone, "何雨");
        Waiting.until(() -> movement(id).path("state").asString().equals("FAILED"));
        JsonNode failure = movement(id).path("failure");
        assertThat(failure.path("code").asString()).isEqualTo("PAYEE_REPORTED");
        assertThat(failure.path("money").asString()).isEqualTo("RETURNED");
        assertThat(failure.path("detail").asString())
                .contains("back in your balance")
                .doesNotContain("Nothing was taken");
        assertThat(chen.available()).isEqualTo("1300.00");
        assertThat(eve.available()).isEqualTo("0.00");
        assertThat(chen.api().get("/api/v1/notices").text()).contains("REVIEW_RETURNED");
    }

    private JsonNode movement(String id) {
        return chen.api().get("/api/v1/movements/" + id).json();
    }

    private static void changePhone(TestCustomer who, String to) {
        ApiCaller api = who.api();
        String path = "/api/v1/me/phone";
        String body = "{\"phone\":\"%s\",\"code\":\"%s\"%s}";
        String challenge =
                api.put(path, body.formatted(to, "000000", ""))
                        .json()
                        .at("/challenge/id")
                        .asString();
        String mine = code(api, who.phone(), "STEP_UP", "confirmation code");
        String theirs = code(api, to, "CHANGE_PHONE", "to move an account");
        String proof = ",\"challengeId\":\"%s\",\"proof\":\"%s\"".formatted(challenge, mine);
        ApiCaller.Answer changed = api.put(path, body.formatted(to, theirs, proof));
        assertThat(changed.status()).as(changed.text()).isEqualTo(204);
    }

    private static String code(ApiCaller api, String phone, String purpose, String words) {
        api.post(
                "/api/v1/codes", "{\"phone\":\"%s\",\"purpose\":\"%s\"}".formatted(phone, purpose));
        return TestCustomer.codeSaying(api, phone, words);
    }

    @Test
    void aReportedCardReceivesNoWithdrawal() {
        String entry = desk.listed("CARD", CARD);
        ApiCaller.Answer refused = withdraw("10.00");
        assertThat(refused.code()).as(refused.text()).isEqualTo("PAYEE_REPORTED");
        assertThat(chen.available()).isEqualTo("1300.00");
        desk.cleared(entry);
        assertThat(withdraw("10.00").status()).isEqualTo(201);
    }

    @Test
    void whatCannotWaitIsRefusedAndSaysNothingOfTheRule() {
        desk.rule("FIRST_PAYMENT", "REVIEW", "{\"amount\":20001}");
        String token =
                lin.api().post("/api/v1/me/collect-codes", "{}").json().path("token").asString();
        ApiCaller.Answer refused = payCode(token, "250.00");
        assertThat(refused.code()).isEqualTo("RISK_REFUSED");
        assertThat(refused.json().path("money").asString()).isEqualTo("NOT_TAKEN");
        assertThat(refused.text()).doesNotContain("FIRST").doesNotContain("first");
        assertThat(chen.available()).isEqualTo("1300.00");
    }

    @Test
    void aRuleIsChangedByTwoPeopleWithinItsBoundsAndOnlyFromWhatItsProposerSaw() {
        assertThat(propose("{\"amount\":20000}").code()).isEqualTo("BAD_INPUT");
        assertThat(propose("{\"amount\":400000,\"count\":2}").code()).isEqualTo("BAD_INPUT");
        assertThat(propose("{}").code()).isEqualTo("BAD_INPUT");
        String before = desk.line("FIRST_PAYMENT").path("says").asString();
        String one = RiskDesk.id(propose("{\"amount\":400000}"));
        String other = RiskDesk.id(propose("{\"amount\":500000}"));
        desk.rule("FIRST_PAYMENT", "STEP_UP", "{\"amount\":450000}");
        assertThat(desk.decide(one).code()).isEqualTo("RISK_RULE_CHANGED");
        assertThat(desk.decide(other).code()).isEqualTo("RISK_RULE_CHANGED");
        assertThat(desk.line("FIRST_PAYMENT").path("says").asString()).isNotEqualTo(before);
    }

    @Test
    void onlyWhoWatchesOverRisksReadsTheRulesAndTheList() {
        ApiCaller agent = TestStaff.signIn(port, "agent");
        for (String path :
                List.of(
                        "/api/v1/desk/risk-rules",
                        "/api/v1/desk/reported-payees",
                        "/api/v1/desk/risk-firings",
                        RiskDesk.REVIEWS)) {
            assertThat(agent.get(path).status()).as(path).isEqualTo(403);
            assertThat(chen.api().get(path).status()).as(path).isEqualTo(401);
            assertThat(desk.admin().get(path).status()).as(path).isEqualTo(200);
        }
    }

    private ApiCaller.Answer propose(String parameters) {
        return desk.propose("FIRST_PAYMENT", true, "STEP_UP", parameters);
    }

    private TestCustomer somebody(String amount) {
        TestCustomer customer = TestCustomer.register(port, "陈晓宁").withPin().withMoney(amount);
        classes.raise(customer.id(), AccountClass.II);
        return customer;
    }

    @Test
    void whoDecidesLeavesAWithdrawalToWhoeverIsAlreadySendingIt() {
        desk.rule("NEW_DEVICE", "REVIEW", "{\"amount\":20001,\"hours\":24}");
        desk.agedBy(chen.id(), 3);
        ApiCaller.Answer held = withdraw("220.00");
        assertThat(state(held)).isEqualTo("UNDER_REVIEW");
        String id = RiskDesk.id(held);
        desk.asOwner(
                "update funding.flow set state = 'SUBMITTED', reviewed = true,"
                        + " next_at = now() + interval '1 hour' where id = '"
                        + id
                        + "'");
        assertThat(desk.review(desk.supervisor(), id, "release").status()).isEqualTo(200);
        assertThat(chen.api().get("/api/v1/withdrawals/" + id).json().path("state").asString())
                .isEqualTo("SUBMITTED");
    }

    /** Five payments of some days ago. */
    private void habit(String amount) {
        for (int n = 0; n < 5; n++) {
            assertThat(pay(lin, amount).status()).isEqualTo(201);
        }
        desk.agedBy(chen.id(), 2);
    }

    private static String night(int from, int to) {
        return "{\"amount\":20001,\"from\":%d,\"to\":%d,\"times\":21,\"payments\":5}"
                .formatted(from, to);
    }

    private long firings() {
        UUID customer = chen.id();
        return sql.sql("select count(*) from limits.risk_firing where customer_id = :id")
                .param("id", customer)
                .query(Long.class)
                .single();
    }

    private static String state(ApiCaller.Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json().path("state").asString();
    }

    private ApiCaller.Answer pay(TestCustomer to, String amount) {
        return chen.api().post("/api/v1/transfers", transfer(to, amount));
    }

    private ApiCaller.Answer payCode(String token, String amount) {
        return chen.api()
                .post(
                        "/api/v1/collect-codes/" + token + "/payments",
                        "{\"amount\":{\"amount\":\"%s\",\"asset\":\"CNY\"},\"pin\":\"%s\"}"
                                .formatted(amount, TestCustomer.PIN));
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

    private static String transfer(TestCustomer to, String amount) {
        return transfer(to.phone(), amount);
    }

    private static String transfer(String phone, String amount) {
        return """
        {"toPhone":"%s","amount":{"amount":"%s","asset":"CNY"},"pin":"%s"}\
        """
                .formatted(phone, amount, TestCustomer.PIN);
    }
}
