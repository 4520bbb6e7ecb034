package io.xiaohu.support.routing;

import static io.xiaohu.support.routing.RoutingDesk.asked;
import static io.xiaohu.support.routing.RoutingDesk.desk;
import static io.xiaohu.support.routing.RoutingDesk.line;
import static io.xiaohu.support.routing.RoutingDesk.look;
import static io.xiaohu.support.routing.RoutingDesk.one;
import static io.xiaohu.support.routing.RoutingDesk.place;
import static io.xiaohu.support.routing.RoutingDesk.say;
import static io.xiaohu.support.routing.RoutingDesk.state;
import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.kernel.Ids;
import io.xiaohu.support.routing.jdbc.AgentRows;
import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.AppHours;
import io.xiaohu.testing.AtOnce;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.TestCustomer;
import io.xiaohu.testing.TestStaff;
import io.xiaohu.testing.Waiting;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Conversations given and taken back, over the socket and by several routers at once. */
@IntegrationTest
class RoutingIntegrationTests {

    private static final String STATE = RoutingDesk.STATE;

    @LocalServerPort private int port;
    @Autowired private Router router;
    @Autowired private AgentRows agents;
    @Autowired private JdbcClient sql;
    @Autowired private Clock clock;

    @BeforeEach
    void anEmptyQueue() {
        RoutingDesk.empty(port, sql);
    }

    @AfterEach
    void nobodyOnline() {
        RoutingDesk.nobodyOnline(sql);
    }

    @Test
    void aQuestionIsGivenToWhoeverIsOnlineAndTheDeskSaysWhy() {
        ApiCaller agent = TestStaff.signIn(port, "agent");
        say(agent, "ONLINE");
        String id = asked(TestCustomer.register(port), "OTHER", "zh");
        Waiting.until(() -> state(agent, id).equals("OPEN"));
        assertThat(one(agent, id).path("claimedBy").path("name").asString()).isEqualTo("周晓");
        assertThat(place(agent, id).path("why").asString()).isEqualTo("SKILLED");
        assertThat(agent.get(desk(id, "messages")).text()).contains("Given to 周晓");
    }

    @Test
    void whoeverIsBusyOrNeverSaidAnythingIsGivenNothing() {
        ApiCaller agent = TestStaff.signIn(port, "agent");
        say(agent, "BUSY");
        String id = asked(TestCustomer.register(port), "OTHER", "zh");
        router.run();
        assertThat(state(agent, id)).isEqualTo("WAITING");
        assertThat(place(agent, id).path("why").asString()).isEqualTo("NOBODY_ONLINE");
    }

    @Test
    void aCustomerComesBackToWhoeverAnsweredThemBefore() {
        ApiCaller supervisor = TestStaff.signIn(port, "supervisor");
        TestCustomer chen = TestCustomer.register(port);
        String first = asked(chen, "OTHER", "zh");
        supervisor.post(desk(first, "claim"), "{}");
        supervisor.post(desk(first, "messages"), line("a1"));
        supervisor.post(desk(first, "close"), "{}");
        ApiCaller agent = TestStaff.signIn(port, "agent");
        say(agent, "ONLINE");
        say(supervisor, "ONLINE");
        String second = asked(chen, "OTHER", "zh");
        Waiting.until(() -> state(agent, second).equals("OPEN"));
        assertThat(one(agent, second).path("claimedBy").path("name").asString()).isEqualTo("刘洋");
        assertThat(place(agent, second).path("why").asString()).isEqualTo("LAST_AGENT");
    }

    @Test
    void routersAtOnceGiveEachConversationOnceAndNobodyTooMany() {
        List<UUID> staff = new ArrayList<>();
        for (int n = 0; n < 4; n++) {
            UUID id = Ids.next();
            staff.add(id);
            agents.set(new AgentSkill(id, Set.of(), Set.of("zh", "en"), 3));
        }
        TestCustomer chen = TestCustomer.register(port);
        for (int n = 0; n < 20; n++) {
            asked(chen, "OTHER", "zh");
        }
        staff.forEach(id -> agents.set(id, "agent " + id, AgentState.State.ONLINE, now()));
        AtOnce.times(
                8,
                n -> {
                    router.run();
                    return n;
                });
        assertThat(staff).allSatisfy(id -> assertThat(agents.load(id)).isEqualTo(3));
        assertThat(count("select count(*) from support.conversation where state = 'WAITING'"))
                .isEqualTo(8);
        assertThat(
                        count(
                                "select count(*) from support.message m join support.conversation c"
                                        + " on c.id = m.conversation_id where c.state = 'OPEN' and"
                                        + " m.internal and m.content like '分给%'"))
                .isEqualTo(12);
    }

    @Test
    void whatIsNotAnsweredGoesBackToItsOldPlaceAndNotToTheSameAgent() {
        ApiCaller agent = TestStaff.signIn(port, "agent");
        say(agent, "ONLINE");
        String id = asked(TestCustomer.register(port), "OTHER", "zh");
        Waiting.until(() -> state(agent, id).equals("OPEN"));
        String since = one(agent, id).path("waitingSince").asString();
        String other = asked(TestCustomer.register(port), "OTHER", "zh");
        Waiting.until(() -> state(agent, other).equals("OPEN"));
        agent.post(desk(other, "messages"), line("other"));
        RoutingDesk.givenLongAgo(sql, id, ago(Router.ANSWER_WITHIN));
        router.run();
        assertThat(state(agent, id)).isEqualTo("WAITING");
        assertThat(one(agent, id).path("waitingSince").asString()).isEqualTo(since);
        assertThat(place(agent, id).path("why").asString()).isEqualTo("SKILL_WANTED");
        assertThat(agent.get(desk(id, "messages")).text())
                .contains("周晓 did not answer within 3 minutes");
    }

    @Test
    void whoeverGivesOneBackDoesNotGetItAgainAndKeepsItWhenTheyTakeItByHand() {
        ApiCaller agent = TestStaff.signIn(port, "agent");
        say(agent, "ONLINE");
        String id = asked(TestCustomer.register(port), "OTHER", "zh");
        Waiting.until(() -> state(agent, id).equals("OPEN"));
        givenTooLongAgo(id);
        assertThat(agent.post(desk(id, "release"), "{}").status()).isEqualTo(204);
        router.run();
        assertThat(state(agent, id)).isEqualTo("WAITING");
        agent.post(desk(id, "claim"), "{}");
        givenTooLongAgo(id);
        router.run();
        assertThat(state(agent, id)).as("was given long ago, taken just now").isEqualTo("OPEN");
    }

    @Test
    void anAnsweredConversationStaysWithWhoeverAnsweredIt() {
        ApiCaller agent = TestStaff.signIn(port, "agent");
        say(agent, "ONLINE");
        TestCustomer chen = TestCustomer.register(port);
        String id = asked(chen, "OTHER", "zh");
        Waiting.until(() -> state(agent, id).equals("OPEN"));
        agent.post(desk(id, "messages"), line("a1"));
        say(agent, "AWAY");
        router.run();
        assertThat(state(agent, id)).isEqualTo("OPEN");
        chen.api().post("/api/v1/conversations/" + id + "/messages", line("c1"));
        router.run();
        assertThat(state(agent, id)).isEqualTo("WAITING");
    }

    @Test
    void aDeskThatIsNotHeardOfForTwoMinutesIsAwayAndWhatWaitsThereGoesToAnother() {
        ApiCaller agent = TestStaff.signIn(port, "agent");
        say(agent, "ONLINE");
        String id = asked(TestCustomer.register(port), "OTHER", "zh");
        Waiting.until(() -> state(agent, id).equals("OPEN"));
        ApiCaller supervisor = TestStaff.signIn(port, "supervisor");
        say(supervisor, "ONLINE");
        sql.sql("update support.agent_state set seen_at = :at where staff_name = '周晓'")
                .param("at", ago(Router.LOST_AFTER.plusSeconds(1)))
                .update();
        router.run();
        Waiting.until(() -> state(agent, id).equals("OPEN"));
        assertThat(one(agent, id).path("claimedBy").path("name").asString()).isEqualTo("刘洋");
        JsonNode mine = agent.get(STATE).json();
        assertThat(mine.path("state").asString()).isEqualTo("AWAY");
        assertThat(mine.path("byItself").asBoolean()).isTrue();
    }

    @Test
    void skillsDecideAndOnlySupervisorsSetThem() {
        ApiCaller agent = TestStaff.signIn(port, "agent");
        ApiCaller supervisor = TestStaff.signIn(port, "supervisor");
        say(supervisor, "ONLINE");
        say(agent, "ONLINE");
        String mine = agent.get(STATE).json().path("id").asString();
        String skills = "{\"topics\":[\"CODE\"],\"languages\":[\"en\"],\"capacity\":9}";
        String path = "/api/v1/desk/agents/" + mine + "/skills";
        assertThat(agent.put(path, skills).status()).isEqualTo(403);
        assertThat(supervisor.put(path, skills).status()).isEqualTo(200);
        for (String bad :
                List.of(
                        "{\"topics\":[],\"languages\":[],\"capacity\":2}",
                        "{\"topics\":[],\"languages\":[\"fr\"],\"capacity\":2}",
                        "{\"topics\":[\"NONSENSE\"],\"languages\":[\"en\"],\"capacity\":2}",
                        "{\"topics\":[],\"languages\":[\"en\"],\"capacity\":0}")) {
            assertThat(supervisor.put(path, bad).status()).as(bad).isEqualTo(400);
        }
        assertThat(supervisor.put("/api/v1/desk/agents/" + Ids.next() + "/skills", skills).status())
                .isEqualTo(404);
        String chinese = asked(TestCustomer.register(port), "CODE", "zh");
        Waiting.until(() -> state(agent, chinese).equals("OPEN"));
        assertThat(one(agent, chinese).path("claimedBy").path("name").asString()).isEqualTo("刘洋");
        String english = asked(TestCustomer.register(port), "CODE", "en");
        Waiting.until(() -> state(agent, english).equals("OPEN"));
        assertThat(one(agent, english).path("claimedBy").path("name").asString()).isEqualTo("周晓");
    }

    @Test
    void colleaguesSeeWhoLooksAndWhoTypes() {
        String id = asked(TestCustomer.register(port), "OTHER", "zh");
        ApiCaller agent = TestStaff.signIn(port, "agent");
        ApiCaller supervisor = TestStaff.signIn(port, "supervisor");
        assertThat(look(agent, id, true).size()).isZero();
        JsonNode seen = look(supervisor, id, false);
        assertThat(seen.path(0).path("name").asString()).isEqualTo("周晓");
        assertThat(seen.path(0).path("typing").asBoolean()).isTrue();
        assertThat(look(agent, id, false).path(0).path("typing").asBoolean()).isFalse();
        agent.delete(desk(id, "viewing"));
        assertThat(look(supervisor, id, false).size()).isZero();
        assertThat(supervisor.post(desk(Ids.next().toString(), "viewing"), "{}").status())
                .isIn(400, 404);
    }

    @Test
    void whoNeedsCareAndWhoAsksForAHumanComeFirst() {
        ApiCaller agent = TestStaff.signIn(port, "agent");
        asked(TestCustomer.register(port), "OTHER", "zh");
        TestCustomer chen = TestCustomer.register(port);
        String human = asked(chen, "OTHER", "zh");
        chen.api().post("/api/v1/conversations/" + human + "/messages", line("h", " 人工 "));
        TestCustomer lin = TestCustomer.register(port);
        String cared = asked(lin, "OTHER", "zh");
        ApiCaller.Answer said =
                agent.put(
                        "/api/v1/desk/customers/" + lin.id() + "/care",
                        "{\"needed\":true,\"reason\":\"视力不好\"}");
        assertThat(said.json().path("needed").asBoolean()).as(said.text()).isTrue();
        assertThat(place(agent, cared).path("position").asInt()).isEqualTo(1);
        assertThat(place(agent, human).path("rank").asString()).isEqualTo("ASKED_FOR_HUMAN");
        assertThat(place(agent, human).path("position").asInt()).isEqualTo(2);
    }

    @Test
    void whoNeedsCareIsSeenAndSaidByWhoeverOpenedAConversationOfTheirs() {
        TestCustomer chen = TestCustomer.register(port);
        String id = asked(chen, "OTHER", "zh");
        String care = "/api/v1/desk/customers/" + chen.id() + "/care";
        ApiCaller supervisor = TestStaff.signIn(port, "supervisor");
        supervisor.get(desk(id, "messages"));
        TestStaff.signIn(port, "agent").post(desk(id, "claim"), "{}");
        ApiCaller.Answer said = supervisor.put(care, "{\"needed\":true,\"reason\":\"视力不好\"}");
        assertThat(said.status()).as(said.text()).isEqualTo(200);
        assertThat(TestStaff.signIn(port, "supervisor").get(care).code())
                .as("in another session, with no reason")
                .isEqualTo("LOOK_REASON_NEEDED");
    }

    @Test
    void theExpectedWaitIsFromWhoIsOnlineAndHowLongOthersTook() {
        ApiCaller agent = TestStaff.signIn(port, "agent");
        ApiCaller guest = new ApiCaller(port).speaking("zh");
        JsonNode nobody = guest.get("/api/v1/service-hours").json();
        assertThat(nobody.path("expectedWaitSeconds").isNull()).isTrue();
        assertThat(nobody.path("waitReason").asString()).contains("不在座位");
        for (int n = 0; n < 5; n++) {
            handled();
        }
        say(agent, "ONLINE");
        sql.sql(
                        "update support.conversation set claimed_at = closed_at - interval '10"
                            + " minutes', first_answer_at = closed_at - interval '9 minutes' where"
                            + " claimed_at is not null and closed_at is not null")
                .update();
        Waiting.until(() -> expected(guest) == 60);
        supervisorSays(agent, 1);
        String taken = asked(TestCustomer.register(port), "OTHER", "zh");
        Waiting.until(() -> state(agent, taken).equals("OPEN"));
        // What is told is kept for two seconds.
        Waiting.until(() -> expected(guest) == 660);
        JsonNode greeting =
                TestCustomer.register(port)
                        .api()
                        .post("/api/v1/conversations", "{\"topic\":\"OTHER\",\"message\":\"你好\"}")
                        .json();
        // Nobody is free until the one before is done.
        assertThat(greeting.path("expectedWaitSeconds").asLong()).isEqualTo(660);
    }

    private static long expected(ApiCaller caller) {
        return caller.get("/api/v1/service-hours").json().path("expectedWaitSeconds").asLong();
    }

    @Test
    void whoAsksWhileWeAreClosedIsToldFromWhenAndWaitsInTheQueue() {
        ApiCaller supervisor = TestStaff.signIn(port, "supervisor");
        say(supervisor, "ONLINE");
        AppHours.set(supervisor, tomorrowOnly());
        try {
            TestCustomer chen = TestCustomer.register(port);
            String id = asked(chen, "OTHER", "zh");
            router.run();
            assertThat(place(supervisor, id).path("why").asString()).isEqualTo("CLOSED");
            assertThat(chen.api().get("/api/v1/conversations/" + id + "/messages").text())
                    .contains("现在休息")
                    .contains("09:00");
            chen.api().post("/api/v1/conversations/" + id + "/messages", line("h", "转人工"));
            assertThat(chen.api().get("/api/v1/conversations/" + id + "/messages").text())
                    .contains("已为您转人工，优先排队。现在休息，");
            String pressing = asked(chen, "PHISHING", "zh");
            Waiting.until(() -> state(supervisor, pressing).equals("OPEN"));
        } finally {
            AppHours.set(supervisor, rules(Collections.nCopies(7, "[\"00:00-24:00\"]")));
        }
    }

    private String tomorrowOnly() {
        List<String> week = new ArrayList<>(Collections.nCopies(7, "[]"));
        ZoneId zone = ZoneId.of("Asia/Shanghai");
        week.set(now().atZone(zone).plusDays(1).getDayOfWeek().getValue() - 1, "[\"09:00-10:00\"]");
        return rules(week);
    }

    private static String rules(List<String> week) {
        return "{\"zone\":\"Asia/Shanghai\",\"labelZh\":\"会话\",\"labelEn\":\"Chat\",\"week\":"
                + week
                + "}";
    }

    private void givenTooLongAgo(String id) {
        RoutingDesk.given(sql, id, ago(Router.ANSWER_WITHIN));
    }

    private void handled() {
        ApiCaller supervisor = TestStaff.signIn(port, "supervisor");
        String id = asked(TestCustomer.register(port), "OTHER", "zh");
        supervisor.post(desk(id, "claim"), "{}");
        supervisor.post(desk(id, "messages"), line("a"));
        supervisor.post(desk(id, "close"), "{}");
    }

    private void supervisorSays(ApiCaller agent, int capacity) {
        UUID id = UUID.fromString(agent.get(STATE).json().path("id").asString());
        agents.set(new AgentSkill(id, Set.of(), Set.of("zh", "en"), capacity));
    }

    private Instant now() {
        return clock.instant();
    }

    private OffsetDateTime ago(Duration time) {
        return OffsetDateTime.now(clock).minus(time);
    }

    private long count(String statement) {
        return sql.sql(statement).query(Long.class).single();
    }
}
