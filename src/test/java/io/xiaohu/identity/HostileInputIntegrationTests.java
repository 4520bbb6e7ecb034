package io.xiaohu.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.TestCustomer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Whatever is sent to the calls of signing in, the answer is a refusal, never a failure. */
@IntegrationTest
class HostileInputIntegrationTests {

    private static final Map<String, String> GOOD =
            Map.of(
                    "POST /api/v1/codes", "{\"phone\":\"13912345678\",\"purpose\":\"SIGN_IN\"}",
                    "POST /api/v1/customers",
                            "{\"phone\":\"13912345678\",\"password\":\"quiet-lantern\","
                                    + "\"code\":\"123456\",\"displayName\":\"x\"}",
                    "POST /api/v1/sessions",
                            "{\"phone\":\"13912345678\",\"password\":\"quiet-lantern\"}",
                    "POST /api/v1/password-resets",
                            "{\"phone\":\"13912345678\",\"code\":\"123456\","
                                    + "\"newPassword\":\"quiet-lantern\"}",
                    "PUT /api/v1/me/payment-pin",
                            "{\"pin\":\"735182\",\"currentPin\":\"735182\",\"proof\":\"123456\"}",
                    "POST /api/v1/desk/sessions",
                            "{\"username\":\"nobody-here\",\"password\":\"x\",\"challengeId\":"
                                    + "\"0190c7e2-0000-7000-8000-000000000000\","
                                    + "\"proof\":\"123456\"}",
                    "POST /api/v1/desk/invitations/accept",
                            "{\"token\":\"x\",\"username\":\"x\",\"password\":\"quiet-lantern\"}",
                    "POST /api/v1/desk/invitations/confirm",
                            "{\"token\":\"x\",\"code\":\"123456\"}");

    private static final List<String> BODIES =
            List.of(
                    "",
                    "null",
                    "[]",
                    "{",
                    "\"x\"",
                    "17",
                    "{}",
                    "{\"phone\":null}",
                    "{\"unknown\":1}",
                    "{\"phone\":{}}",
                    "[".repeat(5000),
                    "{\"phone\":\"\\u0000\"}");

    private static final List<String> VALUES =
            List.of(
                    "null",
                    "17",
                    "-1",
                    "1e400",
                    "true",
                    "[]",
                    "{}",
                    "\"\"",
                    "\"   \"",
                    "\"\\ud800\"",
                    "\"\\u202e\\u0007\"",
                    "\"" + "9".repeat(30_000) + "\"",
                    "\"' or 1=1 --\"",
                    "\"+9999999999999\"",
                    "\"12345\"",
                    "\"１２３４５６\"");

    @LocalServerPort private int port;

    @Test
    void everyBadBodyIsRefused() {
        ApiCaller customer = TestCustomer.register(port).api();
        for (String call : GOOD.keySet()) {
            for (String body : BODIES) {
                assertRefused(customer, call, body);
            }
        }
    }

    @Test
    void everyBadFieldIsRefusedAndNoneBreaksTheServer() {
        ApiCaller customer = TestCustomer.register(port).api();
        for (Map.Entry<String, String> good : GOOD.entrySet()) {
            for (String body : variations(good.getValue())) {
                ApiCaller.Answer answer = send(customer, good.getKey(), body);
                assertThat(answer.status())
                        .as(good.getKey() + " " + shortened(body) + " " + answer.text())
                        .isLessThan(500);
            }
        }
    }

    @Test
    void whatIsMissingOrTooLongIsSaidInTheCallersLanguageAndNotInAProgrammers() {
        ApiCaller caller = new ApiCaller(port);
        String body = "{\"phone\":\"" + "1".repeat(41) + "\"}";
        assertThat(caller.speaking("en").post("/api/v1/codes", body).json().path("fields"))
                .extracting(field -> field.path("detail").asString())
                .containsExactlyInAnyOrder(
                        "Please keep its length between 0 and 40.", "Please fill this in.");
        assertThat(caller.speaking("zh-CN").post("/api/v1/codes", body).json().path("fields"))
                .extracting(field -> field.path("detail").asString())
                .containsExactlyInAnyOrder("长度请在 0 到 40 之间。", "请填写这一项。");
    }

    @Test
    void aPathThatIsNoIdNamesNothing() {
        ApiCaller customer = TestCustomer.register(port).api();
        for (String id : List.of("x", "..%2f", "0190c7e2-0000-7000-8000-000000000000", "1%00")) {
            assertThat(customer.get("/api/v1/codes/" + id + "/trace").status()).isBetween(400, 404);
            assertThat(customer.delete("/api/v1/sessions/" + id).status()).isBetween(400, 404);
        }
    }

    private static List<String> variations(String good) {
        List<String> all = new ArrayList<>();
        String[] fields = good.substring(1, good.length() - 1).split(",");
        for (int i = 0; i < fields.length; i++) {
            String name = fields[i].substring(0, fields[i].indexOf(':'));
            for (String value : VALUES) {
                String[] changed = fields.clone();
                changed[i] = name + ":" + value;
                all.add("{" + String.join(",", changed) + "}");
            }
            all.add("{" + String.join(",", fields) + "," + fields[i] + "}");
        }
        return all;
    }

    private void assertRefused(ApiCaller customer, String call, String body) {
        ApiCaller.Answer answer = send(customer, call, body);
        assertThat(answer.status()).as(call + " " + shortened(body)).isBetween(400, 499);
        assertThat(answer.code()).isNotEmpty();
    }

    private ApiCaller.Answer send(ApiCaller customer, String call, String body) {
        String[] words = call.split(" ");
        ApiCaller caller = words[1].contains("/me/") ? customer : new ApiCaller(port);
        return caller.change(words[0], words[1], body, null);
    }

    private static String shortened(String body) {
        return body.length() > 120 ? body.substring(0, 120) : body;
    }
}
