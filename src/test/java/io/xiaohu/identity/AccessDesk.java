package io.xiaohu.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.TestStaff;

/** An agent and a supervisor who put somebody's access right together. */
public final class AccessDesk {

    public static final String TWO_CHECKS = "\"CALLED_BACK\",\"MOVEMENTS_NAMED\"";

    public final ApiCaller agent;
    public final ApiCaller supervisor;

    public AccessDesk(int port) {
        agent = TestStaff.signIn(port, "agent");
        supervisor = TestStaff.signIn(port, "supervisor");
    }

    public ApiCaller.Answer propose(String kind, Object target) {
        return propose(agent, kind, target, TWO_CHECKS);
    }

    public static ApiCaller.Answer propose(
            ApiCaller staff, String kind, Object target, String checks) {
        return staff.post(
                "/api/v1/desk/proposals",
                """
                {"kind":"%s","target":"%s","reason":"She asked by phone",\
                "evidence":"The voice sounded right","checks":[%s]}\
                """
                        .formatted(kind, target, checks));
    }

    public static ApiCaller.Answer approve(ApiCaller staff, String proposal) {
        return staff.post("/api/v1/desk/proposals/" + proposal + "/approve", "{}");
    }

    /** Proposed by one, approved by the other. */
    public void agreeOn(String kind, Object target) {
        ApiCaller.Answer proposed = propose(kind, target);
        assertThat(proposed.status()).as(proposed.text()).isEqualTo(201);
        ApiCaller.Answer approved = approve(supervisor, proposed.json().path("id").asString());
        assertThat(approved.status()).as(approved.text()).isEqualTo(200);
    }
}
