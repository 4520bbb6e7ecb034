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
import io.xiaohu.testing.TestStaff;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;

/** Registering, signing in, passwords, codes and the number of an account. */
@IntegrationTest
class SignInReasonsIntegrationTests extends Occasions {

    private static final String PHONE = "/api/v1/me/phone";

    @SuppressWarnings("NullAway.Init")
    private TestCustomer chen;

    @BeforeAll
    void somebody() {
        chen = TestCustomer.register(port, "陈晓宁").withPin().withMoney("100.00");
    }

    @Override
    List<Occasion> occasions() {
        return List.of(
                answered(
                                Reason.CREDENTIALS_WRONG,
                                401,
                                NOT_TAKEN,
                                Act.TRY_AGAIN,
                                Act.RESET_PASSWORD)
                        .about(SubjectKind.SIGN_IN)
                        .of(() -> chen)
                        .when(language -> signIn(language, 1)),
                answered(
                                Reason.SIGN_IN_LOCKED,
                                423,
                                NOT_TAKEN,
                                Act.RESET_PASSWORD,
                                Act.CONTACT_SUPPORT)
                        .about(SubjectKind.SIGN_IN)
                        .when(language -> signIn(language, 6)),
                answered(Reason.STAFF_CREDENTIALS_WRONG, 401, NOT_TAKEN, Act.TRY_AGAIN)
                        .when(language -> deskSignIn(language, 1)),
                answered(Reason.STAFF_SIGN_IN_LOCKED, 423, NOT_TAKEN, Act.TRY_AGAIN)
                        .when(language -> deskSignIn(language, 6)),
                answered(Reason.INVITATION_INVALID, 422, NOT_TAKEN, Act.CORRECT_INPUT)
                        .when(language ->
                                Occasion.Told.by(
                                        guest(language)
                                                .post(
                                                        "/api/v1/desk/invitations/accept",
                                                        """
                                                        {"token":"used-long-ago",\
                                                        "username":"someone-new",\
                                                        "password":"fresh-rain-over-the-lake"}\
                                                        """))),
                answered(Reason.PHONE_TAKEN, 409, NOT_TAKEN, Act.SIGN_IN, Act.RESET_PASSWORD)
                        .when(this::anotherWasFaster),
                answered(Reason.PHONE_UNCHANGED, 422, NOT_TAKEN, Act.CORRECT_INPUT)
                        .of(() -> chen)
                        .when(language ->
                                Occasion.Told.by(changePhone(chen, chen.phone(), "000000", ""))),
                answered(Reason.PHONE_CHANGED_RECENTLY, 409, NOT_TAKEN, Act.SAFETY)
                        .when(this::changesTwice),
                answered(Reason.CODE_WRONG, 422, NOT_TAKEN, Act.CORRECT_INPUT, Act.NEW_CODE)
                        .when(language -> wrongCode(language, 1)),
                answered(Reason.CODE_WRONG, 422, NOT_TAKEN, Act.CORRECT_INPUT, Act.NEW_CODE)
                        .when(language -> wrongCode(language, 5)),
                answered(Reason.CODE_SPENT, 422, NOT_TAKEN, Act.NEW_CODE)
                        .when(language -> wrongCode(language, 6)),
                answered(Reason.CODE_EXPIRED, 422, NOT_TAKEN, Act.NEW_CODE).when(this::lateCode),
                answered(Reason.CODE_TOO_SOON, 429, NOT_TAKEN, Act.TRY_AGAIN)
                        .when(this::askedTwice),
                answered(Reason.PASSWORD_WEAK, 422, NOT_TAKEN, Act.CORRECT_INPUT)
                        .of(() -> chen)
                        .when(language -> newPassword(TestCustomer.PASSWORD, "12345678")),
                answered(Reason.PASSWORD_USED_BEFORE, 422, NOT_TAKEN, Act.CORRECT_INPUT)
                        .of(() -> chen)
                        .when(language ->
                                newPassword(TestCustomer.PASSWORD, TestCustomer.PASSWORD)),
                answered(
                                Reason.PASSWORD_WRONG,
                                403,
                                NOT_TAKEN,
                                Act.CORRECT_INPUT,
                                Act.RESET_PASSWORD)
                        .of(() -> chen)
                        .when(language ->
                                newPassword("not-the-password", "fresh-rain-over-the-lake")),
                answered(Reason.ACCOUNT_CLOSED, 403, NOT_TAKEN, Act.CONTACT_SUPPORT)
                        .when(this::closed));
    }

    private Occasion.Told signIn(String language, int times) {
        ApiCaller browser = guest(language);
        String phone = times == 1 ? chen.phone() : TestCustomer.newPhone();
        for (int i = 1; i < times; i++) {
            Calls.signIn(browser, phone, "wrong-password");
        }
        return Occasion.Told.by(Calls.signIn(browser, phone, "wrong-password"));
    }

    private Occasion.Told deskSignIn(String language, int times) {
        ApiCaller browser = guest(language);
        String body =
                "{\"username\":\"nobody-%s\",\"password\":\"wrong-password\"}"
                        .formatted(UUID.randomUUID().toString().substring(24));
        for (int i = 1; i < times; i++) {
            browser.post("/api/v1/desk/sessions", body);
        }
        return Occasion.Told.by(browser.post("/api/v1/desk/sessions", body));
    }

    /** Two want one number; it goes to the account that moves there first. */
    private Occasion.Told anotherWasFaster(String language) {
        ApiCaller browser = guest("en");
        String phone = TestCustomer.newPhone();
        Calls.askCode(browser, phone, "REGISTER");
        String code = TestCustomer.codeSaying(browser, phone, "registration code");
        move(TestCustomer.register(port), phone);
        return Occasion.Told.by(Calls.register(browser.speaking(language), phone, code));
    }

    private Occasion.Told changesTwice(String language) {
        TestCustomer lin = TestCustomer.register(port);
        move(lin, TestCustomer.newPhone());
        lin.api().speaking(language);
        return Occasion.Told.by(changePhone(lin, TestCustomer.newPhone(), "000000", ""));
    }

    private void move(TestCustomer customer, String to) {
        ApiCaller.Answer due = changePhone(customer, to, "000000", "");
        String challenge = Calls.challenge(due).asString();
        Calls.askCode(customer.api(), to, "CHANGE_PHONE");
        String code = TestCustomer.codeSaying(customer.api(), to, "to move an account");
        Calls.askCode(customer.api(), customer.phone(), "STEP_UP");
        String proof =
                TestCustomer.codeSaying(customer.api(), customer.phone(), "confirmation code");
        String more = ",\"challengeId\":\"%s\",\"proof\":\"%s\"".formatted(challenge, proof);
        ApiCaller.Answer done = changePhone(customer, to, code, more);
        assertThat(done.status()).as(done.text()).isEqualTo(204);
    }

    private static ApiCaller.Answer changePhone(
            TestCustomer customer, String to, String code, String more) {
        return customer.api()
                .put(PHONE, "{\"phone\":\"%s\",\"code\":\"%s\"%s}".formatted(to, code, more));
    }

    private Occasion.Told wrongCode(String language, int times) {
        ApiCaller browser = guest(language);
        String phone = TestCustomer.newPhone();
        String code = TestCustomer.code(browser, phone, "REGISTER");
        String wrong = code.equals("000000") ? "000001" : "000000";
        for (int i = 1; i < times; i++) {
            Calls.register(browser, phone, wrong);
        }
        return Occasion.Told.by(Calls.register(browser, phone, wrong));
    }

    private Occasion.Told lateCode(String language) {
        ApiCaller browser = guest(language);
        String phone = TestCustomer.newPhone();
        String code = TestCustomer.code(browser, phone, "REGISTER");
        clock.advance(Duration.ofMinutes(6));
        return Occasion.Told.by(Calls.register(browser, phone, code));
    }

    private Occasion.Told askedTwice(String language) {
        String phone = TestCustomer.newPhone();
        Calls.askCode(guest(language), phone, "REGISTER");
        return Occasion.Told.by(Calls.askCode(guest(language), phone, "REGISTER"));
    }

    private Occasion.Told newPassword(String current, String wanted) {
        return Occasion.Told.by(
                chen.api()
                        .put(
                                "/api/v1/me/password",
                                "{\"currentPassword\":\"%s\",\"newPassword\":\"%s\"}"
                                        .formatted(current, wanted)));
    }

    /** Closing an account is not offered yet; staff meet one that is closed. */
    private Occasion.Told closed(String language) {
        TestCustomer lin = TestCustomer.register(port);
        sql.sql("update identity.customer set status = 'CLOSED' where id = :id")
                .param("id", lin.id())
                .update();
        return Occasion.Told.by(
                TestStaff.signIn(port, "supervisor")
                        .speaking(language)
                        .post(
                                "/api/v1/desk/customers/" + lin.id() + "/freezes",
                                "{\"cause\":\"RISK\",\"reason\":\"a stolen phone\"}"));
    }

    private ApiCaller guest(String language) {
        return new ApiCaller(port).speaking(language);
    }
}
