package io.xiaohu.support.requests;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.AtOnce;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.TestClock;
import io.xiaohu.testing.TestCustomer;
import io.xiaohu.testing.TestStaff;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Requests: forms, states, due times, links, and the way to a conversation and back. */
@IntegrationTest
class ServiceRequestsIntegrationTests {

    private static final String MINE = "/api/v1/service-requests";
    private static final String DESK = "/api/v1/desk/service-requests";

    @LocalServerPort private int port;
    @Autowired private TestClock clock;
    @Autowired private JdbcClient sql;
    @Autowired private RequestSweep sweep;

    @SuppressWarnings("NullAway.Init")
    private TestCustomer chen;

    @SuppressWarnings("NullAway.Init")
    private ApiCaller agent;

    @BeforeEach
    void people() {
        chen = TestCustomer.register(port, "陈晓宁");
        agent = TestStaff.signIn(port, "agent");
    }

    @AfterEach
    void putTheClockBack() {
        clock.reset();
    }

    @Test
    void aRequestIsSubmittedWithItsFieldsAndTellsByWhen() {
        Instant before = clock.instant();
        JsonNode request = submitted(topUp("200.00", "2026-01-05T10:00:00+08:00"));
        assertThat(request.path("state").asString()).isEqualTo("SUBMITTED");
        assertThat(request.path("turn").asString()).isEqualTo("OURS");
        assertThat(request.path("number").asString()).matches("[0-9]{8}");
        // The default calendar is always open; what is promised for a normal topic is a day.
        assertThat(Instant.parse(request.path("dueAt").asString()))
                .isBetween(
                        before.plus(Duration.ofDays(1)), clock.instant().plus(Duration.ofDays(1)));
        String id = request.path("id").asString();
        JsonNode one = chen.api().get(MINE + "/" + id).json();
        assertThat(one.path("answers").toString())
                .contains("Bank card")
                .contains("200.00")
                .contains("5 Jan");
        assertThat(lines(id)).anySatisfy(line -> assertThat(line).contains("钱没到账"));
        // It is no conversation somebody waits in.
        assertThat(TestStaff.box(agent, "waiting")).doesNotContain(id);
        assertThat(clocks(id)).isZero();
    }

    @Test
    void whatIsUnfitIsNamedFieldByFieldInTheReadersLanguage() {
        ApiCaller.Answer refused = submit(topUp("12.345", "2036-01-01T00:00:00Z"));
        assertThat(refused.status()).as(refused.text()).isEqualTo(400);
        assertThat(fields(refused)).containsExactlyInAnyOrder("values.amount", "values.time");
        chen.api().speaking("zh-CN");
        ApiCaller.Answer missing =
                submit("{\"topic\":\"CODE\",\"message\":\"收不到\",\"values\":{\"nothing\":\"x\"}}");
        assertThat(fields(missing))
                .containsExactlyInAnyOrder(
                        "values.phone", "values.handset", "values.carrier", "values.nothing");
        assertThat(missing.text()).contains("请填写手机型号");
        assertThat(chen.api().get(MINE).json().path("items").size()).isZero();
    }

    @Test
    void aConversationBecomesARequestAndOneAgainWithEveryLineKept() {
        String id =
                chen.api()
                        .post(
                                "/api/v1/conversations",
                                "{\"topic\":\"TOP_UP\",\"message\":\"钱到底在哪\"}")
                        .json()
                        .path("id")
                        .asString();
        agent.post("/api/v1/desk/conversations/" + id + "/claim", "{}");
        reply(id, "我查一下");
        agent.post(
                "/api/v1/desk/conversations/" + id + "/messages",
                "{\"clientId\":\"n\",\"text\":\"内部备注\",\"internal\":true}");
        List<String> said = staffLines(id);
        ApiCaller.Answer converted =
                agent.post(
                        "/api/v1/desk/conversations/" + id + "/service-request",
                        "{\"values\":{\"amount\":\"200.00\"},\"complaint\":true}");
        assertThat(converted.status()).as(converted.text()).isEqualTo(200);
        JsonNode request = converted.json().path("line").path("request");
        String number = request.path("number").asString();
        assertThat(request.path("state").asString()).isEqualTo("IN_PROGRESS");
        assertThat(running(id)).isZero();
        assertThat(staffLines(id)).containsSequence(said).hasSize(said.size() + 1);
        chen.api()
                .post(
                        "/api/v1/conversations/" + id + "/messages",
                        "{\"clientId\":\"c9\",\"text\":\"好的，等您\"}");
        List<String> asRequest = staffLines(id);
        assertThat(TestStaff.box(agent, "mine")).doesNotContain(id);

        assertThat(moved(id, "CONVERSATION", "").status()).isEqualTo(200);
        assertThat(staffLines(id)).containsSequence(asRequest);
        assertThat(TestStaff.box(agent, "mine")).contains(id);
        assertThat(running(id)).isEqualTo(2);
        reply(id, "查到了");
        JsonNode again =
                agent.post("/api/v1/desk/conversations/" + id + "/service-request", "{}")
                        .json()
                        .path("line")
                        .path("request");
        assertThat(again.path("number").asString()).isEqualTo(number);
        assertThat(again.path("complaint").asBoolean()).isTrue();
        assertThat(staffLines(id)).containsSequence(said).contains("好的，等您", "查到了");
    }

    @Test
    void timeRunsOnlyWhileItIsOursToAct() {
        String id = id(submitted(topUp("10.00", "2026-01-05T10:00:00+08:00")));
        clock.advance(Duration.ofHours(2));
        assertThat(moved(id, "WAITING_FOR_CUSTOMER", "请发一张扣款截图").status()).isEqualTo(200);
        JsonNode waiting = request(id);
        assertThat(waiting.path("turn").asString()).isEqualTo("CUSTOMER");
        assertThat(waiting.path("dueAt").isMissingNode()).isTrue();
        assertThat(lines(id)).contains("请发一张扣款截图");
        clock.advance(Duration.ofDays(3));
        Instant asked = clock.instant();
        write(id, "发了");
        JsonNode ours = request(id);
        assertThat(ours.path("state").asString()).isEqualTo("IN_PROGRESS");
        assertThat(Instant.parse(ours.path("dueAt").asString()))
                .isBetween(
                        asked.plus(Duration.ofHours(22)).minusSeconds(60),
                        asked.plus(Duration.ofHours(22)).plusSeconds(60));
        assertThat(ours.path("late").asBoolean()).isFalse();
        clock.advance(Duration.ofHours(23));
        assertThat(request(id).path("late").asBoolean()).isTrue();
        assertThat(agent.get(DESK + "?box=overdue").text()).contains(id);
        AtOnce.times(3, n -> swept());
        ApiCaller supervisor = TestStaff.signIn(port, "supervisor");
        assertThat(TestStaff.mentions(supervisor, id)).as("told once of what is late").hasSize(1);
        assertThat(TestStaff.mentions(agent, id)).isEmpty();
    }

    @Test
    void aResolvedOneClosesByItselfAndAClosedOneReopensForFourteenDays() {
        String id = id(submitted(topUp("10.00", "2026-01-05T10:00:00+08:00")));
        moved(id, "RESOLVED", "已补入账");
        assertThat(request(id).path("until").asString()).isNotEmpty();
        clock.advance(Duration.ofDays(8));
        AtOnce.times(3, n -> swept());
        assertThat(request(id).path("state").asString()).isEqualTo("CLOSED");
        assertThat(agent.post("/api/v1/desk/conversations/" + id + "/reopen", "{}").code())
                .as("its conversation alone is not opened again")
                .isEqualTo("CONVERSATION_CLOSED");
        chen.api().post("/api/v1/sessions", signIn());
        assertThat(chen.api().post(MINE + "/" + id + "/reopen", "{\"message\":\"还是没到\"}").status())
                .isEqualTo(200);
        assertThat(request(id).path("state").asString()).isEqualTo("IN_PROGRESS");
        assertThat(lines(id)).contains("还是没到");
        assertThat(chen.api().post(MINE + "/" + id + "/close", "{}").status()).isEqualTo(200);
        clock.advance(Duration.ofDays(15));
        chen.api().post("/api/v1/sessions", signIn());
        ApiCaller.Answer late =
                chen.api().post(MINE + "/" + id + "/reopen", "{\"message\":\"又来了\"}");
        assertThat(late.code()).as(late.text()).isEqualTo("REQUEST_REOPEN_TOO_LATE");
        JsonNode next =
                submitted(
                        """
                        {"topic":"OTHER","message":"同一件事","followUpOf":"%s"}\
                        """
                                .formatted(id));
        assertThat(chen.api().get(MINE + "/" + id(next)).json().path("links").toString())
                .contains("FOLLOW_UP_OF")
                .contains(id);
    }

    @Test
    void aDuplicateIsClosedAndPointsToTheOther() {
        String one = id(submitted("{\"topic\":\"OTHER\",\"message\":\"一\"}"));
        JsonNode other = submitted("{\"topic\":\"OTHER\",\"message\":\"二\"}");
        TestCustomer eve = TestCustomer.register(port);
        JsonNode hers = eve.api().post(MINE, "{\"topic\":\"OTHER\",\"message\":\"三\"}").json();
        assertThat(request(one).path("state").asString()).isEqualTo("SUBMITTED");
        assertThat(link(one, "DUPLICATE_OF", hers).status()).isEqualTo(400);
        assertThat(link(one, "RELATED", hers).status()).isEqualTo(200);
        assertThat(chen.api().get(MINE + "/" + one).text()).doesNotContain(id(hers));
        assertThat(link(one, "DUPLICATE_OF", other).status()).isEqualTo(200);
        JsonNode closed = agent.get(DESK + "/" + one).json();
        assertThat(closed.at("/line/request/state").asString()).isEqualTo("CLOSED");
        assertThat(closed.path("changes").toString()).contains("LINKED");
        JsonNode first = submitted("{\"topic\":\"OTHER\",\"message\":\"四\"}");
        assertThat(link(id(other), "DUPLICATE_OF", first).status())
                .as("it has a duplicate itself")
                .isEqualTo(400);
    }

    @Test
    void reopeningCountsAsSubmittingDoes() {
        String id = id(submitted("{\"topic\":\"OTHER\",\"message\":\"一\"}"));
        List<Integer> answers = new ArrayList<>();
        for (int i = 0; i < 31; i++) {
            chen.api().post(MINE + "/" + id + "/close", "{}");
            answers.add(
                    chen.api().post(MINE + "/" + id + "/reopen", "{\"message\":\"还有\"}").status());
        }
        assertThat(answers.subList(0, 20)).containsOnly(200);
        assertThat(answers).endsWith(429);
    }

    @Test
    void aMoveTheStateDoesNotAllowIsRefusedAndSoIsAColleaguesRequest() {
        String id = id(submitted("{\"topic\":\"OTHER\",\"message\":\"一\"}"));
        assertThat(agent.post(DESK + "/" + id + "/take", "{}").status()).isEqualTo(200);
        ApiCaller supervisor = TestStaff.signIn(port, "supervisor");
        ApiCaller.Answer theirs =
                supervisor.post(DESK + "/" + id + "/state", "{\"state\":\"RESOLVED\"}");
        assertThat(theirs.code()).isEqualTo("ALREADY_CLAIMED");
        moved(id, "CLOSED", "");
        assertThat(moved(id, "RESOLVED", "").code()).isEqualTo("REQUEST_NOT_MOVABLE");
    }

    @Test
    void otherPeoplesRequestsAreNotThere() {
        String id = id(submitted("{\"topic\":\"OTHER\",\"message\":\"一\"}"));
        TestCustomer eve = TestCustomer.register(port);
        assertThat(eve.api().get(MINE + "/" + id).status()).isEqualTo(404);
        assertThat(eve.api().post(MINE + "/" + id + "/close", "{}").status()).isEqualTo(404);
        assertThat(
                        eve.api()
                                .post(
                                        MINE,
                                        """
                                        {"topic":"OTHER","message":"x","followUpOf":"%s"}\
                                        """
                                                .formatted(id))
                                .status())
                .isEqualTo(404);
        assertThat(agent.get(DESK + "/" + UUID.randomUUID()).status()).isEqualTo(404);
    }

    @Test
    void theListGoesOnPageByPageWithNothingTwice() {
        for (int n = 0; n < 3; n++) {
            submitted("{\"topic\":\"PRIVACY\",\"message\":\"一\"}");
        }
        sql.sql("update support.service_request set due_at = null where topic = 'PRIVACY'")
                .update();
        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = agent.get(DESK + "?topic=PRIVACY" + cursor).json();
            page.path("items").forEach(line -> seen.add(id(line.path("request"))));
            String next = page.path("next").asString("");
            cursor = next.isEmpty() ? "" : "&cursor=" + next;
        } while (!cursor.isEmpty());
        assertThat(seen).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(3);
    }

    private boolean swept() {
        sweep.run();
        return true;
    }

    private String signIn() {
        return "{\"phone\":\"%s\",\"password\":\"%s\"}"
                .formatted(chen.phone(), TestCustomer.PASSWORD);
    }

    private static String topUp(String amount, String at) {
        return """
        {"topic":"TOP_UP","message":"钱没到账",
        "values":{"channel":"BANK_CARD","amount":"%s","time":"%s"}}\
        """
                .formatted(amount, at);
    }

    private ApiCaller.Answer submit(String body) {
        return chen.api().post(MINE, body);
    }

    private JsonNode submitted(String body) {
        ApiCaller.Answer answer = submit(body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json();
    }

    private ApiCaller.Answer moved(String id, String to, String note) {
        agent = TestStaff.signIn(port, "agent");
        return agent.post(
                DESK + "/" + id + "/state",
                "{\"state\":\"%s\",\"note\":\"%s\"}".formatted(to, note));
    }

    private ApiCaller.Answer link(String id, String kind, JsonNode other) {
        return agent.post(
                DESK + "/" + id + "/links",
                "{\"kind\":\"%s\",\"number\":\"%s\"}"
                        .formatted(kind, other.path("number").asString()));
    }

    private void reply(String id, String text) {
        assertThat(
                        agent.post(
                                        "/api/v1/desk/conversations/" + id + "/messages",
                                        "{\"clientId\":\"%s\",\"text\":\"%s\"}"
                                                .formatted(UUID.randomUUID(), text))
                                .status())
                .isEqualTo(201);
    }

    private void write(String id, String text) {
        chen.api().post("/api/v1/sessions", signIn());
        assertThat(
                        chen.api()
                                .post(
                                        "/api/v1/conversations/" + id + "/messages",
                                        "{\"clientId\":\"%s\",\"text\":\"%s\"}"
                                                .formatted(UUID.randomUUID(), text))
                                .status())
                .isEqualTo(201);
    }

    private JsonNode request(String id) {
        agent = TestStaff.signIn(port, "agent");
        agent.post(
                "/api/v1/desk/customers/" + chen.id() + "/looks", "{\"reason\":\"the next day\"}");
        return agent.get(DESK + "/" + id).json().path("line").path("request");
    }

    private static String id(JsonNode request) {
        return request.path("id").asString();
    }

    private List<String> lines(String id) {
        return texts(chen.api().get("/api/v1/conversations/" + id + "/messages"));
    }

    private List<String> staffLines(String id) {
        return texts(agent.get("/api/v1/desk/conversations/" + id + "/messages"));
    }

    private static List<String> texts(ApiCaller.Answer answer) {
        List<String> all = new ArrayList<>();
        answer.json().path("items").forEach(line -> all.add(line.path("text").asString()));
        return all;
    }

    private static List<String> fields(ApiCaller.Answer answer) {
        List<String> all = new ArrayList<>();
        answer.json().path("fields").forEach(field -> all.add(field.path("name").asString()));
        return all;
    }

    private int clocks(String id) {
        return sql.sql(
                        "select count(*) from support.service_clock"
                                + " where conversation_id = cast(:id as uuid)")
                .param("id", id)
                .query(Integer.class)
                .single();
    }

    private int running(String id) {
        return sql.sql(
                        "select count(*) from support.service_clock"
                                + " where conversation_id = cast(:id as uuid)"
                                + " and stopped_at is null")
                .param("id", id)
                .query(Integer.class)
                .single();
    }
}
