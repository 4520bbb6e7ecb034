package io.xiaohu.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Members of staff every demo has, signed in to the desk. */
public final class TestStaff {

    private TestStaff() {}

    /**
     * @param username agent, supervisor, finance or admin
     */
    public static ApiCaller signIn(int port, String username) {
        ApiCaller caller = new ApiCaller(port);
        ApiCaller.Answer answer =
                caller.post(
                        "/api/v1/desk/sessions",
                        """
                        {"username":"%s","password":"%s"}\
                        """
                                .formatted(username, TestServer.STAFF_PASSWORD));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return caller;
    }

    /** What a colleague, or the house, said to somebody of the staff in a conversation. */
    public static List<String> mentions(ApiCaller staff, String conversation) {
        return mentions(staff).stream()
                .filter(one -> one.path("conversationId").asString().equals(conversation))
                .map(one -> one.path("text").asString())
                .toList();
    }

    /** Everything in which somebody of the staff is named, page by page. */
    public static List<JsonNode> mentions(ApiCaller staff) {
        List<JsonNode> all = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = staff.get("/api/v1/desk/mentions" + next).json();
            page.path("items").forEach(all::add);
            next = page.path("next").isString() ? "?cursor=" + page.path("next").asString() : "";
        } while (!next.isEmpty());
        return all;
    }

    /**
     * Every conversation of a box of the inbox, page by page.
     *
     * @param box as the inbox calls it
     * @return their ids in the inbox's order
     */
    public static List<String> box(ApiCaller staff, String box) {
        List<String> ids = new ArrayList<>();
        String after = "";
        do {
            JsonNode page = staff.get("/api/v1/desk/conversations?box=" + box + after).json();
            page.path("items").forEach(item -> ids.add(item.path("id").asString()));
            after = page.has("next") ? "&after=" + page.path("next").asString() : "";
        } while (!after.isEmpty());
        return ids;
    }
}
