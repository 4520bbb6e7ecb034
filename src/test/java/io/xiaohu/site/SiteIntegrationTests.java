package io.xiaohu.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.kernel.Signals;
import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.AppHours;
import io.xiaohu.testing.DatabaseOwner;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.TestStaff;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The official site: whole without scripts, in both languages, with no link that leads nowhere. */
@IntegrationTest
class SiteIntegrationTests {

    private static final int LARGEST_PAGE = 100 * 1024;
    private static final JsonMapper JSON = JsonMapper.shared();

    @LocalServerPort private int port;
    @Autowired private Signals signals;

    @SuppressWarnings("NullAway.Init")
    @Value("${spring.datasource.url}")
    private String database;

    private final Map<String, Integer> files = new HashMap<>();

    @Test
    void whoReportsTooOftenIsToldOnAPageInTheirLanguage() {
        ApiCaller reader = new ApiCaller(port).from("198.51.100.77").with("Accept", "text/html");
        for (int n = 0; n < 20; n++) {
            assertThat(report(reader, "/verify/report").status()).isEqualTo(200);
        }
        ApiCaller.Answer refused = report(reader, "/en/verify/report");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.raw().headers().firstValue("Retry-After")).isPresent();
        assertThat(refused.raw().headers().firstValue("Content-Type").orElseThrow())
                .startsWith("text/html");
        assertThat(refused.text()).contains("lang=\"en\"").contains("Press Back");
    }

    private static ApiCaller.Answer report(ApiCaller reader, String path) {
        return reader.form(path, List.of(), Map.of("value", "https://xiaohu-pay.example"));
    }

    @Test
    void everyPageAndLinkAnswersIsSmallAndNeedsNoScript() {
        ApiCaller reader = new ApiCaller(port);
        Map<String, Document> pages = pages(reader);
        assertThat(pages).hasSizeGreaterThan(40);
        pages.forEach((path, page) -> {
            assertThat(page.select("script:not([type=application/ld+json])")).as(path).isEmpty();
            assertThat(page.select("[style], [onclick]")).as(path).isEmpty();
            assertThat(page.select("h1")).as(path).hasSize(1);
            assertThat(page.text()).as(path).doesNotContain("??");
            assertThat(weight(reader, page)).as(path).isLessThan(LARGEST_PAGE);
            for (Element data : page.select("script")) {
                JsonNode read = JSON.readTree(data.data());
                assertThat(read.path("@context").asString())
                        .as(path)
                        .isEqualTo("https://schema.org");
            }
            for (Element link : page.select("a[href^=#], a[href*=#]:not([href*=:])")) {
                String[] target = link.attr("href").split("#", 2);
                Document there =
                        target[0].isEmpty()
                                ? page
                                : Objects.requireNonNull(pages.get(target[0]), link.toString());
                assertThat(there.select("#" + target[1])).as(path + link).hasSize(1);
            }
        });
    }

    @Test
    void everyPageNamesItselfAndItsTwinInTheOtherLanguage() {
        Map<String, Document> pages = pages(new ApiCaller(port));
        pages.forEach((path, page) -> {
            String chinese = path(page, "link[hreflang=zh-CN]");
            String english = path(page, "link[hreflang=en]");
            assertThat(path(page, "link[hreflang=x-default]")).as(path).isEqualTo(chinese);
            boolean isEnglish = path.equals("/en") || path.startsWith("/en/");
            assertThat(path).isEqualTo(isEnglish ? english : chinese);
            assertThat(path(page, "link[rel=canonical]")).as(path).isEqualTo(path);
            assertThat(page.select("html").attr("lang")).isEqualTo(isEnglish ? "en" : "zh-CN");
            assertThat(pages).containsKeys(chinese, english);
        });
    }

    @Test
    void aPageRunsNoScriptIsKeptByWhoeverReadsItAndSetsNoCookie() {
        for (String path : Set.of("/", "/en/contact", "/status", "/policies", "/feedback")) {
            ApiCaller reader = new ApiCaller(port);
            ApiCaller.Answer page = reader.get(path);
            assertThat(header(page, "Content-Security-Policy"))
                    .as(path)
                    .contains("default-src 'none'")
                    .contains("form-action 'self'")
                    .doesNotContain("script-src")
                    .doesNotContain("unsafe");
            assertThat(page.raw().headers().firstValue("Set-Cookie")).as(path).isEmpty();
            assertThat(header(page, "Cache-Control")).as(path).startsWith("public");
            assertThat(header(page, "X-Content-Type-Options")).as(path).isEqualTo("nosniff");
            String tag = header(page, "ETag");
            assertThat(new ApiCaller(port).with("If-None-Match", tag).get(path).status())
                    .as(path)
                    .isEqualTo(304);
            ApiCaller.Answer packed = new ApiCaller(port).with("Accept-Encoding", "gzip").get(path);
            assertThat(header(packed, "Content-Encoding")).as(path).isEqualTo("gzip");
            assertThat(Integer.parseInt(header(packed, "Content-Length")))
                    .as(path)
                    .isLessThan(page.text().length());
        }
    }

    @Test
    void searchEnginesFindTheRealNumber() {
        Document page = Jsoup.parse(new ApiCaller(port).get("/").text());
        assertThat(page.select("script[type=application/ld+json]").html())
                .contains("ContactPoint")
                .contains("400-000-7281");
        assertThat(new ApiCaller(port).get("/sitemap.xml").text())
                .contains("/en/help/disputes")
                .contains("hreflang=\"x-default\"");
        assertThat(new ApiCaller(port).get("/robots.txt").text()).contains("sitemap.xml");
        assertThat(new ApiCaller(port).get("/.well-known/security.txt").text())
                .contains("Contact: mailto:")
                .contains("Expires: 20");
    }

    @Test
    void contactSaysForEachOfficialWayWhetherSomebodyAnswers() {
        Document page = Jsoup.parse(new ApiCaller(port).get("/en/contact").text());
        for (Element way : page.select(".official li:has(.when)")) {
            assertThat(way.select(".state").text()).isIn("Open", "Closed");
            assertThat(way.select(".value").text()).isNotEmpty();
        }
        assertThat(page.select(".official a[href^=tel:]").text()).contains("400-000-7281");
        assertThat(page.select(".hours tr")).hasSizeGreaterThan(1);
        assertThat(page.select(".waits").text()).isNotEmpty();
    }

    @Test
    void chatGoesByItsOwnHoursAndTheyAreListedBesideThoseOfRegions() {
        ApiCaller admin = TestStaff.signIn(port, "admin");
        String rules =
                """
                {"zone":"Asia/Shanghai","labelZh":"会话","labelEn":"Chat in the app",\
                "week":[%1$s,%1$s,%1$s,%1$s,%1$s,%1$s,%1$s]}\
                """;
        try {
            AppHours.set(admin, rules.formatted("[]"));
            for (String path : List.of("/en", "/en/contact")) {
                Document page = Jsoup.parse(new ApiCaller(port).get(path).text());
                assertThat(page.select(".contacts > .row .chip, .waits .chip").text())
                        .as(path)
                        .isEqualTo("Closed now");
                assertThat(page.select(".hours tr:contains(Chat in the app) .state").text())
                        .as(path)
                        .isEqualTo("Closed");
                assertThat(page.select(".hours tr:contains(Mainland) .state").text())
                        .as(path)
                        .isEqualTo("Open");
            }
            JsonNode told = new ApiCaller(port).get("/api/v1/service-hours?channel=APP").json();
            assertThat(told.path("open").asBoolean()).isFalse();
            assertThat(told.path("channels").valueStream())
                    .anyMatch(one -> one.path("region").asString().equals(AppHours.CODE));
        } finally {
            AppHours.set(admin, rules.formatted("[\"00:00-24:00\"]"));
        }
        assertThat(Jsoup.parse(new ApiCaller(port).get("/en/contact").text()).select(".waits .ok"))
                .hasSize(1);
    }

    @Test
    void helpStandsUnderItsTopicsWithALinkToEach() {
        for (String path : List.of("/help", "/en/help")) {
            Document page = Jsoup.parse(new ApiCaller(port).get(path).text());
            List<String> topics = page.select("section.topic").eachAttr("id");
            assertThat(topics).as(path).hasSizeGreaterThan(12).startsWith("SIGN_IN", "CODE");
            assertThat(page.select("nav.jump a").eachAttr("href"))
                    .isEqualTo(topics.stream().map(topic -> "#" + topic).toList());
            assertThat(page.select("section.topic h2").eachText()).doesNotContain("");
            assertThat(page.select("section#LOCK a").eachAttr("href"))
                    .anyMatch(href -> href.endsWith("/help/sign-in-locked"));
            List<String> articles = page.select("main li a.title").eachAttr("href");
            assertThat(articles).doesNotHaveDuplicates();
            assertThat(articles.size())
                    .isEqualTo(
                            new ApiCaller(port)
                                    .speaking(path.equals("/help") ? "zh-CN" : "en")
                                    .get("/api/v1/help/search")
                                    .json()
                                    .path("items")
                                    .size());
        }
        Document found = Jsoup.parse(new ApiCaller(port).get("/en/help?q=locked").text());
        assertThat(found.select("section.topic, nav.jump")).isEmpty();
        assertThat(found.select("main li a.title")).isNotEmpty();
    }

    @Test
    void theFooterHasTheOperatorsFilingsAndLeadsToTheirRegisters() {
        for (String path : List.of("/", "/en/help/disputes", "/verify-statement")) {
            Document page = Jsoup.parse(new ApiCaller(port).get(path).text());
            Element filings = Objects.requireNonNull(page.selectFirst("footer .filings"), path);
            Element icp = filings.select("a").get(0);
            assertThat(icp.text()).isEqualTo("浙ICP备2026000728号");
            assertThat(icp.attr("href")).isEqualTo("https://beian.miit.gov.cn/");
            Element police = filings.select("a").get(1);
            assertThat(police.text()).isEqualTo("浙公网安备33010602000728号");
            assertThat(police.attr("href"))
                    .startsWith("https://beian.mps.gov.cn/")
                    .endsWith("code=33010602000728");
            assertThat(filings.select("span").text())
                    .isEqualTo(
                            (path.startsWith("/en") ? "Payment licence" : "支付业务许可证")
                                    + " Z2007281000011");
        }
    }

    @Test
    void aFullBoardOfFeedbackIsCutIntoPagesThatStaySmall() {
        String marks = "<\"狐&'>".repeat(166);
        DatabaseOwner.run(
                database,
                """
                insert into feedback.feedback (id, kind, content, source, state, at)
                select gen_random_uuid(), 'IDEA', 'a full board ' || n, 'SITE', 'READ', now()
                from generate_series(1, 100) n;
                insert into feedback.publication (
                    feedback_id, title_zh, title_en, text_zh, text_en, answer_zh, answer_en,
                    published_by, published_at)
                select id, repeat('狐', 80), repeat('狐', 120),
                    case when content like '%7' then $$MARKS$$ else repeat('狐', 1000) end,
                    repeat('狐', 1500), repeat('狐', 1000), repeat('狐', 1500),
                    gen_random_uuid(), now()
                from feedback.feedback
                where content like 'a full board %'
                """
                        .replace("MARKS", marks));
        changed();
        try {
            ApiCaller reader = new ApiCaller(port);
            int shown = 0;
            String next = "/feedback";
            while (!next.isEmpty()) {
                for (String path : List.of(next, "/en" + next)) {
                    ApiCaller.Answer answer = reader.get(path);
                    assertThat(answer.status()).as(path).isEqualTo(200);
                    Document page = Jsoup.parse(answer.text());
                    assertThat(weight(reader, page)).as(path).isLessThan(LARGEST_PAGE);
                    assertThat(page.select("nav.jump [aria-current=page]")).as(path).hasSize(1);
                }
                Document page = Jsoup.parse(reader.get(next).text());
                shown += page.select(".asked > li").size();
                next = page.select("nav.jump [aria-current] + a").attr("href");
            }
            assertThat(shown).isEqualTo(100);
            assertThat(reader.get("/feedback/page/1").status()).isEqualTo(404);
            assertThat(reader.get("/feedback/page/101").status()).isEqualTo(404);
        } finally {
            DatabaseOwner.run(
                    database,
                    """
                    delete from feedback.publication
                    where feedback_id in (
                        select id from feedback.feedback where content like 'a full board %');
                    delete from feedback.feedback where content like 'a full board %'
                    """);
            changed();
        }
    }

    /** Pages are made anew, as after an act of staff. */
    private void changed() {
        signals.sendChange(Incidents.CHANGED, "all");
    }

    @Test
    void policiesTellTheLimitsInForceAndWhatEachChannelCosts() {
        Document page = Jsoup.parse(new ApiCaller(port).get("/policies").text());
        assertThat(page.select("#limits td").eachText()).contains("¥1,000.00", "¥200,000.00");
        assertThat(page.select("#fees tr")).hasSizeGreaterThan(1);
        assertThat(page.select("#complaints").text()).contains("12363").contains("12315");
    }

    @Test
    void aPersonWhoLostTheirWayGetsAPageAndAProgramAProblem() {
        ApiCaller.Answer page = new ApiCaller(port).page("/nowhere");
        assertThat(page.status()).isEqualTo(404);
        assertThat(Jsoup.parse(page.text()).select("h1")).hasSize(1);
        assertThat(new ApiCaller(port).get("/nowhere").json().path("code").asString())
                .isEqualTo("NOT_FOUND");
    }

    /** Follows every link of the site from both first pages. */
    private static Map<String, Document> pages(ApiCaller reader) {
        Deque<String> left = new ArrayDeque<>(Set.of("/", "/en"));
        Set<String> seen = new HashSet<>(left);
        Map<String, Document> pages = new HashMap<>();
        while (!left.isEmpty()) {
            String path = left.pop();
            ApiCaller.Answer answer = reader.get(path);
            assertThat(answer.status()).as(path).isEqualTo(200);
            Document page = Jsoup.parse(answer.text());
            if (!path.contains("?")) {
                pages.put(path, page);
            }
            for (Element link : page.select("a[href^=/]")) {
                String target = link.attr("href").replaceAll("#.*", "");
                boolean ofTheSite = !target.startsWith("/app") && !target.startsWith("/desk");
                if (ofTheSite && seen.add(target)) {
                    left.push(target);
                }
            }
        }
        return pages;
    }

    /** With everything it loads, before packing. */
    private int weight(ApiCaller reader, Document page) {
        int own = bytes(page.outerHtml());
        return own
                + page.select("link[rel=stylesheet], link[rel=icon], img[src^=/]").stream()
                        .map(one -> one.hasAttr("href") ? one.attr("href") : one.attr("src"))
                        .distinct()
                        .mapToInt(path ->
                                files.computeIfAbsent(
                                        path, asked -> bytes(reader.get(asked).text())))
                        .sum();
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static String path(Document page, String link) {
        String path = URI.create(page.select(link).attr("href")).getPath();
        return path.isEmpty() ? "/" : path;
    }

    private static String header(ApiCaller.Answer answer, String name) {
        return answer.raw().headers().firstValue(name).orElse("");
    }
}
