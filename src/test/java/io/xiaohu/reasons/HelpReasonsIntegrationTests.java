package io.xiaohu.reasons;

import static io.xiaohu.kernel.MoneyState.NOT_TAKEN;
import static io.xiaohu.reasons.Occasion.answered;
import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.kernel.Act;
import io.xiaohu.kernel.Reason;
import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.TestStaff;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;

/** What an editor of help articles is told. */
@IntegrationTest
class HelpReasonsIntegrationTests extends Occasions {

    private static final String ARTICLES = "/api/v1/desk/help-articles";

    @SuppressWarnings("NullAway.Init")
    private ApiCaller editor;

    @BeforeAll
    void aDraftThatIsNotDone() {
        editor = TestStaff.signIn(port, "admin");
        String draft =
                """
                {"slug":"reasons","language":"zh","note":"","text":{"title":"","topic":"OTHER",\
                "asks":[],"related":[],"body":""}}\
                """;
        assertThat(editor.post(ARTICLES, draft).status()).isEqualTo(201);
    }

    @Override
    List<Occasion> occasions() {
        return List.of(
                answered(Reason.ARTICLE_CHANGED, 409, NOT_TAKEN, Act.TRY_AGAIN)
                        .when(language -> submitted(language, 7)),
                answered(Reason.ARTICLE_UNFIT, 422, NOT_TAKEN, Act.CORRECT_INPUT)
                        .when(language -> submitted(language, 1)));
    }

    private Occasion.Told submitted(String language, int revision) {
        return Occasion.Told.by(
                editor.speaking(language)
                        .post(
                                ARTICLES + "/reasons/zh/versions/1/submission",
                                "{\"revision\":" + revision + "}"));
    }
}
