package io.xiaohu.reasons;

import static io.xiaohu.kernel.MoneyState.NOT_TAKEN;
import static io.xiaohu.reasons.Occasion.answered;
import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.kernel.Act;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.SubjectKind;
import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.TestCustomer;
import io.xiaohu.verification.AccountClass;
import io.xiaohu.verification.AccountClasses;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.beans.factory.annotation.Autowired;

/** What the limit policy refuses, and that it moves nothing. */
@IntegrationTest
class LimitReasonsIntegrationTests extends Occasions {

    @SuppressWarnings("NullAway.Init")
    @Autowired
    private AccountClasses classes;

    @SuppressWarnings("NullAway.Init")
    private TestCustomer lin;

    @SuppressWarnings("NullAway.Init")
    private TestCustomer named;

    @BeforeAll
    void people() {
        lin = TestCustomer.register(port, "林小满");
        named = newcomer();
        classes.raise(named.id(), AccountClass.II);
        assertThat(Calls.transfer(named, lin.phone(), "600.00").status()).isEqualTo(201);
    }

    @Override
    List<Occasion> occasions() {
        return List.of(
                answered(Reason.CLASS_LIMIT, 422, NOT_TAKEN, Act.LIMITS, Act.VERIFY)
                        .about(SubjectKind.ATTEMPT)
                        .of(this::newcomer, "-600.00", "0.00")
                        .when(language -> {
                            Calls.transfer(actor(), lin.phone(), "600.00");
                            return pay("400.01");
                        }),
                answered(Reason.CLASS_LIMIT, 422, NOT_TAKEN, Act.LIMITS, Act.VERIFY)
                        .about(SubjectKind.WITHDRAWAL)
                        .of(this::newcomer, "-600.00", "0.00")
                        .when(language -> {
                            Calls.transfer(actor(), lin.phone(), "600.00");
                            return Occasion.Told.by(Calls.withdraw(actor(), "sandbox", "400.10"));
                        }),
                answered(Reason.CLASS_LIMIT, 422, NOT_TAKEN, Act.LIMITS, Act.VERIFY)
                        .about(SubjectKind.ATTEMPT)
                        .of(() -> named)
                        .when(language -> whileAYearAllows("601.00")),
                answered(Reason.DAILY_LIMIT, 422, NOT_TAKEN, Act.LIMITS, Act.TRY_AGAIN)
                        .about(SubjectKind.ATTEMPT)
                        .of(() -> named)
                        .when(language -> pay("400.01")),
                answered(Reason.COOLING_DOWN, 422, NOT_TAKEN, Act.LIMITS, Act.SAFETY)
                        .about(SubjectKind.ATTEMPT)
                        .of(this::coolingDown)
                        .when(language -> pay("500.01")),
                answered(Reason.SINGLE_LIMIT, 422, NOT_TAKEN, Act.CORRECT_INPUT, Act.LIMITS)
                        .about(SubjectKind.TOP_UP)
                        .of(() -> named)
                        .when(language ->
                                Occasion.Told.by(Calls.topUp(named, "sandbox", "50000.10"))),
                answered(Reason.REAL_NAME_REQUIRED, 422, NOT_TAKEN, Act.VERIFY)
                        .about(SubjectKind.TOP_UP)
                        .of(this::newcomer)
                        .when(language ->
                                Occasion.Told.by(Calls.topUp(actor(), "sandbox", "8500.10"))));
    }

    private Occasion.Told pay(String amount) {
        return Occasion.Told.by(Calls.transfer(actor(), lin.phone(), amount));
    }

    /** As if nearly all of the year's were used. */
    private Occasion.Told whileAYearAllows(String amount) {
        LimitPolicyDesk desk = new LimitPolicyDesk(port);
        String rule = "\"rule\":\"class\",\"accountClass\":\"II\"";
        desk.change(rule, amount);
        try {
            return pay("1.01");
        } finally {
            desk.change(rule, "100000.00");
        }
    }

    private TestCustomer newcomer() {
        return TestCustomer.register(port, "陈晓宁").withPin().withMoney("1500.00");
    }

    /** A first PIN that only a code confirmed lets little leave for a day. */
    private TestCustomer coolingDown() {
        TestCustomer chen = TestCustomer.register(port).withMoney("900.00");
        ApiCaller elsewhere = new ApiCaller(port);
        Calls.signIn(elsewhere, chen.phone(), TestCustomer.PASSWORD);
        Calls.askCode(elsewhere, chen.phone(), "STEP_UP");
        String proof = TestCustomer.codeSaying(elsewhere, chen.phone(), "confirmation code");
        ApiCaller.Answer set =
                elsewhere.put(
                        "/api/v1/me/payment-pin",
                        "{\"pin\":\"%s\",\"proof\":\"%s\"}".formatted(TestCustomer.PIN, proof));
        assertThat(set.status()).as(set.text()).isEqualTo(204);
        return chen;
    }
}
