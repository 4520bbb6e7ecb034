package io.xiaohu.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.kernel.Signals;
import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.DatabaseOwner;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.Waiting;
import io.xiaohu.trust.ContactKind;
import io.xiaohu.trust.OfficialContact;
import io.xiaohu.trust.OfficialContacts;
import io.xiaohu.trust.TrustChecks;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The site of an installation whose operator has not said yet how to be reached. */
@IntegrationTest
class SiteWithoutContactsIntegrationTests {

    /** No contact ends so soon after it began, so these are those that are put back. */
    private static final String SOON = "since + interval '1 microsecond'";

    @LocalServerPort private int port;
    @Autowired private OfficialContacts contacts;
    @Autowired private Signals signals;

    @SuppressWarnings("NullAway.Init")
    @Value("${spring.datasource.url}")
    private String database;

    @AfterEach
    void putBack() {
        change("update trust.contact set until = null where until = " + SOON);
        Waiting.until(() -> !contacts.inUse().isEmpty());
    }

    @Test
    void noPageHasALinkOrAListThatLeadsNowhere() {
        change("update trust.contact set until = " + SOON + " where until is null");
        Waiting.until(() -> contacts.inUse().isEmpty());
        for (String root : List.of("", "/en")) {
            for (String path :
                    List.of(
                            "",
                            "/help",
                            "/contact",
                            "/status",
                            "/verify",
                            "/verify-statement",
                            "/policies",
                            "/feedback",
                            "/feedback/thanks")) {
                String asked = (root + path).isEmpty() ? "/" : root + path;
                Document page = Jsoup.parse(new ApiCaller(port).get(asked).text());
                assertThat(page.select("h1")).as(asked).hasSize(1);
                assertThat(page.select("a[href^=tel:], a[href^=mailto:]")).as(asked).isEmpty();
                assertThat(
                                page.select("a, th, td, li, h2").stream()
                                        .filter(one -> one.text().isBlank())
                                        .filter(one -> one.select("[aria-label]").isEmpty()))
                        .as(asked)
                        .isEmpty();
                assertThat(page.select("script").html()).as(asked).doesNotContain("telephone");
            }
        }
        assertThat(new ApiCaller(port).get("/.well-known/security.txt").text())
                .doesNotContain("mailto:")
                .contains("/contact\n");
    }

    @ParameterizedTest
    @CsvSource({
        "400-000-7281,+86-400-000-7281",
        "0571-8600 4321,+86-571-8600 4321",
        "+852 3000 7281,+852 3000 7281",
        "00852-3000-7281,+852-3000-7281",
        "95188,+86-95188",
    })
    void aNumberIsWrittenAsItIsDialledFromAnywhere(String written, String dialled) {
        OfficialContact number = new OfficialContact(ContactKind.PHONE, written);
        assertThat(number.international()).isEqualTo(dialled);
        assertThat(number.servesHome()).isEqualTo(dialled.startsWith("+86"));
    }

    private void change(String statement) {
        DatabaseOwner.run(database, statement);
        signals.sendChange(TrustChecks.CHANGED, "all");
    }
}
