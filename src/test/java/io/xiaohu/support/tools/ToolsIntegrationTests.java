package io.xiaohu.support.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.AtOnce;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.TestCustomer;
import io.xiaohu.testing.TestStaff;
import io.xiaohu.testing.Waiting;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/**
 * Canned answers, macros, rules, working sets and acts on many conversations, over real sockets.
 */
@IntegrationTest
class ToolsIntegrationTests {

    private static final String TOOLS = "/api/v1/desk/tools";
    private static final String DESK = "/api/v1/desk/conversations/";

    @LocalServerPort private int port;
    @Autowired private JdbcClient sql;
    @Autowired private Rules rules;

    @AfterEach
    void noRuleActsOnOtherTests() {
        sql.sql("update support.tool set enabled = false where kind = 'RULE'").update();
    }

    @Test
    void aCannedAnswerIsCompletedForTheConversationAndSaysWhatIsMissing() {
        JsonNode made =
                make(
                                staff("supervisor"),
                                "ANSWER",
                                """
                                "shortcut":"hello-1","answer":{"textZh":"{customer}您好，我是{agent}，金额{amount}",\
                                "textEn":"Hello {customer}"},"shared":true\
                                """)
                        .json();
        String id = opened("充值没到账");
        JsonNode filled =
                staff("agent")
                        .get(DESK + id + "/answers/" + made.path("id").asString() + "?language=zh")
                        .json();
        assertThat(filled.path("text").asString()).isEqualTo("陈**您好，我是周晓，金额{amount}");
        assertThat(filled.path("missing").toString()).isEqualTo("[\"amount\"]");
    }

    @Test
    void aVariableThatStandsForNothingIsNeverSent() {
        String id = opened("你好");
        ApiCaller agent = staff("agent");
        agent.post(DESK + id + "/claim", "{}");
        ApiCaller.Answer sent =
                agent.post(
                        DESK + id + "/messages", "{\"clientId\":\"v\",\"text\":\"您好 {custmer}\"}");
        assertThat(sent.status()).isEqualTo(422);
        assertThat(sent.code()).isEqualTo("VARIABLE_UNFILLED");
        ApiCaller.Answer kept =
                make(
                        agent,
                        "ANSWER",
                        "\"shortcut\":\"wrong-1\",\"answer\":{\"textZh\":\"{custmer}\",\"textEn\":\"x\"}");
        assertThat(kept.status()).isEqualTo(400);
    }

    @Test
    void everybodysToolsAreForSupervisorsAndAnothersOwnAreNotThere() {
        String own = "\"shortcut\":\"own-1\",\"answer\":{\"textZh\":\"a\",\"textEn\":\"a\"}";
        assertThat(make(staff("agent"), "ANSWER", own + ",\"shared\":true").code())
                .isEqualTo("NOT_ALLOWED");
        JsonNode made = make(staff("agent"), "ANSWER", own).json();
        assertThat(made.path("mine").asBoolean()).isTrue();
        String changes = TOOLS + "/" + made.path("id").asString() + "/changes?kind=ANSWER";
        assertThat(staff("agent").get(changes).json().path("items").size()).isEqualTo(1);
        assertThat(staff("supervisor").get(changes).status()).isEqualTo(404);
        assertThat(make(staff("agent"), "ANSWER", own).code()).isEqualTo("SHORTCUT_TAKEN");
    }

    @Test
    void aToolChangedMeanwhileIsNotChangedBlindly() {
        ApiCaller agent = staff("agent");
        String content = "\"macro\":{\"acts\":[{\"kind\":\"CLOSE\"}]}";
        JsonNode made = make(agent, "MACRO", content).json();
        String path = TOOLS + "/" + made.path("id").asString() + "?kind=MACRO";
        String changed = body(content + ",\"version\":1");
        assertThat(agent.put(path, changed).json().path("version").asLong()).isEqualTo(2);
        assertThat(agent.put(path, changed).code()).isEqualTo("TOOL_CHANGED");
    }

    @Test
    void aMacroDoesEverythingOrNothing() {
        ApiCaller agent = staff("agent");
        String id = opened("钱没到");
        JsonNode macro =
                make(
                                agent,
                                "MACRO",
                                """
                                "macro":{"acts":[{"kind":"TAG","tags":["催单"]},\
                                {"kind":"PRIORITY","priority":"HIGH"},\
                                {"kind":"REPLY","textZh":"{customer}您好，正在查。"}]}\
                                """)
                        .json();
        String run = DESK + id + "/macros/" + macro.path("id").asString();
        JsonNode preview = agent.get(run + "?language=zh").json();
        assertThat(preview.path("acts").path(2).path("textZh").asString()).isEqualTo("陈**您好，正在查。");
        String body = "{\"language\":\"zh\",\"clientId\":\"m1\",\"seenSeq\":2}";
        // Nobody has it, so the reply, which comes last, is refused
        assertThat(agent.post(run, body).code()).isEqualTo("ALREADY_CLAIMED");
        assertThat(tags(id)).isEmpty();
        assertThat(priority(id)).isEqualTo("NORMAL");
        agent.post(DESK + id + "/claim", "{}");
        ApiCaller.Answer done = agent.post(run, body);
        assertThat(done.status()).as(done.text()).isEqualTo(204);
        assertThat(tags(id)).containsExactly("催单");
        assertThat(priority(id)).isEqualTo("HIGH");
        agent.post(run, body);
        assertThat(texts(id).stream().filter("陈**您好，正在查。"::equals)).hasSize(1);
    }

    @Test
    void aRuleActsOnceOnALineHoweverOftenItIsTold() {
        String rule =
                rule(
                        "OPENED",
                        "\"石青\"",
                        "{\"kind\":\"TAG\",\"tags\":[\"石青\"]},{\"kind\":\"REPLY\",\"textZh\":\"稍等\",\"textEn\":\"One"
                            + " moment\"}");
        String id = opened("石青怎么买");
        Waiting.until(() -> firings(rule).size() == 1);
        UUID conversation = UUID.fromString(id);
        AtOnce.times(
                8,
                n -> {
                    rules.run(conversation, 1);
                    return n;
                });
        assertThat(tags(id)).containsExactly("石青");
        assertThat(texts(id).stream().filter("One moment"::equals))
                .as("once, in the language of the conversation")
                .hasSize(1);
        assertThat(texts(id)).doesNotContain("稍等");
        assertThat(firings(rule)).hasSize(1);
        opened("别的事");
        assertThat(firings(rule)).hasSize(1);
    }

    @Test
    void rulesThatWouldSetEachOtherOffDoNot() {
        String first =
                rule("CUSTOMER_WROTE", "\"赭石\"", "{\"kind\":\"REPLY\",\"textZh\":\"赭石 藤黄\"}");
        String second =
                rule("CUSTOMER_WROTE", "\"藤黄\"", "{\"kind\":\"REPLY\",\"textZh\":\"藤黄 赭石\"}");
        String third = rule("AGENT_WROTE", "", "{\"kind\":\"NOTE\",\"textZh\":\"赭石\"}");
        String id = opened("赭石");
        Waiting.until(() -> firings(first).size() == 1);
        JsonNode lines = lines(id);
        for (JsonNode line : lines) {
            rules.run(UUID.fromString(id), line.path("seq").asLong());
        }
        assertThat(firings(first)).hasSize(1);
        assertThat(firings(second)).isEmpty();
        assertThat(firings(third)).isEmpty();
        assertThat(lines(id).size()).isEqualTo(lines.size());
    }

    @Test
    void aMachineAtTheOtherEndDoesNotKeepARuleGoing() {
        String rule = rule("CUSTOMER_WROTE", "\"胭脂\"", "{\"kind\":\"REPLY\",\"textZh\":\"收到\"}");
        TestCustomer chen = TestCustomer.register(port, "陈晓宁");
        String id = opened(chen, "胭脂");
        for (int n = 0; n < 24; n++) {
            chen.api()
                    .post(
                            "/api/v1/conversations/" + id + "/messages",
                            "{\"clientId\":\"c%d\",\"text\":\"胭脂 %d\"}".formatted(n, n));
        }
        Waiting.until(() -> firings(rule).size() == 25);
        assertThat(texts(id).stream().filter("收到"::equals)).hasSize(Rules.MOST_A_DAY);
        assertThat(firings(rule).stream().filter("TOO_MANY"::equals)).hasSize(5);
    }

    @Test
    void aDryRunSaysWhatARuleWouldHaveDoneAndDoesNothing() {
        String id = opened("花青染料");
        opened("别的");
        JsonNode tried =
                staff("supervisor")
                        .post(
                                TOOLS + "/dry-runs",
                                "{\"days\":3,\"rule\":%s}"
                                        .formatted(
                                                content(
                                                        "OPENED",
                                                        "\"花青\"",
                                                        "{\"kind\":\"TAG\",\"tags\":[\"x\"]}")))
                        .json();
        assertThat(tried.path("fits").asInt()).isEqualTo(1);
        assertThat(tried.path("lines").path(0).path("conversation").asString()).isEqualTo(id);
        assertThat(tried.toString()).as("words are read where they stand").doesNotContain("花青");
        assertThat(tags(id)).isEmpty();
    }

    @Test
    void manyAtOnceAreDoneOrRefusedEachForItself() {
        ApiCaller agent = staff("agent");
        String open = opened("一");
        String closed = opened("二");
        agent.post(DESK + closed + "/close", "{}");
        String nowhere = UUID.randomUUID().toString();
        ApiCaller.Answer answer =
                agent.post(
                        DESK + "bulk",
                        "{\"ids\":[\"%s\",\"%s\",\"%s\"],\"act\":{\"kind\":\"PRIORITY\",\"priority\":\"LOW\"}}"
                                .formatted(open, closed, nowhere));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        Map<String, String> codes = new HashMap<>();
        answer.json()
                .path("items")
                .forEach(item ->
                        codes.put(
                                item.path("id").asString(),
                                item.path("refused").path("code").asString("done")));
        assertThat(codes)
                .isEqualTo(
                        Map.of(
                                open, "done",
                                closed, "CONVERSATION_CLOSED",
                                nowhere, "NOT_FOUND"));
        assertThat(priority(open)).as(answer.text()).isEqualTo("LOW");
        String many = "\"%s\",".formatted(open).repeat(200) + "\"%s\"".formatted(open);
        assertThat(
                        agent.post(
                                        DESK + "bulk",
                                        "{\"ids\":[%s],\"act\":{\"kind\":\"CLOSE\"}}"
                                                .formatted(many))
                                .status())
                .isEqualTo(400);
        assertThat(
                        agent.post(
                                        DESK + "bulk",
                                        "{\"ids\":[\"%s\"],\"act\":{\"kind\":\"REPLY\",\"textZh\":\"x\"}}"
                                                .formatted(open))
                                .status())
                .isEqualTo(400);
    }

    @Test
    void aWorkingSetHoldsWhatFitsItsFilter() {
        ApiCaller agent = staff("agent");
        String id = opened("工作集");
        agent.post(
                DESK + "bulk",
                "{\"ids\":[\"%s\"],\"act\":{\"kind\":\"TAG\",\"tags\":[\"集\"]}}".formatted(id));
        JsonNode view =
                make(
                                agent,
                                "VIEW",
                                """
                                "view":{"filter":{"state":"NOT_CLOSED","holder":"NOBODY","topics":["OTHER"],\
                                "priorities":["NORMAL"],"tags":["集"],"guest":false,"unanswered":true}}\
                                """)
                        .json();
        String viewId = view.path("id").asString();
        JsonNode items =
                agent.get("/api/v1/desk/views/" + viewId + "/conversations").json().path("items");
        assertThat(items.size()).isEqualTo(1);
        assertThat(items.path(0).path("id").asString()).isEqualTo(id);
        assertThat(agent.get("/api/v1/desk/views").text()).contains(viewId).contains("\"count\":1");
        assertThat(
                        staff("supervisor")
                                .get("/api/v1/desk/views/" + viewId + "/conversations")
                                .status())
                .isEqualTo(404);
        agent.post(DESK + id + "/close", "{}");
        assertThat(
                        agent.get("/api/v1/desk/views/" + viewId + "/conversations")
                                .json()
                                .path("items")
                                .size())
                .isZero();
    }

    private String rule(String when, String words, String acts) {
        ApiCaller.Answer made =
                make(
                        staff("supervisor"),
                        "RULE",
                        "\"shared\":true,\"reason\":\"a test\",\"rule\":"
                                + content(when, words, acts));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return made.json().path("id").asString();
    }

    private static String content(String when, String words, String acts) {
        return "{\"when\":\"%s\",\"topics\":[],\"words\":[%s],\"acts\":[%s]}"
                .formatted(when, words, acts);
    }

    private static ApiCaller.Answer make(ApiCaller who, String kind, String more) {
        return who.post(TOOLS + "?kind=" + kind, body(more));
    }

    private static String body(String more) {
        String shared = more.contains("\"shared\"") ? "" : ",\"shared\":false";
        return "{\"nameZh\":\"名\",\"nameEn\":\"name\",\"enabled\":true%s,%s}"
                .formatted(shared, more);
    }

    private ApiCaller staff(String name) {
        return TestStaff.signIn(port, name);
    }

    private String opened(String text) {
        return opened(TestCustomer.register(port, "陈晓宁"), text);
    }

    private static String opened(TestCustomer customer, String text) {
        return customer.api()
                .post(
                        "/api/v1/conversations",
                        "{\"topic\":\"OTHER\",\"message\":\"%s\"}".formatted(text))
                .json()
                .path("id")
                .asString();
    }

    private JsonNode lines(String id) {
        return staff("agent").get(DESK + id + "/messages").json().path("items");
    }

    private List<String> texts(String id) {
        List<String> texts = new ArrayList<>();
        lines(id).forEach(line -> texts.add(line.path("text").asString()));
        return texts;
    }

    private List<String> tags(String id) {
        return sql.sql(
                        "select tag from support.conversation_tag where conversation_id = :id order"
                                + " by tag")
                .param("id", UUID.fromString(id))
                .query((row, n) -> row.getString(1))
                .list();
    }

    private String priority(String id) {
        return staff("agent").get(DESK + id).json().path("priority").asString();
    }

    private List<String> firings(String rule) {
        return sql.sql("select outcome from support.rule_firing where rule_id = :rule")
                .param("rule", UUID.fromString(rule))
                .query((row, n) -> row.getString(1))
                .list();
    }
}
