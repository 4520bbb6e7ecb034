package io.xiaohu.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.identity.jdbc.JdbcCustomers;
import io.xiaohu.kernel.Phone;
import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.AtOnce;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.TestAuthenticator;
import io.xiaohu.testing.TestClock;
import io.xiaohu.testing.TestCustomer;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.dao.DuplicateKeyException;
import tools.jackson.databind.JsonNode;

/** Changing the number takes the new phone and the old means; the old number is then nobody's. */
@IntegrationTest
class PhoneChangeIntegrationTests {

    private static final String PATH = "/api/v1/me/phone";

    @LocalServerPort private int port;
    @Autowired private TestClock clock;
    @Autowired private JdbcCustomers customers;

    @SuppressWarnings("NullAway.Init")
    private TestCustomer lin;

    private String phone = "";

    @BeforeEach
    void somebodyWithANewNumber() {
        lin = TestCustomer.register(port, "林小满").withPin().withMoney("900.00");
        phone = TestCustomer.newPhone();
    }

    @AfterEach
    void putTheClockBack() {
        clock.reset();
    }

    @Test
    void theNumberIsChangedAndBothPhonesHearOfIt() {
        ApiCaller other = new ApiCaller(port);
        assertThat(signIn(other, lin.phone()).status()).isEqualTo(201);
        ApiCaller.Answer changed = changeWithCodes(lin, phone);
        assertThat(changed.status()).as(changed.text()).isEqualTo(204);
        JsonNode me = lin.api().get("/api/v1/me").json();
        assertThat(me.path("phone").asString()).isEqualTo(masked(phone));
        assertThat(me.path("coolDown").path("cause").asString()).isEqualTo("PHONE_CHANGED");
        assertThat(me.path("phoneFixedUntil").asString()).isNotEmpty();
        assertThat(other.get("/api/v1/me").status()).isEqualTo(401);
        assertThat(lin.api().get("/api/v1/me/activity").json().at("/items/0/kind").asString())
                .isEqualTo("PHONE_CHANGED");
        assertThat(lin.api().get("/api/v1/notices").text()).contains("phone number was changed");
        assertThat(outbox(lin.phone())).contains("is now " + masked(phone), "contact our support");
        assertThat(outbox(lin.phone())).doesNotContain(phone);
        assertThat(outbox(phone)).contains("This is now the number of your account", "¥500.00");
        assertThat(signIn(other, phone).status()).isEqualTo(201);
        assertThat(pay(TestCustomer.register(port).phone(), "500.01").code())
                .isEqualTo("COOLING_DOWN");
    }

    @Test
    void theOldNumberIsThenLikeOneNobodyRegistered() {
        String old = lin.phone();
        ApiCaller stranger = new ApiCaller(port);
        ask(stranger, old, "SIGN_IN");
        String signInCode = TestCustomer.codeSaying(stranger, old, "sign-in code");
        ask(stranger, old, "RESET_PASSWORD");
        String resetCode = TestCustomer.codeSaying(stranger, old, "new password");
        for (int i = 0; i < 5; i++) {
            stranger.post("/api/v1/sessions", credentials(old, "wrong-password"));
        }
        assertThat(signIn(stranger, old).code()).isEqualTo("SIGN_IN_LOCKED");
        assertThat(changeWithCodes(lin, phone).status()).isEqualTo(204);
        assertThat(signIn(stranger, old).code()).isEqualTo("CREDENTIALS_WRONG");
        assertThat(
                        stranger.post(
                                        "/api/v1/sessions",
                                        "{\"phone\":\"%s\",\"code\":\"%s\"}"
                                                .formatted(old, signInCode))
                                .code())
                .isEqualTo("CODE_WRONG");
        assertThat(
                        stranger.post(
                                        "/api/v1/password-resets",
                                        "{\"phone\":\"%s\",\"code\":\"%s\",\"newPassword\":\"%s\"}"
                                                .formatted(
                                                        old, resetCode, "seven-cranes-fly-north"))
                                .code())
                .isEqualTo("CODE_WRONG");
        assertThat(lin.api().get("/api/v1/payees?phone=" + old).json().path("registered"))
                .hasToString("false");
        ApiCaller.Answer registered = registerAnew(stranger, old);
        assertThat(registered.status()).as(registered.text()).isEqualTo(201);
        assertThat(registered.json().path("id").asString()).isNotEqualTo(lin.id().toString());
    }

    @Test
    void theConfirmationComesFirstAndIsForThisNumberOnly() {
        ApiCaller.Answer due = change(lin, phone, "000000", "");
        assertThat(due.status()).isEqualTo(403);
        assertThat(due.code()).isEqualTo("STEP_UP_NEEDED");
        assertThat(due.json().path("challenge").path("kinds").toString()).contains("CODE");
        String code = newNumbersCode(lin, phone);
        String proof = oldNumbersCode(lin);
        String another = TestCustomer.newPhone();
        String anothersCode = newNumbersCode(lin, another);
        assertThat(change(lin, another, anothersCode, answered(due, proof)).code())
                .isEqualTo("STEP_UP_FAILED");
        assertThat(change(lin, phone, wrong(code), answered(due, proof)).code())
                .isEqualTo("CODE_WRONG");
        assertThat(change(lin, phone, code, answered(due, wrong(proof))).code())
                .isEqualTo("CODE_WRONG");
        assertThat(change(lin, phone, code, answered(due, proof)).status())
                .as("neither was used up by the other's mistake")
                .isEqualTo(204);
    }

    @Test
    void withAnAuthenticatorATextToTheOldNumberIsNotEnough() {
        TestAuthenticator app = TestAuthenticator.setUp(lin, clock);
        clock.advance(Duration.ofMinutes(2));
        ApiCaller.Answer due = change(lin, phone, "000000", "");
        assertThat(due.json().path("challenge").path("kinds").toString()).contains("TOTP");
        String code = newNumbersCode(lin, phone);
        String text = oldNumbersCode(lin);
        assertThat(change(lin, phone, code, answered(due, text)).code())
                .isEqualTo("SECOND_FACTOR_WRONG");
        assertThat(change(lin, phone, code, answered(due, app.digits())).status()).isEqualTo(204);
    }

    @Test
    void aNumberThatIsRegisteredIsToldToItsOwnerOnly() {
        TestCustomer owner = TestCustomer.register(port);
        String free = TestCustomer.newPhone();
        for (String wanted : List.of(owner.phone(), free)) {
            ApiCaller.Answer asked = ask(lin.api(), wanted, "CHANGE_PHONE");
            assertThat(asked.status()).as(asked.text()).isEqualTo(202);
            ApiCaller.Answer due = change(lin, wanted, "000000", "");
            assertThat(due.code()).isEqualTo("STEP_UP_NEEDED");
            assertThat(change(lin, wanted, "000000", answered(due, "000000")).code())
                    .isEqualTo("CODE_WRONG");
        }
        assertThat(outbox(owner.phone())).contains("it is registered already");
        assertThat(outbox(free)).contains("to move an account");
    }

    @Test
    void theSameNumberAndASecondChangeWithinAMonthAreRefused() {
        assertThat(change(lin, lin.phone(), "000000", "").code()).isEqualTo("PHONE_UNCHANGED");
        assertThat(changeWithCodes(lin, phone).status()).isEqualTo(204);
        String third = TestCustomer.newPhone();
        clock.advance(Duration.ofDays(5));
        ApiCaller.Answer refused = change(lin, third, "000000", "");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("PHONE_CHANGED_RECENTLY");
        assertThat(refused.json().path("until").asString()).isNotEmpty();
        for (int i = 0; i < 5; i++) {
            clock.advance(Duration.ofDays(5).plusMinutes(1));
            lin.api().get("/api/v1/me");
        }
        assertThat(signIn(lin.api(), phone).status()).isEqualTo(201);
        assertThat(change(lin, third, "000000", "").code()).isEqualTo("STEP_UP_NEEDED");
    }

    @Test
    void aFrozenAccountKeepsItsNumber() {
        ApiCaller.Answer due = change(lin, phone, "000000", "");
        String code = newNumbersCode(lin, phone);
        String proof = oldNumbersCode(lin);
        assertThat(lin.api().post("/api/v1/me/freezes", "{}").status()).isEqualTo(201);
        ApiCaller.Answer refused = change(lin, phone, code, answered(due, proof));
        assertThat(refused.code()).isEqualTo("ACCOUNT_FROZEN");
        assertThat(refused.json().path("detail").asString()).contains("You froze it");
        assertThat(new ApiCaller(port).put(PATH, body(phone, code, "")).status()).isEqualTo(401);
    }

    @Test
    void ofTwoWhoClaimOneNumberAtOnceOneGetsIt() {
        TestCustomer chen = TestCustomer.register(port, "陈晓宁");
        List<TestCustomer> both = List.of(lin, chen);
        String code = newNumbersCode(lin, phone);
        List<String> answers =
                both.stream()
                        .map(one -> {
                            ApiCaller.Answer due = change(one, phone, "000000", "");
                            return answered(due, oldNumbersCode(one));
                        })
                        .toList();
        List<ApiCaller.Answer> results =
                AtOnce.times(2, n -> change(both.get(n), phone, code, answers.get(n)));
        assertThat(results.stream().filter(result -> result.status() == 204)).hasSize(1);
        assertThat(results.stream().filter(result -> result.status() != 204))
                .allMatch(result -> List.of("CODE_SPENT", "PHONE_TAKEN").contains(result.code()));
    }

    @Test
    void theDatabaseAloneGivesANumberToOneCustomer() {
        List<TestCustomer> many =
                List.of(lin, TestCustomer.register(port), TestCustomer.register(port));
        Phone wanted = Phone.parse(phone);
        List<Boolean> results =
                AtOnce.times(
                        3,
                        n -> {
                            try {
                                return customers.changePhone(
                                        many.get(n).id(), wanted, OffsetDateTime.now(clock));
                            } catch (DuplicateKeyException taken) {
                                return false;
                            }
                        });
        assertThat(results.stream().filter(done -> done)).hasSize(1);
    }

    /** With a second registration code, which is not the one the first account was opened with. */
    private ApiCaller.Answer registerAnew(ApiCaller caller, String number) {
        String used = TestCustomer.codeSaying(caller, number, "registration code");
        clock.advance(Duration.ofSeconds(61));
        assertThat(ask(caller, number, "REGISTER").status()).isEqualTo(202);
        String code = used;
        while (code.equals(used)) {
            code = TestCustomer.codeSaying(caller, number, "registration code");
        }
        return caller.post(
                "/api/v1/customers",
                "{\"phone\":\"%s\",\"password\":\"%s\",\"code\":\"%s\"}"
                        .formatted(number, TestCustomer.PASSWORD, code));
    }

    private ApiCaller.Answer changeWithCodes(TestCustomer customer, String to) {
        ApiCaller.Answer due = change(customer, to, "000000", "");
        String code = newNumbersCode(customer, to);
        return change(customer, to, code, answered(due, oldNumbersCode(customer)));
    }

    private static ApiCaller.Answer change(
            TestCustomer customer, String to, String code, String more) {
        return customer.api().put(PATH, body(to, code, more));
    }

    private static String body(String to, String code, String more) {
        return "{\"phone\":\"%s\",\"code\":\"%s\"%s}".formatted(to, code, more);
    }

    private static String answered(ApiCaller.Answer due, String proof) {
        String id = due.json().path("challenge").path("id").asString();
        return ",\"challengeId\":\"%s\",\"proof\":\"%s\"".formatted(id, proof);
    }

    private static String newNumbersCode(TestCustomer customer, String to) {
        assertThat(ask(customer.api(), to, "CHANGE_PHONE").status()).isEqualTo(202);
        return TestCustomer.codeSaying(customer.api(), to, "to move an account");
    }

    private static String oldNumbersCode(TestCustomer customer) {
        ask(customer.api(), customer.phone(), "STEP_UP");
        return TestCustomer.codeSaying(customer.api(), customer.phone(), "confirmation code");
    }

    private static ApiCaller.Answer ask(ApiCaller caller, String to, String purpose) {
        return caller.post(
                "/api/v1/codes", "{\"phone\":\"%s\",\"purpose\":\"%s\"}".formatted(to, purpose));
    }

    private static ApiCaller.Answer signIn(ApiCaller caller, String who) {
        return caller.post("/api/v1/sessions", credentials(who, TestCustomer.PASSWORD));
    }

    private static String credentials(String who, String password) {
        return "{\"phone\":\"%s\",\"password\":\"%s\"}".formatted(who, password);
    }

    private ApiCaller.Answer pay(String to, String amount) {
        return lin.api()
                .post(
                        "/api/v1/transfers",
                        """
                        {"toPhone":"%s","amount":{"amount":"%s","asset":"CNY"},"pin":"%s"}\
                        """
                                .formatted(to, amount, TestCustomer.PIN));
    }

    private String outbox(String to) {
        return new ApiCaller(port).get("/demo/outbox?to=" + to).text();
    }

    private static String wrong(String code) {
        return code.equals("000000") ? "000001" : "000000";
    }

    private static String masked(String number) {
        return number.substring(0, 3) + "****" + number.substring(7);
    }
}
