package io.xiaohu.reasons;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.TestCustomer;
import tools.jackson.databind.JsonNode;

/** The calls the tables make, and what they send. */
final class Calls {

    /** A valid number by its check digit, of nobody. */
    static final String CARD = "6222020000000000000";

    private Calls() {}

    static String money(String amount) {
        return "{\"amount\":\"" + amount + "\",\"asset\":\"CNY\"}";
    }

    static String topUp(String channel, String amount) {
        return "{\"channel\":\"" + channel + "\",\"amount\":" + money(amount) + "}";
    }

    static String transfer(String phone, String amount) {
        return "{\"toPhone\":\"%s\",\"amount\":%s,\"pin\":\"%s\"}"
                .formatted(phone, money(amount), TestCustomer.PIN);
    }

    static String withdrawal(String channel, String amount) {
        return "{\"channel\":\"%s\",\"destination\":\"%s\",\"amount\":%s,\"pin\":\"%s\"}"
                .formatted(channel, CARD, money(amount), TestCustomer.PIN);
    }

    static String pin(String pin) {
        return "{\"pin\":\"" + pin + "\"}";
    }

    static ApiCaller.Answer topUp(TestCustomer who, String channel, String amount) {
        return who.api().post("/api/v1/top-ups", topUp(channel, amount));
    }

    static ApiCaller.Answer transfer(TestCustomer from, String phone, String amount) {
        return from.api().post("/api/v1/transfers", transfer(phone, amount));
    }

    static ApiCaller.Answer withdraw(TestCustomer who, String channel, String amount) {
        return who.api().post("/api/v1/withdrawals", withdrawal(channel, amount));
    }

    static ApiCaller.Answer signIn(ApiCaller caller, String phone, String password) {
        return caller.post(
                "/api/v1/sessions",
                "{\"phone\":\"%s\",\"password\":\"%s\"}".formatted(phone, password));
    }

    static ApiCaller.Answer askCode(ApiCaller caller, String phone, String purpose) {
        return caller.post(
                "/api/v1/codes", "{\"phone\":\"%s\",\"purpose\":\"%s\"}".formatted(phone, purpose));
    }

    static ApiCaller.Answer register(ApiCaller caller, String phone, String code) {
        return caller.post(
                "/api/v1/customers",
                "{\"phone\":\"%s\",\"password\":\"%s\",\"code\":\"%s\"}"
                        .formatted(phone, TestCustomer.PASSWORD, code));
    }

    static ApiCaller.Answer propose(ApiCaller staff, String kind, Object target) {
        return staff.post(
                "/api/v1/desk/proposals",
                """
                {"kind":"%s","target":"%s","reason":"She called","evidence":"Line 12"}\
                """
                        .formatted(kind, target));
    }

    static ApiCaller.Answer approve(ApiCaller staff, ApiCaller.Answer proposed) {
        return staff.post("/api/v1/desk/proposals/" + id(proposed) + "/approve", "{}");
    }

    static String id(ApiCaller.Answer answer) {
        String id = answer.json().path("id").asString();
        assertThat(id).as(answer.text()).isNotEmpty();
        return id;
    }

    static JsonNode challenge(ApiCaller.Answer due) {
        assertThat(due.code()).as(due.text()).isEqualTo("STEP_UP_NEEDED");
        return due.json().path("challenge").path("id");
    }
}
