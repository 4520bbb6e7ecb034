package io.xiaohu.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.DatabaseOwner;
import io.xiaohu.testing.TestStaff;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** Two members of staff who change risk rules and the list, and put back what they changed. */
public final class RiskDesk {

    public static final String REVIEWS = "/api/v1/desk/risk-reviews";

    private static final String RULES = "/api/v1/desk/risk-rules";
    private static final String PAYEES = "/api/v1/desk/reported-payees";

    private final ApiCaller supervisor;
    private final ApiCaller admin;
    private final String url;
    private final Map<String, JsonNode> shipped = new LinkedHashMap<>();

    public RiskDesk(int port, String url) {
        this.supervisor = TestStaff.signIn(port, "supervisor");
        this.admin = TestStaff.signIn(port, "admin");
        this.url = url;
    }

    public ApiCaller supervisor() {
        return supervisor;
    }

    public ApiCaller admin() {
        return admin;
    }

    /**
     * Puts another rule in force.
     *
     * @param parameters as JSON
     */
    public void rule(String code, String outcome, String parameters) {
        shipped.putIfAbsent(code, line(code));
        change(code, true, outcome, parameters);
    }

    public void putBack() {
        shipped.forEach((code, line) -> {
            if (!same(line, line(code))) {
                change(
                        code,
                        line.path("enabled").asBoolean(),
                        line.path("outcome").asString(),
                        line.path("parameters").toString());
            }
        });
    }

    JsonNode line(String code) {
        return StreamSupport.stream(supervisor.get(RULES).json().path("items").spliterator(), false)
                .filter(line -> line.path("code").asString().equals(code))
                .findFirst()
                .orElseThrow();
    }

    public ApiCaller.Answer propose(
            String code, boolean enabled, String outcome, String parameters) {
        return supervisor.post(
                "/api/v1/desk/risk-rule-changes",
                """
                {"code":"%s","enabled":%s,"outcome":"%s","parameters":%s,\
                "reason":"a pattern was seen","evidence":"case 43"}\
                """
                        .formatted(code, enabled, outcome, parameters));
    }

    public ApiCaller.Answer report(String kind, String value) {
        return supervisor.post(
                PAYEES,
                """
                {"kind":"%s","value":"%s","reason":"three victims","evidence":"case 44"}\
                """
                        .formatted(kind, value));
    }

    /** Lists a payee; gives the entry's id. */
    public String listed(String kind, String value) {
        String id = id(report(kind, value));
        approve(id);
        return id;
    }

    public void cleared(String id) {
        ApiCaller.Answer asked = askToClear(id);
        assertThat(asked.status()).as(asked.text()).isEqualTo(201);
        approve(id);
    }

    public ApiCaller.Answer askToClear(String id) {
        return supervisor.post(
                PAYEES + "/" + id + "/removals",
                "{\"reason\":\"a mistake\",\"evidence\":\"case 45\"}");
    }

    public void approve(String target) {
        ApiCaller.Answer done = decide(target);
        assertThat(done.status()).as(done.text()).isEqualTo(200);
    }

    public ApiCaller.Answer decide(String target) {
        String proposal =
                StreamSupport.stream(
                                admin.get("/api/v1/desk/proposals")
                                        .json()
                                        .path("items")
                                        .spliterator(),
                                false)
                        .filter(one -> one.path("target").asString().equals(target))
                        .map(one -> one.path("id").asString())
                        .findFirst()
                        .orElseThrow();
        return admin.post("/api/v1/desk/proposals/" + proposal + "/approve", "{}");
    }

    JsonNode payee(String id) {
        return StreamSupport.stream(
                        supervisor.get(PAYEES).json().path("items").spliterator(), false)
                .filter(one -> one.path("id").asString().equals(id))
                .findFirst()
                .orElseThrow();
    }

    public ApiCaller.Answer review(ApiCaller who, String id, String decision) {
        return who.post(
                REVIEWS + "/" + id + "/decision",
                "{\"decision\":\"%s\",\"note\":\"called back\"}".formatted(decision));
    }

    /** The account was opened days ago, and so were the payments made so far. */
    public void agedBy(UUID customer, int days) {
        String ago = " - interval '" + days + " days' ";
        asOwner(
                "update identity.customer set created_at = created_at"
                        + ago
                        + "where id = '"
                        + customer
                        + "'");
        asOwner(
                "update ledger.operation set booked_at = booked_at"
                        + ago
                        + "where owner = '"
                        + customer
                        + "'");
    }

    public void asOwner(String statement) {
        DatabaseOwner.run(url, statement);
    }

    public static String id(ApiCaller.Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json().path("id").asString();
    }

    private void change(String code, boolean enabled, String outcome, String parameters) {
        approve(id(propose(code, enabled, outcome, parameters)));
    }

    private static boolean same(JsonNode one, JsonNode other) {
        return one.path("says").equals(other.path("says"));
    }
}
