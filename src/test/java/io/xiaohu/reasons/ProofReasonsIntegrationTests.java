package io.xiaohu.reasons;

import static io.xiaohu.kernel.MoneyState.NOT_TAKEN;
import static io.xiaohu.reasons.Occasion.answered;

import io.xiaohu.kernel.Act;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.SubjectKind;
import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.TestAuthenticator;
import io.xiaohu.testing.TestCustomer;
import io.xiaohu.testing.TestPasskey;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import tools.jackson.databind.JsonNode;

/** The payment PIN, a second confirmation, two-step verification and passkeys. */
@IntegrationTest
class ProofReasonsIntegrationTests extends Occasions {

    private static final String FACTORS = "/api/v1/me/second-factors";
    private static final String PIN = "/api/v1/me/payment-pin";

    @SuppressWarnings("NullAway.Init")
    private TestCustomer chen;

    @SuppressWarnings("NullAway.Init")
    private TestCustomer payee;

    @BeforeAll
    void twoPeople() {
        chen = TestCustomer.register(port, "陈晓宁").withPin().withMoney("2000.00");
        payee = TestCustomer.register(port, "林小满");
    }

    @Override
    List<Occasion> occasions() {
        return List.of(
                answered(Reason.PIN_NOT_SET, 409, NOT_TAKEN, Act.SET_PIN)
                        .of(() -> payee)
                        .when(language ->
                                Occasion.Told.by(Calls.transfer(payee, chen.phone(), "1.00"))),
                answered(Reason.PIN_NEEDED, 403, NOT_TAKEN, Act.CORRECT_INPUT)
                        .of(() -> chen)
                        .when(language ->
                                Occasion.Told.by(chen.api().post("/api/v1/me/pay-codes", "{}"))),
                answered(Reason.PIN_WRONG, 403, NOT_TAKEN, Act.CORRECT_INPUT, Act.CONTACT_SUPPORT)
                        .of(() -> chen)
                        .when(language -> payWithWrongPin(chen)),
                answered(Reason.PIN_LOCKED, 423, NOT_TAKEN, Act.CONTACT_SUPPORT)
                        .when(this::lockedPin),
                answered(Reason.PIN_WEAK, 422, NOT_TAKEN, Act.CORRECT_INPUT)
                        .of(() -> payee)
                        .when(language ->
                                Occasion.Told.by(payee.api().put(PIN, Calls.pin("123456")))),
                answered(Reason.STEP_UP_NEEDED, 403, NOT_TAKEN, Act.SAFETY)
                        .of(() -> chen)
                        .when(language ->
                                Occasion.Told.by(Calls.transfer(chen, payee.phone(), "1000.01"))),
                answered(Reason.STEP_UP_FAILED, 403, NOT_TAKEN, Act.TRY_AGAIN)
                        .of(() -> chen)
                        .when(this::confirmedBySomethingElse),
                answered(
                                Reason.SECOND_FACTOR_WRONG,
                                403,
                                NOT_TAKEN,
                                Act.CORRECT_INPUT,
                                Act.CONTACT_SUPPORT)
                        .about(SubjectKind.SIGN_IN)
                        .when(language -> wrongSecondFactor(language, 1)),
                answered(Reason.SECOND_FACTOR_LOCKED, 423, NOT_TAKEN, Act.CONTACT_SUPPORT)
                        .when(language -> wrongSecondFactor(language, 6)),
                answered(Reason.SECOND_FACTOR_ON, 409, NOT_TAKEN, Act.SAFETY).when(this::onAgain),
                answered(Reason.FIRST_CODE_WRONG, 422, NOT_TAKEN, Act.CORRECT_INPUT)
                        .when(this::wrongFirstCode),
                answered(Reason.ENROLMENT_OVER, 422, NOT_TAKEN, Act.SAFETY)
                        .of(() -> chen)
                        .when(language -> Occasion.Told.by(confirm(chen, "123456"))),
                answered(Reason.PASSKEY_WRONG, 401, NOT_TAKEN, Act.TRY_AGAIN)
                        .when(this::signInWithAnUnknownPasskey),
                answered(Reason.PASSKEY_REFUSED, 403, NOT_TAKEN, Act.TRY_AGAIN)
                        .when(this::addOneMadeElsewhere),
                answered(Reason.PASSKEYS_FULL, 409, NOT_TAKEN, Act.SAFETY)
                        .when(this::anEleventhPasskey));
    }

    private Occasion.Told payWithWrongPin(TestCustomer who) {
        return Occasion.Told.by(
                who.api()
                        .post(
                                "/api/v1/transfers",
                                Calls.transfer(payee.phone(), "1.00")
                                        .replace(TestCustomer.PIN, "271828")));
    }

    private Occasion.Told lockedPin(String language) {
        TestCustomer lin = TestCustomer.register(port).withPin();
        for (int i = 0; i < 5; i++) {
            payWithWrongPin(lin);
        }
        lin.api().speaking(language);
        return payWithWrongPin(lin);
    }

    private Occasion.Told confirmedBySomethingElse(String language) {
        String body =
                Calls.transfer(payee.phone(), "1000.01")
                        .replaceFirst(
                                "\\}$",
                                ",\"challengeId\":\"%s\",\"proof\":\"123456\"}"
                                        .formatted(UUID.randomUUID()));
        return Occasion.Told.by(chen.api().post("/api/v1/transfers", body));
    }

    private Occasion.Told wrongSecondFactor(String language, int times) {
        TestCustomer lin = TestCustomer.register(port);
        TestAuthenticator app = TestAuthenticator.setUp(lin, clock);
        lin.api().speaking(language);
        String body = "{\"proof\":\"" + app.wrongDigits() + "\"}";
        for (int i = 1; i < times; i++) {
            lin.api().post(FACTORS + "/recovery-codes", body);
        }
        return Occasion.Told.by(lin.api().post(FACTORS + "/recovery-codes", body));
    }

    private Occasion.Told onAgain(String language) {
        TestCustomer lin = TestCustomer.register(port);
        TestAuthenticator.setUp(lin, clock);
        return Occasion.Told.by(lin.api().speaking(language).post(FACTORS + "/totp", "{}"));
    }

    private Occasion.Told wrongFirstCode(String language) {
        TestCustomer lin = TestCustomer.register(port);
        JsonNode begun = TestAuthenticator.begin(lin).json();
        String secret = begun.path("totpSecret").asString();
        lin.api().speaking(language);
        return Occasion.Told.by(confirm(lin, new TestAuthenticator(secret, clock).wrongDigits()));
    }

    private static ApiCaller.Answer confirm(TestCustomer who, String code) {
        return who.api().post(FACTORS + "/totp/confirmations", "{\"code\":\"" + code + "\"}");
    }

    private Occasion.Told signInWithAnUnknownPasskey(String language) {
        TestPasskey known = TestPasskey.of(TestCustomer.register(port), port);
        return Occasion.Told.by(
                new TestPasskey(port)
                        .takingItsOwnerFor(known.handle())
                        .signIn(new ApiCaller(port).speaking(language)));
    }

    private Occasion.Told addOneMadeElsewhere(String language) {
        TestCustomer lin = TestCustomer.register(port);
        JsonNode begun = TestPasskey.begin(lin).json();
        lin.api().speaking(language);
        return Occasion.Told.by(
                new TestPasskey(port)
                        .openedAt("https://evil.example")
                        .add(lin.api(), begun, "Phone"));
    }

    private Occasion.Told anEleventhPasskey(String language) {
        TestCustomer lin = TestCustomer.register(port);
        TestPasskey first = TestPasskey.of(lin, port);
        for (int i = 2; i <= 10; i++) {
            new TestPasskey(port).add(lin.api(), first.beginAnother(lin).json(), "No. " + i);
        }
        lin.api().speaking(language);
        return Occasion.Told.by(lin.api().post("/api/v1/me/passkeys/options", "{}"));
    }
}
