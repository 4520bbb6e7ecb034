package io.xiaohu.reasons;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.TestStaff;

/** Two members of staff who change a limit: one proposes, another approves. */
final class LimitPolicyDesk {

    private final ApiCaller finance;
    private final ApiCaller supervisor;

    LimitPolicyDesk(int port) {
        finance = TestStaff.signIn(port, "finance");
        supervisor = TestStaff.signIn(port, "supervisor");
    }

    /**
     * Proposes an amount.
     *
     * @param rule the rule, with its class where it has one, as two fields of the body
     * @return the proposal's id
     */
    String propose(String rule, String amount) {
        String change =
                Calls.id(
                        finance.post(
                                "/api/v1/desk/limit-changes",
                                """
                                {%s,"amount":%s,"reason":"a rule changed","evidence":"notice 43"}\
                                """
                                        .formatted(rule, Calls.money(amount))));
        return supervisor
                .get("/api/v1/desk/proposals")
                .json()
                .path("items")
                .valueStream()
                .filter(proposal -> proposal.path("target").asString().equals(change))
                .map(proposal -> proposal.path("id").asString())
                .findFirst()
                .orElseThrow();
    }

    ApiCaller.Answer approve(String proposal, String language) {
        ApiCaller.Answer answer =
                supervisor
                        .speaking(language)
                        .post("/api/v1/desk/proposals/" + proposal + "/approve", "{}");
        supervisor.speaking("en");
        return answer;
    }

    /** Puts an amount in force. */
    void change(String rule, String amount) {
        ApiCaller.Answer done = approve(propose(rule, amount), "en");
        assertThat(done.status()).as(done.text()).isEqualTo(200);
    }
}
