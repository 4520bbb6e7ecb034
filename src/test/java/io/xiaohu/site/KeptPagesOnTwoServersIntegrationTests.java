package io.xiaohu.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.SecondServer;
import io.xiaohu.testing.TestStaff;
import io.xiaohu.testing.Waiting;
import java.util.stream.StreamSupport;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/** What one server changed, the pages the other one keeps follow before their time is over. */
@IntegrationTest
class KeptPagesOnTwoServersIntegrationTests {

    private static final String CHANGES = "/api/v1/desk/official-contacts/changes";

    @LocalServerPort private int port;
    @Autowired private ApplicationContext here;

    @Test
    void anOfficialContactThatIsNewOrRetiredIsOnThePagesOfBothServers() {
        try (ConfigurableApplicationContext second = SecondServer.beside(here)) {
            ApiCaller hereToo = new ApiCaller(port);
            ApiCaller elsewhere = new ApiCaller(SecondServer.portOf(second));
            String domain = "kept-" + System.nanoTime() + ".xiaohu-wallet.example";
            assertThat(official(hereToo) + official(elsewhere)).doesNotContain(domain);
            // Its operator has said nothing of filings.
            assertThat(Jsoup.parse(elsewhere.get("/").text()).select(".filings")).isEmpty();

            change("ADD", domain);
            // Pages like this one are kept for a minute; waiting ends long before.
            Waiting.until(() -> official(elsewhere).contains(domain));
            Waiting.until(() -> official(hereToo).contains(domain));

            change("RETIRE", domain);
            Waiting.until(() -> elsewhere.get("/en/verify").text().contains(domain));
            Waiting.until(() -> !official(elsewhere).contains(domain));
        }
    }

    /** The list of what is ours, without what once was. */
    private static String official(ApiCaller reader) {
        return Jsoup.parse(reader.get("/verify").text()).select("table.card").eachText().getFirst();
    }

    private void change(String act, String domain) {
        ApiCaller supervisor = TestStaff.signIn(port, "supervisor");
        String body =
                """
                {"act":"%s","kind":"DOMAIN","value":"%s","why":"a test","evidence":"a test"}\
                """
                        .formatted(act, domain);
        ApiCaller.Answer proposed = supervisor.post(CHANGES, body);
        assertThat(proposed.status()).as(proposed.text()).isEqualTo(201);
        JsonNode open = supervisor.get("/api/v1/desk/proposals?box=open").json().path("items");
        String id =
                StreamSupport.stream(open.spliterator(), false)
                        .filter(one -> one.toString().contains(domain))
                        .findFirst()
                        .orElseThrow()
                        .path("id")
                        .asString();
        ApiCaller.Answer approved =
                TestStaff.signIn(port, "admin")
                        .post("/api/v1/desk/proposals/" + id + "/approve", "{}");
        assertThat(approved.status()).as(approved.text()).isEqualTo(200);
    }
}
