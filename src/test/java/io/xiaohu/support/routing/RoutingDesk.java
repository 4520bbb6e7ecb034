package io.xiaohu.support.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.TestCustomer;
import io.xiaohu.testing.TestStaff;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** The queue and who answers it, as tests of the routing ask for them. */
final class RoutingDesk {

    static final String STATE = "/api/v1/desk/agent-state";

    private RoutingDesk() {}

    /** What other tests left in the queue is nobody's here. */
    static void empty(int port, JdbcClient sql) {
        nobodyOnline(sql);
        ApiCaller supervisor = TestStaff.signIn(port, "supervisor");
        JsonNode left;
        do {
            left = supervisor.get("/api/v1/desk/conversations?box=all").json().path("items");
            left.forEach(one -> {
                ApiCaller.Answer ended =
                        supervisor.post(desk(one.path("id").asString(), "close"), "{}");
                assertThat(ended.status()).as(ended.text()).isEqualTo(204);
            });
        } while (!left.isEmpty());
    }

    static void nobodyOnline(JdbcClient sql) {
        sql.sql("delete from support.agent_state").update();
        sql.sql("delete from support.agent_skill").update();
    }

    /** As if the router had given it to whoever has it at that moment. */
    static void given(JdbcClient sql, String id, OffsetDateTime at) {
        sql.sql(
                        """
                        update support.routing
                        set given_at = :at, given_to = (
                            select claimed_by from support.conversation where id = :id)
                        where conversation_id = :id
                        """)
                .param("at", at)
                .param("id", UUID.fromString(id))
                .update();
    }

    /** As {@link #given}, and nobody took it since. */
    static void givenLongAgo(JdbcClient sql, String id, OffsetDateTime at) {
        given(sql, id, at);
        sql.sql("update support.conversation set claimed_at = :at where id = :id")
                .param("at", at)
                .param("id", UUID.fromString(id))
                .update();
    }

    static void say(ApiCaller staff, String state) {
        ApiCaller.Answer said = staff.put(STATE, "{\"state\":\"" + state + "\"}");
        assertThat(said.status()).as(said.text()).isEqualTo(200);
    }

    static String asked(TestCustomer customer, String topic, String language) {
        ApiCaller.Answer opened =
                customer.api()
                        .speaking(language)
                        .post(
                                "/api/v1/conversations",
                                "{\"topic\":\"%s\",\"message\":\"你好\"}".formatted(topic));
        assertThat(opened.status()).as(opened.text()).isEqualTo(201);
        return opened.json().path("id").asString();
    }

    static JsonNode one(ApiCaller staff, String id) {
        return staff.get("/api/v1/desk/conversations/" + id).json();
    }

    static String state(ApiCaller staff, String id) {
        return one(staff, id).path("state").asString();
    }

    static JsonNode place(ApiCaller staff, String id) {
        for (JsonNode place : staff.get("/api/v1/desk/routing").json().path("items")) {
            if (place.path("conversationId").asString().equals(id)) {
                return place;
            }
        }
        throw new AssertionError("no place of " + id);
    }

    static JsonNode look(ApiCaller staff, String id, boolean typing) {
        ApiCaller.Answer answer = staff.post(desk(id, "viewing"), "{\"typing\":" + typing + "}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json().path("items");
    }

    static String desk(String id, String act) {
        return "/api/v1/desk/conversations/" + id + "/" + act;
    }

    static String line(String clientId) {
        return line(clientId, "好的");
    }

    static String line(String clientId, String text) {
        return "{\"clientId\":\"%s\",\"text\":\"%s\"}".formatted(clientId, text);
    }
}
