package io.xiaohu.reasons;

import static io.xiaohu.kernel.MoneyState.NOT_TAKEN;
import static io.xiaohu.reasons.Occasion.answered;

import io.xiaohu.kernel.Act;
import io.xiaohu.kernel.Reason;
import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.TestStaff;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;

/** What staff are told who change the official contacts or the hot list. */
@IntegrationTest
class TrustReasonsIntegrationTests extends Occasions {

    @SuppressWarnings("NullAway.Init")
    private ApiCaller supervisor;

    @BeforeAll
    void signIn() {
        supervisor = TestStaff.signIn(port, "supervisor");
    }

    @Override
    List<Occasion> occasions() {
        return List.of(
                answered(Reason.CONTACT_CHANGED, 409, NOT_TAKEN, Act.TRY_AGAIN)
                        .when(language ->
                                told(
                                        language,
                                        "/api/v1/desk/official-contacts/changes",
                                        """
                                        {"act":"ADD","kind":"DOMAIN","why":"新","evidence":"备案",\
                                        "value":"xiaohu-wallet.example"}\
                                        """)),
                answered(Reason.HOT_ENTRY_OURS, 422, NOT_TAKEN, Act.CORRECT_INPUT)
                        .when(language ->
                                told(
                                        language,
                                        "/api/v1/desk/hot-list",
                                        """
                                        {"kind":"PHONE","value":"400-000-7281","why":"误会"}\
                                        """)));
    }

    private Occasion.Told told(String language, String path, String body) {
        supervisor.speaking(language);
        return Occasion.Told.by(supervisor.post(path, body));
    }
}
