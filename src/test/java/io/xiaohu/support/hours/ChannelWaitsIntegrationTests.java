package io.xiaohu.support.hours;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.TestClock;
import java.time.Duration;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Every way to reach somebody says how long it takes, or that nobody knows. */
@IntegrationTest
class ChannelWaitsIntegrationTests {

    @LocalServerPort private int port;
    @Autowired private JdbcClient sql;
    @Autowired private TestClock clock;

    @AfterEach
    void isNow() {
        clock.reset();
    }

    @Test
    void aChannelThatIsAnsweredInWritingSaysHowLongTheLastWeeksTook() {
        forget("EMAIL");
        for (int hours : new int[] {1, 2, 3, 40}) {
            answered("EMAIL", hours);
        }
        assertThat(wait("EMAIL").path("basis").asString()).isEqualTo("UNKNOWN");
        assertThat(wait("EMAIL").path("text").asString()).contains("不到 5 次");
        answered("EMAIL", 50);
        JsonNode known = wait("EMAIL");
        assertThat(known.path("basis").asString()).isEqualTo("LAST_WEEKS");
        assertThat(known.path("expectedWaitSeconds").asLong())
                .isEqualTo(Duration.ofHours(3).toSeconds());
        assertThat(known.path("text").asString()).isEqualTo("过去 4 周，一般 3 小时内有第一次答复");
        JsonNode asked = service("?channel=EMAIL");
        assertThat(asked.path("expectedWaitSeconds").asLong())
                .isEqualTo(Duration.ofHours(3).toSeconds());
        sql.sql(
                        """
                        update support.conversation
                        set opened_at = opened_at - interval '40 days',
                            first_answer_at = first_answer_at - interval '40 days'
                        where channel = 'EMAIL'
                        """)
                .update();
        assertThat(wait("EMAIL").path("basis").asString()).isEqualTo("UNKNOWN");
    }

    @Test
    void nobodyMakesUpHowLongACallWaits() {
        answered("PHONE", 1);
        JsonNode phone = wait("PHONE");
        assertThat(phone.path("basis").asString()).isEqualTo("UNKNOWN");
        assertThat(phone.has("expectedWaitSeconds")).isFalse();
        assertThat(phone.path("text").asString()).contains("没有人测量");
        assertThat(service("?channel=PHONE").path("expectedWaitSeconds").isNull()).isTrue();
    }

    @Test
    void requestsAndChatStandBesideTheOfficialContacts() {
        assertThat(wait("REQUEST").path("text").asString()).isNotBlank();
        JsonNode chat = wait("APP");
        assertThat(chat.path("expectedWaitSeconds").asLong(-1))
                .isEqualTo(service("").path("expectedWaitSeconds").asLong(-1));
        Document page = Jsoup.parse(new ApiCaller(port).get("/en/contact").text());
        assertThat(page.select(".official li:has(a[href^=tel:]) .when").text())
                .contains("nobody measures it");
        assertThat(page.select(".official a[href='/app/service-requests/new']")).hasSize(1);
        assertThat(page.select(".official li:has(.state) .when").eachText())
                .allMatch(text -> text.matches(".*(known|first answer|Answered within|opens).*"));
    }

    private JsonNode wait(String channel) {
        // What weeks say is counted once a minute.
        clock.advance(Duration.ofSeconds(61));
        for (JsonNode one : service("").path("waits")) {
            if (one.path("channel").asString().equals(channel)) {
                return one;
            }
        }
        return MissingNode.getInstance();
    }

    private JsonNode service(String query) {
        return new ApiCaller(port).speaking("zh-CN").get("/api/v1/service-hours" + query).json();
    }

    private void answered(String channel, int hours) {
        String id =
                new ApiCaller(port)
                        .post("/api/v1/conversations", "{\"message\":\"几点答复\"}")
                        .json()
                        .path("id")
                        .asString();
        sql.sql(
                        """
                        update support.conversation
                        set channel = :channel,
                            opened_at = now() - interval '3 days',
                            first_answer_at = now() - interval '3 days' + make_interval(hours => :hours)
                        where id = :id
                        """)
                .param("channel", channel)
                .param("hours", hours)
                .param("id", UUID.fromString(id))
                .update();
    }

    private void forget(String channel) {
        sql.sql("update support.conversation set channel = 'APP' where channel = :channel")
                .param("channel", channel)
                .update();
    }
}
