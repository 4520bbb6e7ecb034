package io.xiaohu.support;

import static io.xiaohu.support.TestTalks.colleague;
import static io.xiaohu.support.TestTalks.desk;
import static io.xiaohu.support.TestTalks.item;
import static io.xiaohu.support.TestTalks.line;
import static io.xiaohu.support.TestTalks.mine;
import static io.xiaohu.support.TestTalks.opened;
import static io.xiaohu.support.TestTalks.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.TestCustomer;
import io.xiaohu.testing.TestStaff;
import io.xiaohu.testing.Waiting;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What the house says in a conversation is in the customer's language, whoever's act it is. */
@IntegrationTest
class ConversationLanguageIntegrationTests {

    @LocalServerPort private int port;

    @Test
    void whatStaffDoIsToldInTheCustomersLanguageAndNotInTheirs() {
        TestCustomer chen = TestCustomer.register(port);
        chen.api().speaking("zh-CN");
        String first = opened(chen, "一");
        String second = opened(chen, "二");
        ApiCaller agent = TestStaff.signIn(port, "agent").speaking("en");
        assertThat(item(agent, first).path("language").asString()).isEqualTo("zh-CN");
        agent.post(desk(first, "claim"), "{}");
        agent.post(desk(first, "close"), "{}");
        agent.post(desk(first, "reopen"), "{}");
        agent.post(desk(first, "merge"), "{\"into\":\"%s\"}".formatted(second));
        assertThat(texts(chen, first)).contains("客服 周晓 已接入", "客服结束了这次会话。还有问题，随时再来。");
        assertThat(List.of(texts(chen, first), texts(chen, second)).toString())
                .doesNotContain("support", "joined");
    }

    @Test
    void whoeverGoesOnInAnotherLanguageIsAnsweredInThat() {
        TestCustomer chen = TestCustomer.register(port);
        chen.api().speaking("zh-CN");
        String id = opened(chen, "一");
        ApiCaller agent = TestStaff.signIn(port, "agent").speaking("zh-CN");
        agent.post(desk(id, "claim"), "{}");
        chen.api().speaking("en").post(mine(id), line("a", "hello"));
        assertThat(item(agent, id).path("language").asString()).isEqualTo("en");
        agent.post(desk(id, "close"), "{}");
        assertThat(texts(chen, id))
                .endsWith("Support ended this conversation. Come back any time.");
    }

    @Test
    void anEnglishCustomerReadsInEnglishThatTheAccountIsUnfrozen() {
        TestCustomer chen = TestCustomer.register(port);
        String freeze = chen.api().post("/api/v1/me/freezes", "{}").json().path("id").asString();
        ApiCaller supervisor = TestStaff.signIn(port, "supervisor").speaking("zh-CN");
        String proposal =
                supervisor
                        .post(
                                "/api/v1/desk/proposals",
                                """
                                {"kind":"UNFREEZE","target":"%s","reason":"Called back, it is her",\
                                "evidence":"She named the last two payments"}
                                """
                                        .formatted(freeze))
                        .json()
                        .path("id")
                        .asString();
        TestStaff.signIn(port, "admin")
                .speaking("zh-CN")
                .post("/api/v1/desk/proposals/" + proposal + "/approve", "{}");
        Waiting.until(() -> said(chen).contains("The account is unfrozen."));
        assertThat(said(chen)).doesNotContain("解冻");
    }

    @Test
    void whatTheHouseNotesForStaffIsInTheLanguageOfWhoeverReadsIt() {
        TestCustomer chen = TestCustomer.register(port);
        chen.api().speaking("zh-CN");
        String id = opened(chen, "一");
        ApiCaller agent = TestStaff.signIn(port, "agent").speaking("zh-CN");
        agent.post(desk(id, "claim"), "{}");
        String to = colleague(agent, "supervisor");
        agent.post(desk(id, "transfer"), "{\"to\":\"%s\",\"note\":\"Large\"}".formatted(to));
        ApiCaller supervisor = TestStaff.signIn(port, "supervisor").speaking("zh-CN");
        assertThat(notes(supervisor, id)).containsExactly("周晓 转给 刘洋：Large");
        assertThat(notes(supervisor.speaking("en"), id))
                .containsExactly("周晓 handed this to 刘洋: Large");
    }

    private static List<String> notes(ApiCaller staff, String id) {
        return staff.get(desk(id, "messages"))
                .json()
                .path("items")
                .valueStream()
                .filter(line -> line.path("internal").asBoolean())
                .map(line -> line.path("text").asString())
                .toList();
    }

    private static String said(TestCustomer customer) {
        String id = customer.api().get("/api/v1/conversations").json().at("/items/0/id").asString();
        return String.join("\n", texts(customer, id));
    }
}
