package io.xiaohu.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.AtOnce;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.TestCustomer;
import io.xiaohu.testing.TestStaff;
import io.xiaohu.verification.AccountClass;
import io.xiaohu.verification.AccountClasses;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** The limit policy is data that two members of staff change, with its history (C3). */
@IntegrationTest
class LimitPolicyIntegrationTests {

    private static final String RULE = "ONE_FACTOR";
    private static final String AS_SHIPPED = "1000.00";
    private static final String CHANGES = "/api/v1/desk/limit-changes";
    private static final String POLICY = "/api/v1/desk/limit-policy";

    @LocalServerPort private int port;
    @Autowired private JdbcClient sql;
    @Autowired private AccountClasses classes;

    /** Other tests share this database and its policy. */
    @AfterEach
    void putThePolicyBack() {
        if (!inForce().equals(AS_SHIPPED)) {
            approve(id(propose(finance(), RULE, AS_SHIPPED)));
        }
    }

    @Test
    void aChangeIsInForceOnceASecondPersonApprovedItAndIsKeptWithWhoAndWhy() {
        TestCustomer chen = TestCustomer.register(port).withPin().withMoney("50.00");
        TestCustomer lin = TestCustomer.register(port);
        assertThat(pay(chen, lin, "before").status()).isEqualTo(201);
        String change = id(propose(finance(), RULE, "10.00"));
        assertThat(pay(chen, lin, "proposed").status()).isEqualTo(201);
        approve(change);
        assertThat(inForce()).isEqualTo("10.00");
        assertThat(pay(chen, lin, "approved").code()).isEqualTo("STEP_UP_NEEDED");
        JsonNode kept =
                changes().stream()
                        .filter(one -> one.path("id").asString().equals(change))
                        .findFirst()
                        .orElseThrow();
        assertThat(kept.path("before").path("amount").asString()).isEqualTo(AS_SHIPPED);
        assertThat(kept.path("state").asString()).isEqualTo("APPROVED");
        assertThat(kept.path("proposedBy").asString()).isNotEmpty();
        assertThat(kept.path("decidedBy").asString()).isNotEmpty();
        assertThat(kept.path("reason").asString()).isEqualTo("a rule changed");
        assertThat(kept.has("appliedAt")).isTrue();
    }

    @Test
    void eachLimitSaysWhatCountsSoThatTheOneThatBindsIsShownBeforeAnAmountIsTyped() {
        TestCustomer chen = TestCustomer.register(port);
        assertThat(counts(chen))
                .containsExactly(
                        "class payments withdrawals", "day payments", "day-one-factor payments");
        classes.raise(chen.id(), AccountClass.II);
        assertThat(counts(chen))
                .containsExactly("class payments", "day payments", "day-one-factor payments");
        approve(id(propose(finance(), RULE, "600.00")));
        List<JsonNode> shown = limits(chen);
        assertThat(shown)
                .filteredOn(limit -> limit.has("upTo"))
                .singleElement()
                .satisfies(limit -> {
                    assertThat(limit.path("code").asString()).isEqualTo("day-one-factor");
                    assertThat(limit.at("/upTo/amount").asString()).isEqualTo("600.00");
                });
    }

    private static List<String> counts(TestCustomer customer) {
        return limits(customer).stream()
                .map(limit ->
                        limit.path("code").asString()
                                + (limit.path("countsPayments").asBoolean() ? " payments" : "")
                                + (limit.path("countsWithdrawals").asBoolean()
                                        ? " withdrawals"
                                        : ""))
                .toList();
    }

    private static List<JsonNode> limits(TestCustomer customer) {
        return customer.api().get("/api/v1/limits").json().path("items").valueStream().toList();
    }

    @Test
    void whatWasChangedMeanwhileIsNotOverwritten() {
        String one = id(propose(finance(), RULE, "900.00"));
        String other = id(propose(finance(), RULE, "800.00"));
        approve(one);
        assertThat(decide(other).code()).isEqualTo("LIMIT_CHANGED");
        assertThat(inForce()).isEqualTo("900.00");
    }

    @Test
    void ofManyApprovalsAtOnceOneIsCarriedOut() {
        String proposal = proposalOf(id(propose(finance(), RULE, "700.00")));
        ApiCaller supervisor = TestStaff.signIn(port, "supervisor");
        List<Integer> answers =
                AtOnce.times(6, n -> supervisor.post(path(proposal), "{}").status());
        assertThat(answers).containsOnlyOnce(200);
        assertThat(inForce()).isEqualTo("700.00");
    }

    @Test
    void whatIsNoLimitOrNoAmountIsRefused() {
        ApiCaller finance = finance();
        assertThat(propose(finance, "NOTHING", "10.00").status()).isEqualTo(404);
        assertThat(propose(finance, RULE, AS_SHIPPED).code()).isEqualTo("BAD_INPUT");
        assertThat(propose(finance, RULE, "-1.00").status()).isEqualTo(400);
        assertThat(propose(finance, RULE, "0.00").status()).isEqualTo(400);
        ApiCaller agent = TestStaff.signIn(port, "agent");
        assertThat(propose(agent, RULE, "10.00").code()).isEqualTo("NOT_ALLOWED");
        assertThat(agent.get(POLICY).status()).isEqualTo(200);
        assertThat(TestCustomer.register(port).api().get(POLICY).status()).isEqualTo(401);
    }

    @Test
    void theServersOwnRoleCannotRewriteWhatWasChanged() {
        assertThat(allowed("limits.policy_change", "delete")).isFalse();
        assertThat(allowed("limits.policy", "delete")).isFalse();
        assertThat(allowed("limits.policy", "insert")).isFalse();
    }

    private boolean allowed(String table, String what) {
        return sql.sql("select has_table_privilege('xiaohu_app', :table, :what)")
                .param("table", table)
                .param("what", what)
                .query(Boolean.class)
                .single();
    }

    private ApiCaller finance() {
        return TestStaff.signIn(port, "finance");
    }

    private static ApiCaller.Answer propose(ApiCaller who, String rule, String amount) {
        return who.post(
                CHANGES,
                """
                {"rule":"%s","amount":{"amount":"%s","asset":"CNY"},\
                "reason":"a rule changed","evidence":"notice 43"}\
                """
                        .formatted(rule, amount));
    }

    private static String id(ApiCaller.Answer proposed) {
        assertThat(proposed.status()).as(proposed.text()).isEqualTo(201);
        return proposed.json().path("id").asString();
    }

    private void approve(String change) {
        ApiCaller.Answer done = decide(change);
        assertThat(done.status()).as(done.text()).isEqualTo(200);
    }

    private ApiCaller.Answer decide(String change) {
        return TestStaff.signIn(port, "supervisor").post(path(proposalOf(change)), "{}");
    }

    private static String path(String proposal) {
        return "/api/v1/desk/proposals/" + proposal + "/approve";
    }

    private String proposalOf(String change) {
        JsonNode open =
                TestStaff.signIn(port, "supervisor")
                        .get("/api/v1/desk/proposals")
                        .json()
                        .path("items");
        return StreamSupport.stream(open.spliterator(), false)
                .filter(proposal -> proposal.path("target").asString().equals(change))
                .map(proposal -> proposal.path("id").asString())
                .findFirst()
                .orElseThrow();
    }

    private List<JsonNode> changes() {
        JsonNode all = finance().get(POLICY).json().path("changes");
        return StreamSupport.stream(all.spliterator(), false).toList();
    }

    private String inForce() {
        JsonNode items = finance().get(POLICY).json().path("items");
        return StreamSupport.stream(items.spliterator(), false)
                .filter(line -> line.path("rule").asString().equals(RULE))
                .map(line -> line.path("amount").path("amount").asString())
                .findFirst()
                .orElseThrow();
    }

    private static ApiCaller.Answer pay(TestCustomer from, TestCustomer to, String key) {
        return from.api()
                .post(
                        "/api/v1/transfers",
                        """
                        {"toPhone":"%s","amount":{"amount":"11.00","asset":"CNY"},"pin":"%s"}\
                        """
                                .formatted(to.phone(), TestCustomer.PIN),
                        key + from.id());
    }
}
