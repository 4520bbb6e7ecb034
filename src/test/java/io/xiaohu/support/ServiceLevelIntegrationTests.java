package io.xiaohu.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.AppHours;
import io.xiaohu.testing.AtOnce;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.TestClock;
import io.xiaohu.testing.TestCustomer;
import io.xiaohu.testing.TestStaff;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Answers are due in open time; a clock warns, is missed once, pauses, and is reported. */
@IntegrationTest
class ServiceLevelIntegrationTests {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final String CALENDARS = "/api/v1/desk/service-calendars";
    private static final String LEVELS = "/api/v1/desk/service-levels";

    @LocalServerPort private int port;
    @Autowired private ClockSweep sweep;
    @Autowired private TestClock clock;
    @Autowired private JdbcClient sql;

    @AfterEach
    void putTheClockBack() {
        clock.reset();
    }

    @Test
    void aQuestionThatWaitsIsWarnedOfAndMissedOnceWhoeverSweeps() {
        TestCustomer chen = TestCustomer.register(port);
        String id = opened(chen, "OTHER");
        JsonNode item = item(id);
        assertThat(item.path("priority").asString()).isEqualTo("NORMAL");
        assertThat(state(item, "FIRST")).isEqualTo("RUNNING");
        assertThat(due(item, "FIRST")).isEqualTo(openedAt(item).plus(Duration.ofMinutes(10)));
        assertThat(due(item, "RESOLUTION")).isEqualTo(openedAt(item).plus(Duration.ofDays(1)));
        clock.advance(Duration.ofMinutes(8));
        AtOnce.times(4, n -> swept());
        assertThat(state(item(id), "FIRST")).isEqualTo("WARNED");
        assertThat(row(id, "FIRST", "warned_at is not null and escalated_at is null")).isTrue();
        assertThat(notes(id)).isEmpty();
        clock.advance(Duration.ofMinutes(3));
        AtOnce.times(4, n -> swept());
        swept();
        assertThat(state(item(id), "FIRST")).isEqualTo("MISSED");
        assertThat(notes(id)).hasSize(1).allMatch(note -> note.contains("first answer"));
        assertThat(TestStaff.mentions(TestStaff.signIn(port, "supervisor"), id)).hasSize(1);
        assertThat(chen.api().get(mine(id)).text()).doesNotContain("first answer");
        answer(id, "来了");
        assertThat(row(id, "FIRST", "met = false and stopped_at is not null")).isTrue();
    }

    @Test
    void aClockPausesWhileWeWaitForTheCustomerAndEachQuestionHasItsOwn() {
        TestCustomer chen = TestCustomer.register(port);
        String id = opened(chen, "PAYMENT");
        Instant opened = openedAt(item(id));
        clock.advance(Duration.ofMinutes(2));
        answer(id, "请问是哪一笔？");
        JsonNode waiting = item(id);
        assertThat(row(id, "FIRST", "met and spent_micros between 120e6 and 180e6")).isTrue();
        assertThat(state(waiting, "RESOLUTION")).isEqualTo("PAUSED");
        clock.advance(Duration.ofMinutes(40));
        chen.api().post(mine(id), line("c2", "昨天那笔"));
        chen.api().post(mine(id), line("c3", "50 元的"));
        JsonNode asked = item(id);
        assertThat(state(asked, "NEXT")).isEqualTo("RUNNING");
        assertThat(asked.path("clocks").size()).isEqualTo(2);
        // What was waited for the customer is not counted
        assertThat(due(asked, "RESOLUTION"))
                .isBetween(
                        opened.plus(Duration.ofDays(1)).plus(Duration.ofMinutes(39)),
                        opened.plus(Duration.ofDays(1)).plus(Duration.ofMinutes(41)));
        answer(id, "查到了");
        chen.api().post(mine(id), line("c4", "谢谢，还有一个问题"));
        chen.api().post("/api/v1/conversations/" + id + "/close", "{}");
        assertThat(count(id, "NEXT", "met")).isEqualTo(1);
        assertThat(count(id, "NEXT", "stopped_at is not null and met is null")).isEqualTo(1);
        assertThat(row(id, "RESOLUTION", "met")).isTrue();
        assertThat(item(id).path("clocks").size()).isZero();
    }

    @Test
    void aCalendarThatChangesMovesWhatIsDueAndNightsAndHolidaysDoNotCount() {
        ApiCaller admin = TestStaff.signIn(port, "admin");
        AppHours.set(admin, rules("00:00-24:00"));
        String id = opened(TestCustomer.register(port), "OTHER");
        Instant before = due(item(id), "FIRST");
        LocalDate today = openedAt(item(id)).atZone(SHANGHAI).toLocalDate();
        close(admin, today, "CLOSED");
        close(admin, today.plusDays(1), "CLOSED");
        assertThat(due(item(id), "FIRST"))
                .isEqualTo(today.plusDays(2).atStartOfDay(SHANGHAI).plusMinutes(10).toInstant());
        clock.advance(Duration.ofMinutes(30));
        swept();
        assertThat(state(item(id), "FIRST")).isEqualTo("RUNNING");
        // Where the change could not do it itself, the sweep does
        close(admin, today, "WEEK");
        close(admin, today.plusDays(1), "WEEK");
        sql.sql(
                        "update support.service_clock set calendar_version = 0, due_at = now() +"
                                + " interval '9 days' where conversation_id = cast(:id as uuid)")
                .param("id", id)
                .update();
        swept();
        assertThat(due(item(id), "FIRST")).isEqualTo(before);
        assertThat(state(item(id), "FIRST")).isEqualTo("MISSED");
    }

    @Test
    void aPriorityChangesThePromiseAndTheInboxIsSortedByWhatIsDue() {
        TestCustomer chen = TestCustomer.register(port);
        String calm = opened(chen, "OTHER");
        String fraud = opened(chen, "PHISHING");
        assertThat(item(fraud).path("priority").asString()).isEqualTo("URGENT");
        assertThat(due(item(fraud), "FIRST"))
                .isEqualTo(openedAt(item(fraud)).plus(Duration.ofMinutes(1)));
        ApiCaller agent = TestStaff.signIn(port, "agent");
        assertThat(TestStaff.box(agent, "due"))
                .doesNotHaveDuplicates()
                .containsSubsequence(fraud, calm);
        String path = "/api/v1/desk/conversations/" + calm + "/priority";
        assertThat(agent.put(path, "{\"priority\":\"URGENT\"}").status()).isEqualTo(204);
        assertThat(due(item(calm), "FIRST"))
                .isEqualTo(openedAt(item(calm)).plus(Duration.ofMinutes(1)));
        assertThat(agent.put(path, "{\"priority\":\"MUCH\"}").status()).isEqualTo(400);
        chen.api().post("/api/v1/conversations/" + calm + "/close", "{}");
        assertThat(agent.put(path, "{\"priority\":\"LOW\"}").code())
                .isEqualTo("CONVERSATION_CLOSED");
    }

    @Test
    void whatIsDueGoesOnPastAPageEachConversationOnce() {
        TestCustomer chen = TestCustomer.register(port);
        List<String> opened = IntStream.range(0, 55).mapToObj(n -> opened(chen, "OTHER")).toList();
        ApiCaller agent = TestStaff.signIn(port, "agent");
        JsonNode first = agent.get("/api/v1/desk/conversations?box=due").json();
        assertThat(first.path("items").size()).isEqualTo(50);
        assertThat(TestStaff.box(agent, "due")).doesNotHaveDuplicates().containsSubsequence(opened);
        clock.advance(Duration.ofMinutes(8));
        swept();
        assertThat(state(item(opened.getLast()), "FIRST")).isEqualTo("WARNED");
    }

    @Test
    void thePolicyIsDataThatSupervisorsChangeAndTheReportCountsWhatWasKept() {
        ApiCaller supervisor = TestStaff.signIn(port, "supervisor");
        ApiCaller.Answer changed =
                supervisor.put(
                        LEVELS,
                        """
                        {"level":{"topic":"LEGAL","priority":"NORMAL","firstSeconds":30,"warnPercent":50},
                        "reason":"complaints first"}\
                        """);
        assertThat(changed.status()).as(changed.text()).isEqualTo(200);
        TestCustomer chen = TestCustomer.register(port);
        String late = opened(chen, "LEGAL");
        String inTime = opened(chen, "LEGAL");
        assertThat(item(late).path("clocks").size()).isEqualTo(1);
        answer(inTime, "好的");
        clock.advance(Duration.ofMinutes(1));
        answer(late, "抱歉");
        JsonNode line =
                StreamSupport.stream(
                                supervisor
                                        .get(LEVELS + "/report")
                                        .json()
                                        .path("items")
                                        .spliterator(),
                                false)
                        .filter(one -> one.path("topic").asString().equals("LEGAL"))
                        .findFirst()
                        .orElseThrow();
        assertThat(line.path("met").asInt()).isEqualTo(1);
        assertThat(line.path("missed").asInt()).isEqualTo(1);
        assertThat(line.path("metPercent").asInt()).isEqualTo(50);
        ApiCaller.Answer csv = supervisor.get(LEVELS + "/report.csv");
        assertThat(csv.raw().headers().firstValue("Content-Type").orElse("")).contains("text/csv");
        assertThat(csv.text())
                .startsWith("week,topic,priority,kind,met,missed")
                .contains("LEGAL,NORMAL,FIRST,1,1,0,0,50,");
        assertThat(supervisor.get(LEVELS + "/report?from=2026-05-01&to=2026-04-01").status())
                .isEqualTo(400);
        ApiCaller agent = TestStaff.signIn(port, "agent");
        assertThat(agent.put(LEVELS, "{}").code()).isIn("NOT_ALLOWED", "BAD_INPUT");
        String line2 = "?topic=LEGAL&priority=NORMAL&reason=over";
        assertThat(agent.delete(LEVELS + line2).code()).isEqualTo("NOT_ALLOWED");
        assertThat(supervisor.delete(LEVELS + line2).status()).isEqualTo(204);
        assertThat(supervisor.delete(LEVELS + line2).status()).isEqualTo(404);
        assertThat(
                        sql.sql(
                                        "select has_table_privilege('xiaohu_app',"
                                                + " 'support.service_clock', 'delete')")
                                .query(Boolean.class)
                                .single())
                .isFalse();
    }

    private boolean swept() {
        sweep.run();
        return true;
    }

    private String opened(TestCustomer customer, String topic) {
        return customer.api()
                .post(
                        "/api/v1/conversations",
                        "{\"topic\":\"%s\",\"message\":\"你好\"}".formatted(topic))
                .json()
                .path("id")
                .asString();
    }

    private void answer(String id, String text) {
        ApiCaller agent = TestStaff.signIn(port, "agent");
        agent.post("/api/v1/desk/conversations/" + id + "/claim", "{}");
        ApiCaller.Answer answer =
                agent.post(
                        "/api/v1/desk/conversations/" + id + "/messages",
                        line("a" + System.nanoTime(), text));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    }

    private JsonNode item(String id) {
        return TestStaff.signIn(port, "agent").get("/api/v1/desk/conversations/" + id).json();
    }

    private List<String> notes(String id) {
        JsonNode lines =
                TestStaff.signIn(port, "agent")
                        .get("/api/v1/desk/conversations/" + id + "/messages")
                        .json()
                        .path("items");
        return StreamSupport.stream(lines.spliterator(), false)
                .filter(line -> line.path("internal").asBoolean())
                .map(line -> line.path("text").asString())
                .toList();
    }

    private boolean row(String id, String kind, String condition) {
        return count(id, kind, condition) > 0;
    }

    private int count(String id, String kind, String condition) {
        return sql.sql(
                        "select count(*) from support.service_clock where conversation_id ="
                                + " cast(:id as uuid) and kind = :kind and "
                                + condition)
                .param("id", id)
                .param("kind", kind)
                .query(Integer.class)
                .single();
    }

    private void close(ApiCaller admin, LocalDate day, String rule) {
        long version =
                StreamSupport.stream(admin.get(CALENDARS).json().path("items").spliterator(), false)
                        .filter(one -> one.path("code").asString().equals(AppHours.CODE))
                        .findFirst()
                        .orElseThrow()
                        .path("version")
                        .asLong();
        ApiCaller.Answer set =
                admin.put(
                        CALENDARS + "/" + AppHours.CODE + "/days/" + day,
                        "{\"rule\":\"%s\",\"version\":%d,\"reason\":\"a test\"}"
                                .formatted(rule, version));
        assertThat(set.status()).as(set.text()).isEqualTo(200);
    }

    private static String rules(String shift) {
        String day = "[\"" + shift + "\"]";
        return """
        {"zone":"Asia/Shanghai","labelZh":"测试","labelEn":"Test","week":[%s]}\
        """
                .formatted(String.join(",", Collections.nCopies(7, day)));
    }

    private static String state(JsonNode item, String kind) {
        JsonNode clock = clockOf(item, kind);
        return clock == null ? "" : clock.path("state").asString();
    }

    private static Instant due(JsonNode item, String kind) {
        JsonNode clock = clockOf(item, kind);
        return clock == null ? Instant.MIN : Instant.parse(clock.path("dueAt").asString());
    }

    private static @Nullable JsonNode clockOf(JsonNode item, String kind) {
        return StreamSupport.stream(item.path("clocks").spliterator(), false)
                .filter(one -> one.path("kind").asString().equals(kind))
                .findFirst()
                .orElse(null);
    }

    private static Instant openedAt(JsonNode item) {
        return Instant.parse(item.path("openedAt").asString());
    }

    private static String mine(String id) {
        return "/api/v1/conversations/" + id + "/messages";
    }

    private static String line(String clientId, String text) {
        return "{\"clientId\":\"%s\",\"text\":\"%s\"}".formatted(clientId, text);
    }
}
