package io.xiaohu.trust;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.DatabaseOwner;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.TestCustomer;
import io.xiaohu.testing.TestStaff;
import io.xiaohu.testing.Waiting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What staff do about impostors: the hot list, reports, and the official contacts. */
@IntegrationTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TrustDeskIntegrationTests {

    private static final String HOT = "/api/v1/desk/hot-list";
    private static final String CHANGES = "/api/v1/desk/official-contacts/changes";

    private static final String REPORTS = "/api/v1/desk/impostor-reports";

    @LocalServerPort private int port;

    @SuppressWarnings("NullAway.Init")
    @Value("${spring.datasource.url}")
    private String database;

    @Autowired private JsonMapper json;

    @SuppressWarnings("NullAway.Init")
    private ApiCaller agent;

    @SuppressWarnings("NullAway.Init")
    private ApiCaller supervisor;

    @SuppressWarnings("NullAway.Init")
    private ApiCaller admin;

    @BeforeAll
    void signIn() {
        agent = TestStaff.signIn(port, "agent");
        supervisor = TestStaff.signIn(port, "supervisor");
        admin = TestStaff.signIn(port, "admin");
    }

    @Test
    void whatAnAgentAddsIsAnImpostorAtOnceInEveryForm() {
        String digits = "0755 8600 " + number();
        assertThat(verdict(digits)).isEqualTo("UNKNOWN");
        assertThat(add("PHONE", digits).status()).isEqualTo(201);
        assertThat(verdict(digits)).isEqualTo("IMPOSTOR");
        assertThat(verdict("+86 " + digits.substring(1).replace(" ", "-"))).isEqualTo("IMPOSTOR");
        String domain = word() + ".example.org";
        add("DOMAIN", "https://" + domain + "/login");
        assertThat(verdict("https://pay." + domain + "/x?y=1")).isEqualTo("IMPOSTOR");
        assertThat(check("pay." + domain).path("why").asString()).contains("客服已核实");
        String account = "acc-" + word();
        add("ACCOUNT", account);
        assertThat(verdict("微信：" + account)).isEqualTo("IMPOSTOR");
        add("PHRASE", "积分 即将清零" + account);
        assertThat(verdict("您的积分即将清零" + account + "，请尽快兑换")).isEqualTo("SUSPICIOUS");
    }

    @Test
    void theSameTwiceIsOneEntry() {
        String domain = word() + ".example.net";
        String first = add("DOMAIN", domain).json().path("id").asString();
        assertThat(add("DOMAIN", "HTTPS://" + domain).json().path("id").asString())
                .isEqualTo(first);
    }

    @Test
    void whatIsOursIsNeverOnTheHotList() {
        for (Map.Entry<String, String> ours :
                Map.of(
                                "help.xiaohu-wallet.example",
                                "DOMAIN",
                                "400 000 7281",
                                "PHONE",
                                "care@xiaohu-wallet.example",
                                "EMAIL",
                                "Xiaohu-Care",
                                "ACCOUNT",
                                "小狐钱包",
                                "PHRASE",
                                "com.cn",
                                "DOMAIN")
                        .entrySet()) {
            assertThat(add(ours.getValue(), ours.getKey()).code())
                    .as(ours.getKey())
                    .isEqualTo("HOT_ENTRY_OURS");
        }
        assertThat(add("PHONE", "12").code()).isEqualTo("BAD_INPUT");
    }

    @Test
    void onlyASupervisorTakesAnEntryOffAndItStaysToBeRead() {
        String domain = word() + ".example.net";
        String id = add("DOMAIN", domain).json().path("id").asString();
        String path = HOT + "/" + id + "/removals";
        assertThat(agent.post(path, "{\"why\":\"误报\"}").code()).isEqualTo("NOT_ALLOWED");
        assertThat(supervisor.post(path, "{\"why\":\"误报\"}").status()).isEqualTo(200);
        assertThat(verdict(domain)).isEqualTo("UNKNOWN");
        assertThat(supervisor.post(path, "{\"why\":\"误报\"}").code()).isEqualTo("NOT_FOUND");
        JsonNode ended = agent.get(HOT + "?inForce=false&q=" + domain).json().path("items");
        assertThat(ended.path(0).path("removal").path("why").asString()).isEqualTo("误报");
    }

    @Test
    void anImportTakesWhatItCanReadAndTellsTheRestByLine() {
        String word = word();
        String file =
                "\uFEFFkind,value,why\n# 来源：反诈中心\nDOMAIN,%1$s.example.com,仿冒\n\nhttps://%1$s.example.info/a\n"
                                .formatted(word)
                        + "NUMBER,1\n400-000-7281\n%s\nPHRASE,\"%s,清零\"\n"
                                .formatted("x".repeat(300), word)
                        + "DOMAIN,%s.example.com,again".formatted(word);
        ApiCaller.Answer answer =
                agent.post(
                        HOT + "/imports",
                        json.writeValueAsString(Map.of("lines", file, "why", "通报")));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().path("added").asInt()).isEqualTo(3);
        assertThat(answer.json().path("there").asInt()).isEqualTo(1);
        assertThat(
                        StreamSupport.stream(answer.json().path("refused").spliterator(), false)
                                .map(line -> line.path("line").asInt())
                                .toList())
                .isEqualTo(List.of(6, 7, 8));
        assertThat(verdict(word + ".example.info")).isEqualTo("IMPOSTOR");
    }

    @Test
    void aReportBecomesAConversationAndEnrichesTheListOnceConfirmed() {
        String domain = word() + ".example.com";
        TestCustomer customer = TestCustomer.register(port);
        ApiCaller.Answer reported =
                customer.api()
                        .post(
                                "/api/v1/impostor-reports",
                                json.writeValueAsString(
                                        Map.of(
                                                "cameBy",
                                                "TEXT",
                                                "value",
                                                "小狐钱包退款 https://" + domain + "/a",
                                                "story",
                                                "说要退我钱")));
        assertThat(reported.status()).as(reported.text()).isEqualTo(201);
        String conversation = reported.json().path("conversationId").asString();
        assertThat(customer.api().get("/api/v1/conversations/" + conversation + "/messages").text())
                .contains(domain);
        JsonNode open = report(domain);
        assertThat(open.path("report").path("conversationId").asString()).isEqualTo(conversation);
        assertThat(open.path("suggestions").path(0).path("value").asString()).isEqualTo(domain);
        String path =
                "/api/v1/desk/impostor-reports/"
                        + open.path("report").path("id").asString()
                        + "/decision";
        String confirmed =
                """
                {"confirmed":true,"entries":[{"kind":"DOMAIN","value":"%s"}],"why":"仿冒退款"}\
                """
                        .formatted(domain);
        assertThat(agent.post(path, confirmed).status()).isEqualTo(200);
        assertThat(agent.post(path, confirmed).code()).isEqualTo("REVIEW_DECIDED");
        Waiting.until(() ->
                customer.api()
                        .get("/api/v1/conversations/" + conversation + "/messages")
                        .text()
                        .contains("they only say they are us"));
        assertThat(verdict(domain)).isEqualTo("IMPOSTOR");
        assertThat(
                        agent.get(HOT + "?q=" + domain)
                                .json()
                                .path("items")
                                .path(0)
                                .path("source")
                                .asString())
                .isEqualTo("REPORT");
    }

    @Test
    void theDeskReadsEveryOpenReportPageByPage() {
        String word = word();
        DatabaseOwner.run(
                database,
                """
                insert into trust.impostor_report (
                    id, origin, came_by, value, story, verdict, reported_at)
                select gen_random_uuid(), 'SITE', 'TEXT', '%s ' || n, '', 'UNKNOWN',
                    timestamptz '2020-01-01' + n / 6 * interval '1 minute'
                from generate_series(1, 120) n
                """
                        .formatted(word));
        try {
            List<String> values = new ArrayList<>();
            String after = "";
            do {
                JsonNode page = agent.get(REPORTS + "?open=true" + after).json();
                assertThat(page.path("items").size()).isBetween(1, 50);
                page.path("items")
                        .forEach(one -> values.add(one.path("report").path("value").asString()));
                after = page.has("next") ? "&cursor=" + page.path("next").asString() : "";
            } while (!after.isEmpty());
            assertThat(values.stream().filter(value -> value.startsWith(word + " ")))
                    .hasSize(120)
                    .doesNotHaveDuplicates()
                    .startsWith(word + " 120");
        } finally {
            DatabaseOwner.run(
                    database,
                    "delete from trust.impostor_report where value like '%s %%'".formatted(word));
        }
    }

    @Test
    void theSiteTakesAReportWithoutScriptsAndWithoutAnAccount() {
        String domain = word() + ".example.com";
        ApiCaller.Answer page =
                new ApiCaller(port)
                        .form(
                                "/verify/report",
                                Map.of(),
                                Map.of("value", "https://" + domain, "cameBy", "SITE"));
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text()).contains("收到");
        assertThat(report(domain).path("report").path("origin").asString()).isEqualTo("SITE");
    }

    @Test
    void anOfficialContactTakesTwoPeopleAndIsRememberedAfterItsEnd() {
        String domain = "official-" + word() + ".example.net";
        assertThat(agent.post(CHANGES, change("ADD", domain)).code()).isEqualTo("NOT_ALLOWED");
        String added = propose(supervisor, "ADD", domain);
        assertThat(verdict(domain)).isNotEqualTo("OFFICIAL");
        assertThat(supervisor.post(approval(added), "{}").code()).isEqualTo("SECOND_PERSON_NEEDED");
        assertThat(admin.post(approval(added), "{}").status()).isEqualTo(200);
        assertThat(verdict("https://" + domain + "/")).isEqualTo("OFFICIAL");
        assertThat(new ApiCaller(port).get("/api/v1/contacts").text()).contains(domain);
        assertThat(supervisor.post(CHANGES, change("ADD", domain)).code())
                .isEqualTo("CONTACT_CHANGED");

        assertThat(admin.post(approval(propose(supervisor, "RETIRE", domain)), "{}").status())
                .isEqualTo(200);
        JsonNode after = check("https://" + domain + "/");
        assertThat(after.path("verdict").asString()).isEqualTo("SUSPICIOUS");
        assertThat(after.path("why").asString()).contains("曾经是我们的");
        assertThat(new ApiCaller(port).get("/api/v1/contacts/past").text()).contains(domain);
        assertThat(new ApiCaller(port).page("/verify").text()).contains(domain);
        JsonNode newest =
                agent.get("/api/v1/desk/official-contacts").json().path("changes").path(0);
        assertThat(newest.path("act").asString()).isEqualTo("RETIRE");
        assertThat(newest.path("approvedBy").asString()).isNotEmpty();
    }

    private ApiCaller.Answer add(String kind, String value) {
        return agent.post(
                HOT, json.writeValueAsString(Map.of("kind", kind, "value", value, "why", "已核实")));
    }

    private String propose(ApiCaller by, String act, String domain) {
        ApiCaller.Answer answer = by.post(CHANGES, change(act, domain));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        JsonNode open = by.get("/api/v1/desk/proposals?box=open").json().path("items");
        return StreamSupport.stream(open.spliterator(), false)
                .filter(one -> one.toString().contains(domain))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asString();
    }

    private static String approval(String proposal) {
        return "/api/v1/desk/proposals/" + proposal + "/approve";
    }

    private String change(String act, String domain) {
        return json.writeValueAsString(
                Map.of(
                        "act",
                        act,
                        "kind",
                        "DOMAIN",
                        "value",
                        domain,
                        "why",
                        "新域名",
                        "evidence",
                        "备案"));
    }

    private JsonNode report(String words) {
        JsonNode items = agent.get("/api/v1/desk/impostor-reports").json().path("items");
        return StreamSupport.stream(items.spliterator(), false)
                .filter(one -> one.path("report").path("value").asString().contains(words))
                .findFirst()
                .orElseThrow();
    }

    private String verdict(String value) {
        return check(value).path("verdict").asString();
    }

    private JsonNode check(String value) {
        return new ApiCaller(port)
                .speaking("zh-CN")
                .post("/api/v1/trust/check", json.writeValueAsString(Map.of("value", value)))
                .json();
    }

    private static String word() {
        return "w" + UUID.randomUUID().toString().substring(0, 8);
    }

    private static String number() {
        return String.valueOf(1000 + Math.floorMod(UUID.randomUUID().hashCode(), 9000));
    }
}
