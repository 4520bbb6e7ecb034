package io.xiaohu.reasons;

import static io.xiaohu.kernel.MoneyState.NOT_TAKEN;
import static io.xiaohu.reasons.Occasion.answered;
import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.kernel.Act;
import io.xiaohu.kernel.Reason;
import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.TestCustomer;
import io.xiaohu.testing.TestStaff;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;

/** What an agent who works with canned answers and macros is told. */
@IntegrationTest
class ToolReasonsIntegrationTests extends Occasions {

    private static final String ANSWERS = "/api/v1/desk/tools?kind=ANSWER";
    private static final String ANSWER =
            """
            {"nameZh":"测试","nameEn":"Test","shortcut":"reasons","shared":false,"enabled":true,\
            "answer":{"textZh":"您好","textEn":"Hello"},"version":1}\
            """;

    @SuppressWarnings("NullAway.Init")
    private ApiCaller agent;

    @SuppressWarnings("NullAway.Init")
    private String tool;

    @SuppressWarnings("NullAway.Init")
    private String conversation;

    @BeforeAll
    void anAnswer() {
        agent = TestStaff.signIn(port, "agent");
        ApiCaller.Answer made = agent.post(ANSWERS, ANSWER);
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        tool = Calls.id(made);
        agent.put("/api/v1/desk/tools/" + tool + "?kind=ANSWER", ANSWER);
        conversation =
                Calls.id(
                        TestCustomer.register(port)
                                .api()
                                .post(
                                        "/api/v1/conversations",
                                        "{\"topic\":\"OTHER\",\"message\":\"hello\"}"));
        agent.post("/api/v1/desk/conversations/" + conversation + "/claim", "{}");
    }

    @Override
    List<Occasion> occasions() {
        return List.of(
                answered(Reason.SHORTCUT_TAKEN, 409, NOT_TAKEN, Act.CORRECT_INPUT)
                        .when(language ->
                                Occasion.Told.by(agent.speaking(language).post(ANSWERS, ANSWER))),
                answered(Reason.TOOL_CHANGED, 409, NOT_TAKEN, Act.TRY_AGAIN)
                        .when(language ->
                                Occasion.Told.by(
                                        agent.speaking(language)
                                                .put(
                                                        "/api/v1/desk/tools/"
                                                                + tool
                                                                + "?kind=ANSWER",
                                                        ANSWER))),
                answered(Reason.VARIABLE_UNFILLED, 422, NOT_TAKEN, Act.CORRECT_INPUT)
                        .when(language ->
                                Occasion.Told.by(
                                        agent.speaking(language)
                                                .post(
                                                        "/api/v1/desk/conversations/"
                                                                + conversation
                                                                + "/messages",
                                                        "{\"clientId\":\"v\",\"text\":\"{amount}\"}"))));
    }
}
