package io.xiaohu.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.kernel.Asset;
import io.xiaohu.kernel.Money;
import io.xiaohu.kernel.Reason;
import io.xiaohu.ledger.AccountRef;
import io.xiaohu.ledger.Ledger;
import io.xiaohu.ledger.LedgerCommand;
import io.xiaohu.ledger.Leg;
import io.xiaohu.ledger.Outcome;
import io.xiaohu.ledger.PostingId;
import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.AtOnce;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.LedgerActs;
import io.xiaohu.testing.TestCustomer;
import io.xiaohu.testing.TestStaff;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** One tap freezes; two people unfreeze. */
@IntegrationTest
class FreezeIntegrationTests {

    @LocalServerPort private int port;
    @Autowired private Ledger ledger;

    @SuppressWarnings("NullAway.Init")
    private TestCustomer lin;

    @SuppressWarnings("NullAway.Init")
    private TestCustomer payee;

    @BeforeEach
    void somebodyWithMoney() {
        lin = TestCustomer.register(port, "林小满").withPin().withMoney("100.00");
        payee = TestCustomer.register(port, "何雨");
    }

    @Test
    void theNextDebitMeetsTheFreezeAndIsToldByWhomWhyAndWhatToDo() {
        assertThat(transfer("1.00").status()).isEqualTo(201);
        ApiCaller.Answer frozen = freeze("{}");
        assertThat(frozen.status()).as(frozen.text()).isEqualTo(201);
        assertThat(frozen.json().path("cause").asString()).isEqualTo("CUSTOMER");
        assertThat(frozen.json().path("remedy").asString()).isNotBlank();
        assertThat(frozen.json().path("appeal").asString()).isNotBlank();
        ApiCaller.Answer refused = transfer("1.00");
        assertThat(refused.code()).isEqualTo("ACCOUNT_FROZEN");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.json().path("detail").asString()).contains("You froze it");
        assertThat(refused.json().path("money").asString()).isEqualTo("NOT_TAKEN");
        assertThat(refused.json().path("support").asBoolean()).isTrue();
        assertThat(refused.text()).contains("/app/safety");
        ApiCaller.Answer withdrawal = withdraw("1.00");
        assertThat(withdrawal.code()).as(withdrawal.text()).isEqualTo("ACCOUNT_FROZEN");
        assertThat(withdrawal.json().path("detail").asString()).contains("You froze it");
        assertThat(lin.available()).isEqualTo("99.00");
        String bills = lin.api().get("/api/v1/movements").text();
        assertThat(bills).contains("You froze it");
        assertThat(lin.api().get("/api/v1/me").json().path("status").asString())
                .isEqualTo("FROZEN");
    }

    @Test
    void moneyStillArrivesAndWhatWasSetAsideBeforeIsStillPaid() {
        PostingId hold = new LedgerActs(ledger).reserve(lin.id(), 30_00).id();
        assertThat(freeze("{}").status()).isEqualTo(201);
        lin.withMoney("5.00");
        TestCustomer friend = TestCustomer.register(port).withPin().withMoney("20.00");
        assertThat(send(friend, lin, "2.00").status()).isEqualTo(201);
        assertThat(lin.available()).isEqualTo("77.00");
        Outcome captured =
                ledger.apply(
                        new LedgerCommand.Capture(
                                LedgerCommand.Header.of(
                                                PostingId.of(lin.id(), "capture", hold.toString()),
                                                lin.id(),
                                                "WITHDRAWAL",
                                                Money.cny(30_00),
                                                hold.toString())
                                        .passingFreeze(),
                                hold,
                                AccountRef.wallet(lin.id(), Asset.CNY),
                                List.of(
                                        new Leg(
                                                AccountRef.clearing("sandbox", lin.id(), Asset.CNY),
                                                Money.cny(30_00)))));
        assertThat(captured).isInstanceOf(Outcome.Posted.class);
        Outcome held = new LedgerActs(ledger).reserve(lin.id(), 1_00);
        assertThat(held)
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        no -> assertThat(no.problem().reason()).isEqualTo(Reason.ACCOUNT_FROZEN));
    }

    @Test
    void everySessionButThisOneEndsAndNotMeIsKeptWithItsEvent() {
        ApiCaller thief = new ApiCaller(port);
        assertThat(signIn(thief).status()).isEqualTo(201);
        String event = event(lin, "SIGNED_IN_ON_NEW_DEVICE");
        assertThat(freeze("{\"eventId\":\"" + event + "\"}").status()).isEqualTo(201);
        assertThat(thief.get("/api/v1/session").status()).isEqualTo(401);
        assertThat(lin.api().get("/api/v1/session").status()).isEqualTo(200);
        JsonNode activity = lin.api().get("/api/v1/me/activity").json().path("items");
        assertThat(
                        one(activity, it -> it.path("id").asString().equals(event))
                                .path("disowned")
                                .asBoolean())
                .isTrue();
        assertThat(activity.toString()).contains("FROZEN", "ACTIVITY_DISOWNED");
        JsonNode freeze = lin.api().get("/api/v1/me/freezes").json().at("/items/0");
        assertThat(freeze.path("reason").asString()).contains("this was not you", "Signed in");
    }

    @Test
    void frozenTwiceAlsoAtOnceIsOneFreezeAndOneConversation() {
        String first = freeze("{}").json().path("id").asString();
        List<String> again = AtOnce.times(6, n -> freeze("{}").json().path("id").asString());
        assertThat(again).containsOnly(first);
        TestCustomer other = TestCustomer.register(port);
        List<String> atOnce =
                AtOnce.times(
                        6,
                        n ->
                                other.api()
                                        .post("/api/v1/me/freezes", "{}")
                                        .json()
                                        .path("id")
                                        .asString());
        assertThat(atOnce.stream().distinct()).hasSize(1);
        conversation(other);
        assertThat(other.api().get("/api/v1/conversations").json().path("items").size())
                .isEqualTo(1);
    }

    @Test
    void supportOpensAConversationThatListsWhatToReview() {
        assertThat(transfer("3.00").status()).isEqualTo(201);
        String event = event(lin, "REGISTERED");
        freeze("{\"eventId\":\"" + event + "\"}");
        String id = conversation(lin);
        String lines = lines(id, "Account opened");
        assertThat(lines).contains("Account opened", "3.00", "not me");
        String another = event(lin, "PIN_SET");
        freeze("{\"eventId\":\"" + another + "\"}");
        assertThat(lines(id, "either")).contains("Payment PIN set");
        assertThat(TestStaff.box(TestStaff.signIn(port, "agent"), "all")).contains(id);
    }

    @Test
    void aCaseThatWasMergedGoesOnInTheOther() {
        freeze("{}");
        String about = conversation(lin);
        String other =
                lin.api()
                        .post("/api/v1/conversations", "{\"message\":\"hello\"}")
                        .json()
                        .path("id")
                        .asString();
        assertThat(
                        TestStaff.signIn(port, "agent")
                                .post(
                                        "/api/v1/desk/conversations/" + about + "/merge",
                                        "{\"into\":\"%s\"}".formatted(other))
                                .status())
                .isEqualTo(200);
        freeze("{\"eventId\":\"" + event(lin, "PIN_SET") + "\"}");
        assertThat(lines(other, "either")).contains("Payment PIN set");
    }

    @Test
    void anotherCustomersEventIsNotThere() {
        String foreign = event(payee, "REGISTERED");
        ApiCaller.Answer answer = freeze("{\"eventId\":\"" + foreign + "\"}");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(freeze("{\"eventId\":\"" + UUID.randomUUID() + "\"}").status()).isEqualTo(404);
        assertThat(lin.api().get("/api/v1/me").json().path("status").asString())
                .isEqualTo("ACTIVE");
        assertThat(new ApiCaller(port).post("/api/v1/me/freezes", "{}").status()).isEqualTo(401);
    }

    @Test
    void unfreezingTakesTwoPeopleAndTheCustomerSeesWhoWhenAndWhy() {
        String freeze = freeze("{}").json().path("id").asString();
        ApiCaller supervisor = TestStaff.signIn(port, "supervisor");
        ApiCaller.Answer proposed = propose(supervisor, freeze);
        assertThat(proposed.status()).as(proposed.text()).isEqualTo(201);
        assertThat(proposed.json().path("title").asString()).contains("林");
        String id = proposed.json().path("id").asString();
        assertThat(propose(supervisor, freeze).code()).isEqualTo("PROPOSAL_OPEN");
        assertThat(decide(supervisor, id, "approve").code()).isEqualTo("SECOND_PERSON_NEEDED");
        assertThat(decide(TestStaff.signIn(port, "agent"), id, "approve").code())
                .isEqualTo("NOT_ALLOWED");
        assertThat(decide(TestStaff.signIn(port, "agent"), id, "withdraw").code())
                .isEqualTo("NOT_ALLOWED");
        assertThat(transfer("1.00").code()).isEqualTo("ACCOUNT_FROZEN");
        ApiCaller admin = TestStaff.signIn(port, "admin");
        assertThat(admin.get("/api/v1/desk/proposals").text()).contains(id);
        ApiCaller.Answer approved = decide(admin, id, "approve");
        assertThat(approved.status()).as(approved.text()).isEqualTo(200);
        assertThat(transfer("1.00").status()).isEqualTo(201);
        assertThat(lin.api().get("/api/v1/me").json().path("status").asString())
                .isEqualTo("ACTIVE");
        JsonNode shown = lin.api().get("/api/v1/me/freezes").json().at("/items/0");
        assertThat(shown.path("liftedAt").asString()).isNotEmpty();
        JsonNode who = shown.path("unfreezing");
        assertThat(who.path("state").asString()).isEqualTo("APPROVED");
        assertThat(who.path("proposedBy").asString()).isEqualTo("刘洋");
        assertThat(who.path("decidedBy").asString()).isEqualTo("王磊");
        assertThat(who.path("reason").asString()).isEqualTo("Called back, it is her");
        assertThat(who.toString()).doesNotContain("last two payments");
        assertThat(lin.api().get("/api/v1/notices").text()).contains("刘洋", "王磊");
        assertThat(propose(supervisor, freeze).code()).isEqualTo("NOT_FROZEN");
        assertThat(freeze("{}").json().path("id").asString()).isNotEqualTo(freeze);
    }

    @Test
    void ofManyWhoDecideAtOnceOneDoes() {
        String freeze = freeze("{}").json().path("id").asString();
        ApiCaller agent = TestStaff.signIn(port, "agent");
        String id = propose(agent, freeze).json().path("id").asString();
        List<ApiCaller> deciders =
                List.of(TestStaff.signIn(port, "supervisor"), TestStaff.signIn(port, "admin"));
        List<ApiCaller.Answer> answers =
                AtOnce.times(
                        8, n -> decide(deciders.get(n % 2), id, n % 4 < 2 ? "approve" : "decline"));
        assertThat(answers.stream().filter(answer -> answer.status() == 200)).hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.status() != 200))
                .allMatch(answer -> answer.code().equals("PROPOSAL_DECIDED"));
        boolean approved =
                answers.stream()
                        .anyMatch(answer ->
                                answer.status() == 200 && answer.text().contains("APPROVED"));
        assertThat(lin.api().get("/api/v1/me").json().path("status").asString())
                .isEqualTo(approved ? "ACTIVE" : "FROZEN");
        assertThat(decide(agent, id, "withdraw").code()).isEqualTo("PROPOSAL_DECIDED");
    }

    @Test
    void aDeclinedOneLeavesItFrozenAndAnotherMayBeProposed() {
        String freeze = freeze("{}").json().path("id").asString();
        ApiCaller agent = TestStaff.signIn(port, "agent");
        String first = propose(agent, freeze).json().path("id").asString();
        ApiCaller supervisor = TestStaff.signIn(port, "supervisor");
        assertThat(decide(supervisor, first, "decline").status()).isEqualTo(200);
        assertThat(transfer("1.00").code()).isEqualTo("ACCOUNT_FROZEN");
        assertThat(lin.api().get("/api/v1/me/freezes").text()).contains("DECLINED", "刘洋");
        assertThat(propose(agent, freeze).status()).isEqualTo(201);
    }

    @Test
    void staffFreezeAtOnceAndOneFreezeLiftedLeavesTheOther() {
        ApiCaller agent = TestStaff.signIn(port, "agent");
        ApiCaller supervisor = TestStaff.signIn(port, "supervisor");
        String mine = freeze("{}").json().path("id").asString();
        String path = "/api/v1/desk/customers/" + lin.id() + "/freezes";
        String law = "{\"cause\":\"LAW\",\"reason\":\"Order 42 of the court.\"}";
        assertThat(agent.post(path, law).code()).isEqualTo("NOT_ALLOWED");
        assertThat(supervisor.post(path, law.replace("LAW", "CUSTOMER")).status()).isEqualTo(400);
        ApiCaller.Answer frozen = supervisor.post(path, law);
        assertThat(frozen.status()).as(frozen.text()).isEqualTo(201);
        ApiCaller.Answer refused = transfer("1.00");
        assertThat(refused.json().path("detail").asString())
                .contains("authority", "Order 42 of the court.");
        String id = propose(agent, mine).json().path("id").asString();
        assertThat(decide(supervisor, id, "approve").status()).isEqualTo(200);
        assertThat(transfer("1.00").code()).isEqualTo("ACCOUNT_FROZEN");
        String other = frozen.json().path("id").asString();
        id = propose(agent, other).json().path("id").asString();
        assertThat(decide(supervisor, id, "approve").status()).isEqualTo(200);
        assertThat(transfer("1.00").status()).isEqualTo(201);
        String customer = "/api/v1/desk/customers/" + lin.id();
        supervisor.post(customer + "/looks", "{\"reason\":\"to see what is left\"}");
        assertThat(supervisor.get(customer).text()).contains("Order 42 of the court.");
    }

    @Test
    void aFreezeOnSuspicionEndsEverySessionAndIsToldWithItsReason() {
        ApiCaller agent = TestStaff.signIn(port, "agent");
        String path = "/api/v1/desk/customers/" + lin.id() + "/freezes";
        String risk = "{\"cause\":\"RISK\",\"reason\":\"Payments to a known swindler.\"}";
        assertThat(agent.post(path, risk).status()).isEqualTo(201);
        assertThat(agent.post(path, risk).status()).isEqualTo(201);
        assertThat(lin.api().get("/api/v1/session").status()).isEqualTo(401);
        ApiCaller back = new ApiCaller(port);
        assertThat(signIn(back).status()).isEqualTo(201);
        JsonNode items = back.get("/api/v1/me/freezes").json().path("items");
        assertThat(items.size()).isEqualTo(1);
        assertThat(items.at("/0/reason").asString()).isEqualTo("Payments to a known swindler.");
        assertThat(
                        agent.post(
                                        path.replace(
                                                lin.id().toString(), UUID.randomUUID().toString()),
                                        risk)
                                .status())
                .isEqualTo(404);
        assertThat(lin.api().post(path, risk).status()).isEqualTo(401);
    }

    private ApiCaller.Answer freeze(String body) {
        return lin.api().post("/api/v1/me/freezes", body);
    }

    private ApiCaller.Answer transfer(String amount) {
        return send(lin, payee, amount);
    }

    private static ApiCaller.Answer send(TestCustomer from, TestCustomer to, String amount) {
        return from.api()
                .post(
                        "/api/v1/transfers",
                        """
                        {"toPhone":"%s","amount":{"amount":"%s","asset":"CNY"},"pin":"%s"}\
                        """
                                .formatted(to.phone(), amount, TestCustomer.PIN));
    }

    private ApiCaller.Answer withdraw(String amount) {
        return lin.api()
                .post(
                        "/api/v1/withdrawals",
                        """
                        {"channel":"sandbox","destination":"4111111111111111",\
                        "amount":{"amount":"%s","asset":"CNY"},"pin":"%s"}\
                        """
                                .formatted(amount, TestCustomer.PIN));
    }

    private ApiCaller.Answer signIn(ApiCaller caller) {
        return caller.post(
                "/api/v1/sessions",
                """
                {"phone":"%s","password":"%s"}\
                """
                        .formatted(lin.phone(), TestCustomer.PASSWORD));
    }

    private static ApiCaller.Answer propose(ApiCaller staff, String freeze) {
        return staff.post(
                "/api/v1/desk/proposals",
                """
                {"kind":"UNFREEZE","target":"%s","reason":"Called back, it is her",\
                "evidence":"She named the last two payments"}\
                """
                        .formatted(freeze));
    }

    private static ApiCaller.Answer decide(ApiCaller staff, String id, String how) {
        return staff.post("/api/v1/desk/proposals/" + id + "/" + how, "{}");
    }

    private static String event(TestCustomer who, String kind) {
        JsonNode all = who.api().get("/api/v1/me/activity").json().path("items");
        return one(all, it -> it.path("kind").asString().equals(kind)).path("id").asString();
    }

    private static JsonNode one(JsonNode items, Predicate<JsonNode> which) {
        return StreamSupport.stream(items.spliterator(), false)
                .filter(which)
                .findFirst()
                .orElseThrow();
    }

    private static String conversation(TestCustomer who) {
        for (int i = 0; i < 200; i++) {
            JsonNode items = who.api().get("/api/v1/conversations").json().path("items");
            if (items.size() > 0) {
                return items.at("/0/id").asString();
            }
            java.util.concurrent.locks.LockSupport.parkNanos(50_000_000);
        }
        throw new AssertionError("no conversation was opened");
    }

    private String lines(String conversation, String until) {
        String path = "/api/v1/conversations/" + conversation + "/messages";
        for (int i = 0; i < 200; i++) {
            String text = lin.api().get(path).text();
            if (text.contains(until)) {
                return text;
            }
            java.util.concurrent.locks.LockSupport.parkNanos(50_000_000);
        }
        throw new AssertionError("nothing says " + until);
    }
}
