package io.xiaohu.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.kernel.Written;
import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.TestCustomer;
import io.xiaohu.testing.TestStaff;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Staff find movements of anybody and open them; each look has a reason and is recorded. */
@IntegrationTest
class DeskMovementsIntegrationTests {

    private static final String PATH = "/api/v1/desk/movements";
    private static final Duration PATIENCE = Duration.ofSeconds(6);

    @LocalServerPort private int port;
    @Autowired private JdbcClient sql;

    private ApiCaller agent;
    private TestCustomer chen;
    private TestCustomer lin;

    @BeforeEach
    void people() {
        agent = TestStaff.signIn(port, "agent");
        chen = TestCustomer.register(port, "陈晓宁").withPin().withMoney("500.00");
        lin = TestCustomer.register(port, "林小满").withPin();
    }

    @Test
    void aNumberOfAMovementOfAnOrderOrOfAPostingLeadsToItWithMaskedPeople() {
        String transfer = pay("36.50");
        JsonNode found = only(get(PATH + "?q=" + transfer));
        assertThat(found.path("kind").asString()).isEqualTo("TRANSFER_OUT");
        assertThat(found.at("/customer/name").asString()).isEqualTo("陈**");
        assertThat(found.at("/customer/phone").asString()).contains("****");
        assertThat(found.toString()).doesNotContain("晓宁", "小满", chen.phone(), lin.phone());
        String topUp = topUps(chen).getFirst();
        assertThat(only(get(PATH + "?q=" + topUp)).path("kind").asString()).isEqualTo("TOP_UP");
        look(chen);
        String posting = get(PATH + "/" + topUp).json().at("/postings/0/id").asString();
        assertThat(posting).isNotEqualTo(topUp);
        assertThat(only(get(PATH + "?q=" + posting)).path("id").asString()).isEqualTo(topUp);
        assertThat(get(PATH + "?q=018f0000-0000-7000-8000-000000000000").json().path("items"))
                .isEmpty();
    }

    @Test
    void aCustomersMovementsNeedAReasonWhichIsAskedOnceAndRecorded() {
        pay("12.00");
        String hers = PATH + "?customer=" + whose(chen.phone());
        ApiCaller.Answer asked = get(hers);
        assertThat(asked.code()).isEqualTo("LOOK_REASON_NEEDED");
        assertThat(asked.json().at("/subject/id").asString()).isEqualTo(chen.id().toString());
        assertThat(lookLines()).isEmpty();
        look(chen);
        assertThat(amounts(get(hers))).containsExactly("-12.00", "500.00");
        assertThat(amounts(get(PATH + "?customer=" + chen.id() + "&kind=TOP_UP")))
                .containsExactly("500.00");
        assertThat(lookLines())
                .hasSize(2)
                .allMatch(line -> line.contains("asked by telephone"))
                .noneMatch(line -> line.contains(chen.phone()));
        ApiCaller elsewhere = TestStaff.signIn(port, "agent");
        assertThat(elsewhere.get(PATH + "?customer=" + chen.id()).code())
                .as("another session")
                .isEqualTo("LOOK_REASON_NEEDED");
        assertThat(get(PATH + "?customer=" + lin.id()).code())
                .as("another customer")
                .isEqualTo("LOOK_REASON_NEEDED");
    }

    @Test
    void aConversationInHandIsAReason() {
        String transfer = pay("7.00");
        String talk =
                chen.api()
                        .post(
                                "/api/v1/conversations",
                                """
                                {"message":"?","subject":{"kind":"TRANSFER","id":"%s"}}\
                                """
                                        .formatted(transfer))
                        .json()
                        .path("id")
                        .asString();
        assertThat(get(PATH + "/" + transfer).code()).isEqualTo("LOOK_REASON_NEEDED");
        agent.post("/api/v1/desk/conversations/" + talk + "/claim", "{}");
        ApiCaller.Answer opened = get(PATH + "/" + transfer);
        assertThat(opened.status()).as(opened.text()).isEqualTo(200);
        assertThat(opened.json().at("/conversations/0/id").asString()).isEqualTo(talk);
        assertThat(lookLines()).hasSize(1).allMatch(line -> line.contains(talk));
    }

    @Test
    void whatIsOpenedShowsItsLifeBothSidesAndWhatWasGivenBack() {
        String transfer = pay("20.00");
        look(chen);
        JsonNode opened = get(PATH + "/" + transfer).json();
        assertThat(opened.path("timeline")).isNotEmpty();
        assertThat(opened.at("/other/name").asString()).isEqualTo("林**");
        JsonNode changes = opened.at("/postings/0/changes");
        assertThat(texts(changes, "/amount/amount")).containsExactlyInAnyOrder("-20.00", "20.00");
        assertThat(changes.toString()).contains("陈**", "林**").doesNotContain("晓宁");
        assertThat(opened.path("linked")).isEmpty();
        ApiCaller.Answer back =
                lin.api()
                        .post(
                                "/api/v1/transfers/" + transfer + "/returns",
                                "{\"pin\":\"" + TestCustomer.PIN + "\"}");
        assertThat(back.status()).as(back.text()).isLessThan(300);
        JsonNode linked = until(() -> get(PATH + "/" + transfer).json().path("linked"));
        assertThat(linked.at("/0/givesBack").asBoolean()).isTrue();
        String returned = linked.at("/0/movement/id").asString();
        look(lin);
        JsonNode other = get(PATH + "/" + returned).json().path("linked");
        assertThat(other.at("/0/movement/id").asString()).isEqualTo(transfer);
        assertThat(other.at("/0/givesBack").asBoolean()).isFalse();
    }

    @Test
    void aFailedTopUpShowsItsOrderAndWhyAndAWithdrawalItsHold() {
        chen.api().post("/api/v1/top-ups", body("9.03", ""));
        String withdrawal =
                chen.api()
                        .post(
                                "/api/v1/withdrawals",
                                body(
                                        "50.00",
                                        ",\"destination\":\"6222020000000000000\",\"pin\":\""
                                                + TestCustomer.PIN
                                                + "\""))
                        .json()
                        .path("id")
                        .asString();
        look(chen);
        JsonNode failed = get(PATH + "/" + topUps(chen).getFirst()).json();
        assertThat(failed.at("/failure/code").asString()).isEqualTo("CHANNEL_REJECTED");
        assertThat(failed.at("/order/state").asString()).isEqualTo("FAILED");
        assertThat(failed.at("/order/channelName").asString()).isNotBlank();
        assertThat(failed.path("postings")).isEmpty();
        JsonNode paid = get(PATH + "/" + withdrawal).json();
        assertThat(paid.at("/postings/0/hold/state").asString()).isEqualTo("CAPTURED");
        assertThat(paid.path("postings")).hasSize(2);
    }

    @Test
    void withoutACustomerAPeriodAndSomethingFewHaveFindIt() {
        String odd = "%d.%02d".formatted(41 + random(30), 10 + random(80));
        String transfer = pay(odd);
        String failed = "%d.03".formatted(3000 + random(900));
        chen.api().post("/api/v1/top-ups", body(failed, ""));
        String days = "from=%s&to=%s".formatted(today(), today().plusDays(1));
        String exact = PATH + "?" + days + "&min=" + odd + "&max=" + odd;
        JsonNode hit = until(() -> get(exact).json().path("items"));
        assertThat(ids(hit)).contains(transfer);
        assertThat(hit.toString()).doesNotContain("晓宁", chen.phone());
        String failures = PATH + "?" + days + "&state=FAILED&min=" + failed + "&max=" + failed;
        assertThat(amounts(get(failures))).contains(failed);
        assertThat(amounts(get(exact + "&kind=TOP_UP"))).doesNotContain("-" + odd);
        assertThat(amounts(get(exact + "&asset=BTC"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?kind=TOP_UP",
                "?min=5",
                "?from=2026-11-01&to=2026-11-30&min=5",
                "?from=2026-11-01&to=2026-11-02",
                "?from=2026-11-01&to=2026-11-02&state=SUCCEEDED",
            })
    void aSearchThatCouldReadTheWholeLedgerIsToldSoInOneSentence(String query) {
        ApiCaller.Answer answer = get(PATH + query);
        assertThat(answer.code()).isEqualTo("BAD_INPUT");
        assertThat(answer.text()).contains("at most 7 days");
    }

    @Test
    void wordsThatAreNeitherANumberNorAPhoneAreRefused() {
        assertThat(get(PATH + "?q=lunch").text()).contains("whole phone number");
        assertThat(search("lunch").text()).contains("whole phone number");
        assertThat(search("13999999999").json().path("items")).isEmpty();
    }

    @Test
    void aPhoneNumberIsLookedForInABodyAndNeverInAnAddress() {
        assertThat(get(PATH + "?q=" + chen.phone()).code()).isEqualTo("BAD_INPUT");
        JsonNode found = search(chen.phone()).json().path("items").path(0);
        assertThat(found.path("id").asString()).isEqualTo(chen.id().toString());
        assertThat(found.toString()).doesNotContain(chen.phone(), "晓宁");
    }

    @Test
    void nobodyElseSearches() {
        assertThat(chen.api().get(PATH).status()).isIn(401, 403);
        assertThat(new ApiCaller(port).get(PATH).status()).isEqualTo(401);
        for (String role : List.of("supervisor", "finance", "admin")) {
            assertThat(TestStaff.signIn(port, role).get(PATH).code())
                    .as(role)
                    .isEqualTo("BAD_INPUT");
        }
    }

    private String pay(String amount) {
        ApiCaller.Answer paid =
                chen.api()
                        .post(
                                "/api/v1/transfers",
                                """
                                {"toPhone":"%s","amount":{"amount":"%s","asset":"CNY"},"pin":"%s"}\
                                """
                                        .formatted(lin.phone(), amount, TestCustomer.PIN));
        assertThat(paid.status()).as(paid.text()).isEqualTo(201);
        return paid.json().path("id").asString();
    }

    private ApiCaller.Answer get(String path) {
        return agent.get(path);
    }

    private void look(TestCustomer customer) {
        ApiCaller.Answer noted =
                agent.post(
                        "/api/v1/desk/customers/" + customer.id() + "/looks",
                        "{\"reason\":\"asked by telephone\"}");
        assertThat(noted.status()).as(noted.text()).isEqualTo(204);
    }

    /** What the trail has about looks at Chen's money. */
    private List<String> lookLines() {
        return sql.sql(
                        """
                        select l::text
                        from audit.line l
                        where subject = :subject
                        and action in ('movements.searched', 'movement.viewed')
                        """)
                .param("subject", "customer:" + chen.id())
                .query((row, n) -> String.valueOf(row.getString(1)))
                .list();
    }

    private static List<String> topUps(TestCustomer customer) {
        return ids(customer.api().get("/api/v1/movements?kind=TOP_UP").json().path("items"));
    }

    private static String body(String amount, String more) {
        return "{\"channel\":\"sandbox\",\"amount\":{\"amount\":\"%s\",\"asset\":\"CNY\"}%s}"
                .formatted(amount, more);
    }

    private static JsonNode only(ApiCaller.Answer answer) {
        assertThat(answer.json().path("items")).as(answer.text()).hasSize(1);
        return answer.json().path("items").path(0);
    }

    private static List<String> amounts(ApiCaller.Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return texts(answer.json().path("items"), "/amount/amount");
    }

    private static List<String> ids(JsonNode items) {
        return texts(items, "/id");
    }

    private static List<String> texts(JsonNode items, String at) {
        return StreamSupport.stream(items.spliterator(), false)
                .map(item -> item.at(at).asString())
                .toList();
    }

    private static LocalDate today() {
        return LocalDate.now(Written.ZONE);
    }

    private static int random(int below) {
        return ThreadLocalRandom.current().nextInt(below);
    }

    private interface Read {
        JsonNode now();
    }

    /** What follows the ledger's events is there a moment later. */
    private static JsonNode until(Read read) {
        Instant limit = Instant.now().plus(PATIENCE);
        JsonNode found = read.now();
        while (found.isEmpty() && Instant.now().isBefore(limit)) {
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            found = read.now();
        }
        assertThat(found).isNotEmpty();
        return found;
    }

    private ApiCaller.Answer search(String phone) {
        return agent.post("/api/v1/desk/customer-searches", "{\"phone\":\"" + phone + "\"}");
    }

    private String whose(String phone) {
        return search(phone).json().path("items").path(0).path("id").asString();
    }
}
