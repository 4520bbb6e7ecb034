package io.xiaohu.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.IntegrationTest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The official site: whole without scripts, in both languages, with no link that leads nowhere. */
@IntegrationTest
class SiteIntegrationTests {

    private static final int LARGEST_PAGE = 100 * 1024;

    @LocalServerPort private int port;

    @Test
    void everyPageAndLinkAnswersIsSmallAndNeedsNoScript() {
        ApiCaller reader = new ApiCaller(port);
        Deque<String> left = new ArrayDeque<>(Set.of("/", "/en"));
        Set<String> seen = new HashSet<>(left);
        while (!left.isEmpty()) {
            String path = left.pop();
            ApiCaller.Answer answer = reader.get(path);
            assertThat(answer.status()).as(path).isEqualTo(200);
            assertThat(answer.text().length()).as(path).isLessThan(LARGEST_PAGE);
            Document page = Jsoup.parse(answer.text());
            assertThat(page.select("script:not([type=application/ld+json])")).as(path).isEmpty();
            assertThat(page.select("[style]")).as(path).isEmpty();
            assertThat(page.select("link[hreflang=en]")).as(path).hasSize(1);
            assertThat(page.select("h1")).as(path).hasSize(1);
            assertThat(page.text()).as(path).doesNotContain("??");
            for (Element link : page.select("a[href^=/]")) {
                String target = link.attr("href").replaceAll("#.*", "");
                boolean ofTheSite = !target.startsWith("/app") && !target.startsWith("/desk");
                if (ofTheSite && seen.add(target)) {
                    left.push(target);
                }
            }
        }
        assertThat(seen).hasSizeGreaterThan(40);
    }

    @Test
    void searchEnginesFindTheRealNumber() {
        Document page = Jsoup.parse(new ApiCaller(port).get("/").text());
        assertThat(page.select("script[type=application/ld+json]").html())
                .contains("ContactPoint")
                .contains("400-000-7281");
        assertThat(new ApiCaller(port).get("/sitemap.xml").text()).contains("/en/help/disputes");
        assertThat(new ApiCaller(port).get("/robots.txt").text()).contains("sitemap.xml");
        assertThat(new ApiCaller(port).get("/.well-known/security.txt").text())
                .contains("Contact: mailto:");
    }

    @Test
    void aPersonWhoLostTheirWayGetsAPageAndAProgramAProblem() {
        ApiCaller.Answer page = new ApiCaller(port).page("/nowhere");
        assertThat(page.status()).isEqualTo(404);
        assertThat(Jsoup.parse(page.text()).select("h1")).hasSize(1);
        assertThat(new ApiCaller(port).get("/nowhere").json().path("code").asString())
                .isEqualTo("NOT_FOUND");
    }
}
