package io.xiaohu.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.TestCustomer;
import io.xiaohu.testing.TestStaff;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What customers wrote in disputes and feedback is read one by one, and each time on record. */
@IntegrationTest
class LooksAtWhatCustomersWroteIntegrationTests {

    private static final String DISPUTES = "/api/v1/desk/disputes";
    private static final String FEEDBACK = "/api/v1/desk/feedback";

    @LocalServerPort private int port;
    @Autowired private JdbcClient sql;

    @Test
    void theStoryOfADisputeIsToldForAReasonThatIsRecorded() {
        TestCustomer chen = TestCustomer.register(port).withMoney("9.00");
        String topUp = chen.api().get("/api/v1/movements").json().at("/items/0/id").asString();
        String id =
                chen.api()
                        .post(
                                "/api/v1/disputes",
                                """
                                {"subject":{"kind":"TOP_UP","id":"%s"},"reason":"WRONG_AMOUNT",
                                "story":"my secret card 6222021234567890128"}
                                """
                                        .formatted(topUp))
                        .json()
                        .path("id")
                        .asString();
        ApiCaller supervisor = TestStaff.signIn(port, "supervisor");
        assertThat(supervisor.get(DISPUTES).text()).contains(id).doesNotContain("secret");
        assertThat(supervisor.get(DISPUTES + "/" + id).code()).isEqualTo("LOOK_REASON_NEEDED");
        assertThat(supervisor.get(DISPUTES + "/" + UUID.randomUUID()).status()).isEqualTo(404);
        String customer = "customer:" + chen.id();
        assertThat(recorded(customer, "dispute.viewed")).isEmpty();
        supervisor.post(
                "/api/v1/desk/customers/" + chen.id() + "/looks", "{\"reason\":\"to decide it\"}");
        assertThat(supervisor.get(DISPUTES + "/" + id).json().path("story").asString())
                .isEqualTo("my secret card ****0128");
        assertThat(recorded(customer, "dispute.viewed"))
                .singleElement()
                .asString()
                .contains("to decide it", id);
    }

    @Test
    void feedbackIsShortInTheListAndOpeningACustomersIsRecorded() {
        TestCustomer chen = TestCustomer.register(port);
        String words = "call me at 13800138000 " + "and again ".repeat(12) + "the end";
        String id = give(chen.api(), words);
        ApiCaller agent = TestStaff.signIn(port, "agent");
        String listed = textOf(id, agent.get(FEEDBACK).json().path("items"));
        assertThat(listed).startsWith("call me at ****8000").hasSize(121).endsWith("…");
        assertThat(recorded("feedback:" + id, "feedback.viewed")).isEmpty();
        assertThat(agent.get(FEEDBACK + "/" + id).json().path("text").asString()).isEqualTo(words);
        assertThat(recorded("feedback:" + id, "feedback.viewed"))
                .singleElement()
                .asString()
                .contains(chen.id().toString());
        String nobodys = give(new ApiCaller(port), "from the site");
        assertThat(agent.get(FEEDBACK + "/" + nobodys).status()).isEqualTo(200);
        assertThat(recorded("feedback:" + nobodys, "feedback.viewed")).isEmpty();
    }

    private static String give(ApiCaller who, String text) {
        return who.post("/api/v1/feedback", "{\"kind\":\"OTHER\",\"text\":\"%s\"}".formatted(text))
                .json()
                .path("id")
                .asString();
    }

    private static String textOf(String id, JsonNode items) {
        for (JsonNode one : items) {
            if (one.path("id").asString().equals(id)) {
                return one.path("text").asString();
            }
        }
        throw new AssertionError("not listed: " + id);
    }

    private List<String> recorded(String subject, String action) {
        return sql.sql(
                        "select details::text from audit.line where subject = :subject and action ="
                                + " :what order by n")
                .param("subject", subject)
                .param("what", action)
                .query((row, n) -> row.getString(1))
                .list();
    }
}
