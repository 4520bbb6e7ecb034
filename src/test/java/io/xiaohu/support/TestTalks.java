package io.xiaohu.support;

import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.TestCustomer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Conversations in tests, from both sides. */
final class TestTalks {

    private TestTalks() {}

    static String opened(TestCustomer customer, String message) {
        return opened(customer.api(), message);
    }

    static String opened(ApiCaller caller, String message) {
        return caller.post(
                        "/api/v1/conversations",
                        "{\"topic\":\"OTHER\",\"message\":\"%s\"}".formatted(message))
                .json()
                .path("id")
                .asString();
    }

    static List<String> texts(TestCustomer customer, String id) {
        List<String> texts = new ArrayList<>();
        customer.api()
                .get(mine(id))
                .json()
                .path("items")
                .forEach(line -> texts.add(line.path("text").asString()));
        return texts;
    }

    static JsonNode item(ApiCaller agent, String id) {
        return agent.get("/api/v1/desk/conversations/" + id).json();
    }

    static String until(Instant at) {
        return "{\"until\":\"%s\"}".formatted(at);
    }

    static String desk(String id, String act) {
        return "/api/v1/desk/conversations/" + id + "/" + act;
    }

    static String mine(String id) {
        return "/api/v1/conversations/" + id + "/messages";
    }

    static String line(String clientId, String text) {
        return "{\"clientId\":\"%s\",\"text\":\"%s\"}".formatted(clientId, text);
    }

    /** The id of a colleague who answers conversations. */
    static String colleague(ApiCaller agent, String username) {
        for (JsonNode one : agent.get("/api/v1/desk/colleagues").json().path("items")) {
            if (one.path("username").asString().equals(username)) {
                return one.path("id").asString();
            }
        }
        throw new AssertionError("nobody is called " + username);
    }
}
