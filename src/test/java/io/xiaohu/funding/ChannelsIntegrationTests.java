package io.xiaohu.funding;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.AtOnce;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.TestCustomer;
import io.xiaohu.testing.TestStaff;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What a channel's trouble looks like to customers, and how they get around it. */
@IntegrationTest
class ChannelsIntegrationTests {

    private static final String NOTICES = "/api/v1/desk/channels/" + Sandbox.OTHER + "/notices";

    @LocalServerPort private int port;
    @Autowired private JdbcClient sql;

    private Sandbox sandbox;

    @BeforeEach
    void signIn() {
        sandbox = new Sandbox(port);
    }

    @AfterEach
    void asBefore() {
        sandbox.steer("SUCCEED");
        sql.sql("update funding.channel_notice set withdrawn_at = now()").update();
        sql.sql("delete from funding.channel_circuit").update();
        sql.sql("delete from funding.channel_slot").update();
    }

    @Test
    void aChannelThatIsDownIsRefusedBeforeMoneyMovesAndTheOtherOneIsOffered() {
        TestCustomer chen = TestCustomer.register(port).withPin();
        sandbox.steer("DOWN");
        untilHealth(chen, "DOWN");
        ApiCaller.Answer refused = Sandbox.topUp(chen, Sandbox.OTHER, "20.00");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.code()).isEqualTo("CHANNEL_DOWN");
        assertThat(refused.json().path("money").asString()).isEqualTo("NOT_TAKEN");
        assertThat(refused.json().path("alternatives").path(0).asString()).isEqualTo("sandbox");
        assertThat(refused.json().path("actions").path(0).path("kind").asString())
                .isEqualTo("CHOOSE_CHANNEL");
        assertThat(chen.api().get("/api/v1/movements").json().path("items").size()).isZero();
        assertThat(Sandbox.topUp(chen, "sandbox", "20.00").status()).isEqualTo(201);
        assertThat(Sandbox.withdraw(chen, Sandbox.OTHER, Sandbox.CARD, "5.00").code())
                .isEqualTo("CHANNEL_DOWN");
        assertThat(chen.available()).isEqualTo("20.00");
        sandbox.steer("SUCCEED");
        untilHealth(chen, "DEGRADED");
        assertThat(Sandbox.topUp(chen, Sandbox.OTHER, "20.00").json().path("state").asString())
                .isEqualTo("SUCCEEDED");
        untilHealth(chen, "UP");
    }

    @Test
    void aChannelThatStaysSilentIsLeftAloneAfterFiveCallsAndEveryFlowStillEnds() {
        TestCustomer chen = TestCustomer.register(port);
        sandbox.steer("TIMEOUT");
        String[] ids = new String[5];
        for (int i = 0; i < ids.length; i++) {
            ApiCaller.Answer answer = Sandbox.topUp(chen, Sandbox.OTHER, "10.00");
            assertThat(answer.status()).as(answer.text()).isEqualTo(201);
            ids[i] = answer.json().path("id").asString();
        }
        assertThat(Sandbox.topUp(chen, Sandbox.OTHER, "10.00").code()).isEqualTo("CHANNEL_DOWN");
        for (String id : ids) {
            JsonNode end = Sandbox.untilState(chen, "/api/v1/top-ups/" + id, "FAILED");
            assertThat(end.path("failure").path("code").asString()).isEqualTo("CHANNEL_TIMEOUT");
        }
        assertThat(chen.available()).isEqualTo("0.00");
    }

    @Test
    void whatTheCentsAskForSaysNothingAboutTheChannel() {
        TestCustomer chen = TestCustomer.register(port);
        for (int i = 0; i < 6; i++) {
            Sandbox.topUp(chen, Sandbox.OTHER, "10.02");
        }
        JsonNode channel = Sandbox.channel(chen.api(), Sandbox.OTHER);
        assertThat(channel.path("health").asString()).isEqualTo("UP");
        assertThat(channel.path("successRate").asInt()).isEqualTo(100);
    }

    @Test
    void whyABankRefusesIsSaidInWordsWithTheCodeToAskItAbout() {
        TestCustomer chen = TestCustomer.register(port).withPin().withMoney("50.00");
        Sandbox.topUp(chen, "sandbox", "5.08");
        assertThat(latestFailure(chen, "en"))
                .startsWith("The bank says: there is not enough money in the account (code 51).");
        assertThat(latestFailure(chen, "zh-CN")).startsWith("银行的答复：卡内余额不足（代码 51）。");
        chen.api().speaking("en");
        Sandbox.withdraw(chen, "sandbox", Sandbox.CARD, "5.08");
        assertThat(latestFailure(chen, "en")).contains("(code BE01)");
        sandbox.rejectWith("BE01");
        Sandbox.withdraw(chen, Sandbox.OTHER, Sandbox.CARD, "5.00");
        assertThat(latestFailure(chen, "en"))
                .startsWith("The bank says: the name does not match the account (code BE01).")
                .contains("back in your balance");
        sandbox.rejectWith("X-9");
        Sandbox.withdraw(chen, Sandbox.OTHER, Sandbox.CARD, "5.00");
        assertThat(latestFailure(chen, "en")).startsWith("The bank says: code X-9, with no");
        sandbox.steer("REJECT");
        Sandbox.topUp(chen, Sandbox.OTHER, "5.00");
        assertThat(latestFailure(chen, "en")).startsWith("It gave no further reason.");
        assertThat(chen.available()).isEqualTo("50.00");
    }

    @Test
    void whatNeverLeftIsNotSaidToHaveBeenSent() {
        TestCustomer chen = TestCustomer.register(port);
        String id = Sandbox.topUp(chen, "sandbox", "5.02").json().path("id").asString();
        JsonNode down =
                Sandbox.untilState(chen, "/api/v1/movements/" + id, "FAILED").path("timeline");
        assertThat(down.findValuesAsString("title"))
                .containsExactly("Top-up submitted", "The channel is down, nothing was sent");
    }

    @RepeatedTest(3)
    void ofOneKeyWithOtherAmountsAtTheSameMomentOneIsDoneAndTheOthersConflict() {
        TestCustomer chen = TestCustomer.register(port);
        List<Integer> answered =
                AtOnce.times(
                        8,
                        n ->
                                chen.api()
                                        .post(
                                                "/api/v1/top-ups",
                                                """
                                                {"channel":"%s",\
                                                "amount":{"amount":"%d.00","asset":"CNY"}}\
                                                """
                                                        .formatted(Sandbox.OTHER, n + 20),
                                                "one-key-" + chen.id())
                                        .status());
        assertThat(answered).containsOnlyOnce(201);
        assertThat(answered).containsOnly(201, 409);
        assertThat(chen.api().get("/api/v1/movements").json().path("items")).hasSize(1);
    }

    @Test
    void anEmergencyIsToldAtOnceStopsTheChannelAndCanBeTakenBack() {
        TestCustomer chen = TestCustomer.register(port);
        ApiCaller.Answer told =
                sandbox.finance().post(NOTICES, notice("EMERGENCY", true, null, hours(2)));
        assertThat(told.status()).as(told.text()).isEqualTo(201);
        JsonNode channel = Sandbox.channel(chen.api(), Sandbox.OTHER);
        assertThat(channel.path("health").asString()).isEqualTo("DOWN");
        assertThat(channel.path("notice").asString()).isEqualTo("The bank's line is cut.");
        assertThat(channel.path("maintenance").path("until").asString()).isNotEmpty();
        ApiCaller.Answer refused = Sandbox.topUp(chen, Sandbox.OTHER, "20.00");
        assertThat(refused.code()).isEqualTo("CHANNEL_DOWN");
        assertThat(refused.json().path("detail").asString()).startsWith("The bank's line is cut.");
        String id = told.json().path("id").asString();
        assertThat(sandbox.finance().delete(NOTICES + "/" + id).status()).isEqualTo(204);
        assertThat(sandbox.finance().delete(NOTICES + "/" + id).status()).isEqualTo(404);
        assertThat(Sandbox.topUp(chen, Sandbox.OTHER, "20.00").status()).isEqualTo(201);
    }

    @Test
    void whatIsAnnouncedStandsInTheFailureOfWhatWentWrongMeanwhile() {
        TestCustomer chen = TestCustomer.register(port).withPin().withMoney("50.00");
        Sandbox.topUp(chen, Sandbox.OTHER, "5.02");
        assertThat(latestFailure(chen, "en")).startsWith("The channel cannot be used right now");
        sandbox.finance().post(NOTICES, notice("EMERGENCY", false, null, hours(2)));
        Sandbox.topUp(chen, Sandbox.OTHER, "5.02");
        assertThat(latestFailure(chen, "en")).startsWith("The bank's line is cut. The request");
        chen.api().speaking("en");
        Sandbox.withdraw(chen, Sandbox.OTHER, Sandbox.CARD, "5.02");
        assertThat(latestFailure(chen, "en")).startsWith("The bank's line is cut. The request");
        assertThat(latestFailure(chen, "zh-CN")).isEqualTo("银行线路中断。请求没有发出去，钱已退回您的余额。");
    }

    @Test
    void plannedMaintenanceIsToldFiveWorkingDaysAheadAndThenSaysUntilWhen() {
        TestCustomer chen = TestCustomer.register(port);
        ApiCaller.Answer late =
                sandbox.finance().post(NOTICES, notice("PLANNED", true, hours(72), hours(74)));
        assertThat(late.code()).isEqualTo("NOTICE_TOO_LATE");
        ApiCaller.Answer told =
                sandbox.finance().post(NOTICES, notice("PLANNED", true, hours(240), hours(242)));
        assertThat(told.status()).as(told.text()).isEqualTo(201);
        JsonNode ahead = Sandbox.channel(chen.api(), Sandbox.OTHER);
        assertThat(ahead.path("health").asString()).isEqualTo("UP");
        assertThat(ahead.path("notice").asString()).isNotEmpty();
        sql.sql(
                        """
                        insert into funding.channel_notice (
                            id, channel, kind, stops, text_zh, text_en, starts_at, ends_at, made_by,
                            made_at)
                        values (:id, 'sandbox-b', 'PLANNED', true, '维护', 'Maintenance',
                            now() - interval '1 minute', now() + interval '1 hour', :id, now())
                        """)
                .param("id", UUID.randomUUID())
                .update();
        ApiCaller.Answer refused = Sandbox.topUp(chen, Sandbox.OTHER, "20.00");
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.code()).isEqualTo("MAINTENANCE");
        assertThat(refused.json().path("detail").asString())
                .startsWith("Maintenance The channel is paused until");
        assertThat(refused.json().path("alternatives").path(0).asString()).isEqualTo("sandbox");
    }

    @Test
    void onlyThoseWhoMayTellAndSteer() {
        ApiCaller agent = TestStaff.signIn(port, "agent");
        ApiCaller supervisor = TestStaff.signIn(port, "supervisor");
        String body = notice("EMERGENCY", false, null, hours(1));
        assertThat(agent.post(NOTICES, body).status()).isEqualTo(403);
        assertThat(supervisor.post(NOTICES, body).status()).isEqualTo(201);
        assertThat(agent.get("/api/v1/desk/sandbox").status()).isEqualTo(403);
        assertThat(supervisor.get("/api/v1/desk/sandbox").status()).isEqualTo(403);
    }

    @Test
    void aCallbackNobodySignedIsNotThere() {
        TestCustomer chen = TestCustomer.register(port);
        String id = Sandbox.topUp(chen, Sandbox.OTHER, "20.00").json().path("id").asString();
        String body = "{\"order\":\"" + id + "\",\"result\":\"FAILED\"}";
        assertThat(
                        new ApiCaller(port)
                                .post("/api/v1/payment-channels/sandbox-b/callbacks", body)
                                .status())
                .isEqualTo(404);
        assertThat(
                        sql.sql("select count(*) from funding.callback where flow_id = :id")
                                .param("id", UUID.fromString(id))
                                .query(Integer.class)
                                .single())
                .isZero();
    }

    @Test
    void aContradictionIsListedAtTheDeskAndAStatementIsAsWrongAsItIsSteered() {
        TestCustomer chen = TestCustomer.register(port);
        sandbox.steer("CONTRADICT");
        String id = Sandbox.topUp(chen, Sandbox.OTHER, "21.00").json().path("id").asString();
        Sandbox.until(
                () -> sandbox.finance().get("/api/v1/desk/channels/contradictions").text(),
                text -> text.contains(id));
        assertThat(chen.available()).isEqualTo("21.00");
        String path = "/api/v1/desk/sandbox/" + Sandbox.OTHER + "/statement";
        int right = sandbox.finance().get(path).json().size();
        sandbox.steer("SUCCEED", "0.00", "EXTRA");
        assertThat(sandbox.finance().get(path).json().size()).isEqualTo(right + 1);
        sandbox.steer("SUCCEED", "0.00", "MISSING");
        assertThat(sandbox.finance().get(path).json().size()).isEqualTo(right - 1);
    }

    private static String latestFailure(TestCustomer customer, String language) {
        return customer.api()
                .speaking(language)
                .get("/api/v1/movements")
                .json()
                .at("/items/0/failure/detail")
                .asString("");
    }

    private void untilHealth(TestCustomer customer, String health) {
        Sandbox.until(
                () -> Sandbox.channel(customer.api(), Sandbox.OTHER).path("health").asString(),
                health::equals);
    }

    private static Instant hours(int ahead) {
        return Instant.now().plus(Duration.ofHours(ahead));
    }

    private static String notice(
            String kind, boolean stops, @Nullable Instant starts, Instant ends) {
        return """
        {"kind":"%s","stops":%s,"textZh":"银行线路中断。","textEn":"The bank's line is cut.",\
        %s"endsAt":"%s"}\
        """
                .formatted(
                        kind,
                        stops,
                        starts == null ? "" : "\"startsAt\":\"" + starts + "\",",
                        ends);
    }
}
