package io.xiaohu.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.TestStaff;

/** The people at the desk who look at documents. */
public final class ReviewDesk {

    private final int port;
    private final ApiCaller supervisor;
    private final ApiCaller admin;

    public ReviewDesk(int port) {
        this.port = port;
        this.supervisor = TestStaff.signIn(port, "supervisor");
        this.admin = TestStaff.signIn(port, "admin");
    }

    public ApiCaller supervisor() {
        return supervisor;
    }

    public ApiCaller admin() {
        return admin;
    }

    /** The supervisor proposes, the administrator approves. */
    public void accept(String check) {
        ApiCaller.Answer proposed = propose("VERIFY", check, "supervisor");
        assertThat(proposed.status()).as(proposed.text()).isEqualTo(201);
        ApiCaller.Answer approved = approve(proposed);
        assertThat(approved.status()).as(approved.text()).isEqualTo(200);
    }

    public ApiCaller.Answer propose(String kind, String target, String who) {
        ApiCaller caller = who.equals("supervisor") ? supervisor : TestStaff.signIn(port, who);
        return caller.post(
                "/api/v1/desk/proposals",
                """
                {"kind":"%s","target":"%s","reason":"It is the same person",\
                "evidence":"Compared picture, name and number"}\
                """
                        .formatted(kind, target));
    }

    public ApiCaller.Answer approve(ApiCaller.Answer proposed) {
        String id = proposed.json().path("id").asString();
        return admin.post("/api/v1/desk/proposals/" + id + "/approve", "{}");
    }

    public static ApiCaller.Answer decline(ApiCaller who, String check, String why) {
        return who.post(
                "/api/v1/desk/verifications/" + check + "/decline",
                "{\"why\":\"" + why + "\",\"note\":\"The corner is cut off.\"}");
    }
}
