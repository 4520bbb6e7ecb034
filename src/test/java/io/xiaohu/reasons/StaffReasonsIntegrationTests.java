package io.xiaohu.reasons;

import static io.xiaohu.kernel.MoneyState.NOT_TAKEN;
import static io.xiaohu.reasons.Occasion.answered;

import io.xiaohu.kernel.Act;
import io.xiaohu.kernel.Ids;
import io.xiaohu.kernel.Reason;
import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.TestCustomer;
import io.xiaohu.testing.TestStaff;
import io.xiaohu.testing.Waiting;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;

/** The accounts of staff, proposals that are over, and files that did not pass. */
@IntegrationTest
class StaffReasonsIntegrationTests extends Occasions {

    private static final String WHY = "\"reason\":\"joins\",\"evidence\":\"contract\"";

    @SuppressWarnings("NullAway.Init")
    private TestCustomer chen;

    @BeforeAll
    void people() {
        chen = TestCustomer.register(port, "陈晓宁");
    }

    @Override
    List<Occasion> occasions() {
        return List.of(
                answered(Reason.FILE_HARMFUL, 422, NOT_TAKEN, Act.CORRECT_INPUT)
                        .when(this::sendAProgram),
                answered(Reason.PROPOSAL_EXPIRED, 409, NOT_TAKEN, Act.TRY_AGAIN)
                        .when(this::decideTooLate),
                answered(Reason.MEMBER_CHANGED, 409, NOT_TAKEN, Act.TRY_AGAIN)
                        .when(this::shutOutTwice));
    }

    private Occasion.Told sendAProgram(String language) {
        byte[] pdf = "%PDF-1.7 <</S/JavaScript>>".getBytes(StandardCharsets.UTF_8);
        String file =
                "/api/v1/attachments/"
                        + Calls.id(chen.api().upload("/api/v1/attachments", "a.pdf", pdf));
        Waiting.until(() ->
                chen.api().get(file + "/state").json().path("state").asString().equals("REFUSED"));
        return Occasion.Told.by(chen.api().speaking(language).get(file));
    }

    private Occasion.Told decideTooLate(String language) {
        ApiCaller agent = TestStaff.signIn(port, "agent");
        String freeze =
                Calls.id(TestCustomer.register(port).api().post("/api/v1/me/freezes", "{}"));
        ApiCaller.Answer proposed = Calls.propose(agent, "UNFREEZE", freeze);
        clock.advance(Duration.ofDays(8));
        try {
            return Occasion.Told.by(
                    Calls.approve(
                            TestStaff.signIn(port, "supervisor").speaking(language), proposed));
        } finally {
            clock.reset();
        }
    }

    private Occasion.Told shutOutTwice(String language) {
        ApiCaller admin = TestStaff.signIn(port, "security");
        String name = "mei-" + Ids.next().toString().substring(20);
        String id =
                admin.post(
                                "/api/v1/desk/staff",
                                "{\"username\":\"%s\",\"displayName\":\"Mei\",\"roles\":[\"AGENT\"],%s}"
                                        .formatted(name, WHY))
                        .json()
                        .path("memberId")
                        .asString();
        String path = "/api/v1/desk/staff/" + id + "/disablings";
        admin.post(path, "{\"reason\":\"left\"}");
        return Occasion.Told.by(admin.speaking(language).post(path, "{\"reason\":\"left\"}"));
    }
}
