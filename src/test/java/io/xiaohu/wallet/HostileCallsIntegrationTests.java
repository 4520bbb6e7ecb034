package io.xiaohu.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.TestCustomer;
import io.xiaohu.testing.TestStaff;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Whatever is sent to the calls of the core journey is answered with a problem that names no
 * internals, never a 5xx.
 */
@IntegrationTest
class HostileCallsIntegrationTests {

    private static final String NOBODY = "0190c7e2-0000-7000-8000-000000000000";

    private static final Map<String, String> CUSTOMER_CALLS =
            Map.of(
                    "/api/v1/top-ups",
                    "{\"channel\":\"sandbox\",\"amount\":{\"amount\":\"1.00\",\"asset\":\"CNY\"}}",
                    "/api/v1/withdrawals",
                    "{\"channel\":\"sandbox\",\"destination\":\"6222020000000000000\","
                        + "\"amount\":{\"amount\":\"1.00\",\"asset\":\"CNY\"},\"pin\":\"314159\"}",
                    "/api/v1/transfers",
                    "{\"toPhone\":\"13900000001\",\"amount\":{\"amount\":\"1.00\",\"asset\":\"CNY\"},"
                        + "\"memo\":\"m\",\"pin\":\"314159\"}",
                    "/api/v1/conversations",
                    "{\"topic\":\"OTHER\",\"message\":\"hello\",\"code\":\"X\",\"traceId\":\"y\"}",
                    "/api/v1/conversations/" + NOBODY + "/messages",
                    "{\"clientId\":\"c\",\"text\":\"t\",\"attachmentIds\":[]}",
                    "/api/v1/feedback",
                    "{\"kind\":\"IDEA\",\"text\":\"t\"}",
                    "/api/v1/disputes",
                    "{\"subject\":{\"kind\":\"TOP_UP\",\"id\":\""
                            + NOBODY
                            + "\"},"
                            + "\"reason\":\"OTHER\",\"story\":\"s\"}",
                    "/api/v1/trust/check",
                    "{\"value\":\"v\"}");

    private static final Map<String, String> STAFF_CALLS =
            Map.of(
                    "/api/v1/desk/conversations/" + NOBODY + "/claim",
                    "{}",
                    "/api/v1/desk/conversations/" + NOBODY + "/messages",
                    "{\"clientId\":\"c\",\"text\":\"t\",\"seenSeq\":1,\"internal\":false}",
                    "/api/v1/desk/feedback/" + NOBODY + "/reply",
                    "{\"text\":\"t\",\"state\":\"DONE\"}",
                    "/api/v1/desk/disputes/" + NOBODY + "/decision",
                    "{\"outcome\":\"SPLIT\",\"note\":\"n\"}");

    private static final List<String> VALUES =
            List.of(
                    "null",
                    "17",
                    "-1",
                    "5.7",
                    "1e400",
                    "99999999999999999999",
                    "true",
                    "[]",
                    "{}",
                    "[null]",
                    "\"\"",
                    "\"   \"",
                    "\"\\ud800\"",
                    "\"\\u0000\"",
                    "\"\\u202e\\u0007😀\"",
                    "\"" + "9".repeat(30_000) + "\"",
                    "\"' or 1=1 --\"",
                    "{\"kind\":\"NONE\",\"id\":\"x\"}",
                    "{\"amount\":\"-0.01\",\"asset\":\"CNY\"}");

    private static final List<String> BODIES =
            List.of("", "null", "[]", "{", "\"x\"", "17", "{\"x\":1}", "[".repeat(5000), "\u0000");

    @LocalServerPort private int port;
    @Autowired private JsonMapper json;

    @Test
    void everyBodyAndFieldThatIsWrongIsRefused() {
        ApiCaller customer = TestCustomer.register(port).withPin().api();
        CUSTOMER_CALLS.forEach((path, good) -> attack(customer, path, good));
    }

    @Test
    void theDeskIsNoEasierToBreak() {
        ApiCaller staff = TestStaff.signIn(port, "admin");
        STAFF_CALLS.forEach((path, good) -> attack(staff, path, good));
    }

    @Test
    void aKeyThatIsNoneIsBadInput() {
        ApiCaller customer = TestCustomer.register(port).api();
        String body = CUSTOMER_CALLS.getOrDefault("/api/v1/top-ups", "");
        assertThat(customer.post("/api/v1/top-ups", body, "x".repeat(200)).status()).isEqualTo(400);
        assertThat(customer.post("/api/v1/top-ups", body, " ").status()).isEqualTo(400);
    }

    @Test
    void aNumberIsNoNameAndBlankTextNoNumberOrId() {
        ApiCaller customer = TestCustomer.register(port).withPin().api();
        ApiCaller staff = TestStaff.signIn(port, "admin");
        String transfer = CUSTOMER_CALLS.getOrDefault("/api/v1/transfers", "");
        for (ApiCaller.Answer answer :
                List.of(
                        customer.post("/api/v1/feedback", "{\"kind\":0,\"text\":\"t\"}"),
                        customer.post(
                                "/api/v1/conversations", "{\"topic\":5,\"message\":\"hello\"}"),
                        customer.post(
                                "/api/v1/transfers",
                                transfer.replace("\"memo\":\"m\"", "\"challengeId\":\"\"")),
                        staff.post(
                                "/api/v1/desk/conversations/" + NOBODY + "/messages",
                                "{\"clientId\":\"c\",\"text\":\"t\",\"seenSeq\":\" \"}"))) {
            assertThat(answer.code()).as(answer.text()).isEqualTo("BAD_INPUT");
            assertThat(answer.json().path("fields").size()).isEqualTo(1);
        }
    }

    @Test
    void otherMethodsTypesAndPathsAreRefusedWithoutAStackTrace() {
        ApiCaller customer = TestCustomer.register(port).api();
        assertThat(customer.change("PATCH", "/api/v1/transfers", "{}", null).status())
                .isBetween(400, 499);
        assertThat(customer.get("/api/v1/nothing").status()).isEqualTo(404);
        assertThat(customer.get("/api/v1/movements?cursor=%F0%9F%98%80").status()).isEqualTo(400);
        assertThat(customer.get("/api/v1/help/search?q=%00").status()).isEqualTo(400);
        assertThat(customer.get("/api/v1/top-ups/" + UUID.randomUUID()).status()).isEqualTo(404);
    }

    private void attack(ApiCaller caller, String path, String good) {
        for (String body : BODIES) {
            refused(path, body, caller.post(path, body));
        }
        for (String body : variations(good)) {
            ApiCaller.Answer answer = caller.post(path, body);
            assertThat(answer.status())
                    .as(path + " " + shortened(body) + " " + answer.text())
                    .isLessThan(500);
            assertThat(answer.text()).doesNotContain("io.xiaohu", "Exception", "org.postgresql");
        }
    }

    private static void refused(String path, String body, ApiCaller.Answer answer) {
        assertThat(answer.status()).as(path + " " + shortened(body)).isBetween(400, 499);
        assertThat(answer.code()).as(path + " " + shortened(body)).isNotEmpty();
    }

    /** Each field in turn with each value that does not belong there, and each left out. */
    private List<String> variations(String good) {
        List<String> all = new ArrayList<>();
        JsonNode node = json.readTree(good);
        for (String field : node.propertyNames()) {
            for (String value : VALUES) {
                String rest = without(node, field);
                String comma = rest.equals("{}") ? "" : ",";
                all.add("{\"%s\":%s%s%s".formatted(field, value, comma, rest.substring(1)));
            }
            all.add(without(node, field));
        }
        return all;
    }

    private String without(JsonNode node, String field) {
        ObjectNode copy = (ObjectNode) node.deepCopy();
        copy.remove(field);
        return json.writeValueAsString(copy);
    }

    private static String shortened(String body) {
        return body.length() > 120 ? body.substring(0, 120) : body;
    }
}
