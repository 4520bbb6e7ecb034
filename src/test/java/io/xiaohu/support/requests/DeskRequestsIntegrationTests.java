package io.xiaohu.support.requests;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.TestCustomer;
import io.xiaohu.testing.TestStaff;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Requests that staff turn, reopen and link. */
@IntegrationTest
class DeskRequestsIntegrationTests {

    private static final String DESK = "/api/v1/desk/service-requests/";

    @LocalServerPort private int port;

    @SuppressWarnings("NullAway.Init")
    private TestCustomer chen;

    @SuppressWarnings("NullAway.Init")
    private ApiCaller agent;

    @BeforeEach
    void people() {
        chen = TestCustomer.register(port);
        agent = TestStaff.signIn(port, "agent");
    }

    @Test
    void whatIsEnteredWhenAConversationBecomesARequestAgainIsKept() {
        String id = submitted().path("id").asString();
        assertThat(moved(id, "CONVERSATION", "").status()).isEqualTo(200);
        String convert = "/api/v1/desk/conversations/" + id + "/service-request";
        String unfit = "{\"topic\":\"TOP_UP\",\"values\":{\"amount\":\"12.345\"}}";
        assertThat(agent.post(convert, unfit).status()).isEqualTo(400);
        ApiCaller.Answer again =
                agent.post(
                        convert,
                        """
                        {"topic":"TOP_UP","values":{"amount":"200.00"},"complaint":true,
                        "note":"银行已扣款"}\
                        """);
        assertThat(again.status()).as(again.text()).isEqualTo(200);
        JsonNode one = agent.get(DESK + id).json();
        JsonNode request = one.path("line").path("request");
        assertThat(request.path("topic").asString()).isEqualTo("TOP_UP");
        assertThat(request.path("complaint").asBoolean()).isTrue();
        assertThat(one.toString()).contains("200.00");
        assertThat(one.path("changes").toString()).contains("CONVERTED", "银行已扣款");
    }

    @Test
    void theNoteOfARequestThatStaffReopenReachesItsCustomer() {
        String id = submitted().path("id").asString();
        assertThat(moved(id, "CLOSED", "").status()).isEqualTo(200);
        ApiCaller.Answer reopened = moved(id, "IN_PROGRESS", "银行刚退回，我们再查");
        assertThat(reopened.status()).as(reopened.text()).isEqualTo(200);
        assertThat(chen.api().get("/api/v1/conversations/" + id + "/messages").text())
                .contains("银行刚退回，我们再查");
    }

    @Test
    void aColleaguesRequestIsReadAndMarkedWithAReasonAlone() {
        String id = submitted().path("id").asString();
        ApiCaller supervisor = TestStaff.signIn(port, "supervisor");
        assertThat(supervisor.post(DESK + id + "/take", "{}").status()).isEqualTo(200);
        String mark = "{\"complaint\":false,\"reason\":\"none\"}";
        String link = "{\"kind\":\"RELATED\",\"number\":\"10000000\"}";
        for (ApiCaller.Answer refused :
                List.of(
                        agent.get(DESK + id),
                        agent.put(DESK + id + "/complaint", mark),
                        agent.post(DESK + id + "/links", link))) {
            assertThat(refused.code()).isEqualTo("LOOK_REASON_NEEDED");
        }
        agent.post(
                "/api/v1/desk/customers/" + chen.id() + "/looks",
                "{\"reason\":\"asked by phone\"}");
        assertThat(agent.get(DESK + id).status()).isEqualTo(200);
    }

    @Test
    void aColleaguesRequestIsNotClosedAsADuplicate() {
        String id = submitted().path("id").asString();
        String number = submitted().path("number").asString();
        ApiCaller supervisor = TestStaff.signIn(port, "supervisor");
        assertThat(supervisor.post(DESK + id + "/take", "{}").status()).isEqualTo(200);
        String link = "{\"kind\":\"%s\",\"number\":\"" + number + "\"}";
        String links = DESK + id + "/links";
        agent.post(
                "/api/v1/desk/customers/" + chen.id() + "/looks",
                "{\"reason\":\"asked by phone\"}");
        assertThat(agent.post(links, link.formatted("DUPLICATE_OF")).code())
                .isEqualTo("ALREADY_CLAIMED");
        assertThat(supervisor.get(DESK + id).json().at("/line/request/state").asString())
                .isEqualTo("IN_PROGRESS");
        assertThat(supervisor.post(links, link.formatted("DUPLICATE_OF")).status()).isEqualTo(200);
    }

    @Test
    void whoAsksForAHumanInARequestIsToldWhatHappensWithIt() {
        chen.api().speaking("zh-CN");
        String id = submitted().path("id").asString();
        assertThat(lastSaid(id, "人工")).contains("预计").doesNotContain("排在", "转告");
        String held = submitted().path("id").asString();
        assertThat(agent.post(DESK + held + "/take", "{}").status()).isEqualTo(200);
        assertThat(lastSaid(held, "能转人工吗")).contains("周晓 在处理，已经转告", "预计");
        assertThat(TestStaff.mentions(agent, held)).isNotEmpty();
        assertThat(chen.api().get("/api/v1/conversations/" + held + "/messages").text())
                .doesNotContain("客户在工单里要人工");
    }

    private String lastSaid(String id, String line) {
        String lines = "/api/v1/conversations/" + id + "/messages";
        chen.api().post(lines, "{\"clientId\":\"h\",\"text\":\"%s\"}".formatted(line));
        JsonNode items = chen.api().get(lines).json().path("items");
        return items.path(items.size() - 1).path("text").asString();
    }

    private JsonNode submitted() {
        ApiCaller.Answer answer =
                chen.api()
                        .post(
                                "/api/v1/service-requests",
                                "{\"topic\":\"OTHER\",\"message\":\"钱没到账\"}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json();
    }

    private ApiCaller.Answer moved(String id, String to, String note) {
        return agent.post(
                DESK + id + "/state", "{\"state\":\"%s\",\"note\":\"%s\"}".formatted(to, note));
    }
}
