package io.xiaohu.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.kernel.Languages;
import io.xiaohu.kernel.SubjectDescriber;
import io.xiaohu.kernel.SubjectKind;
import io.xiaohu.kernel.SubjectRef;
import io.xiaohu.kernel.SubjectView;
import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.TestCustomer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Whoever cannot get in can ask about it, and nobody learns from an answer who is registered. */
@IntegrationTest
class AskingIntegrationTests {

    @LocalServerPort private int port;
    @Autowired private List<SubjectDescriber> describers = List.of();
    private ApiCaller browser = new ApiCaller(0);

    @BeforeEach
    void openBrowser() {
        browser = new ApiCaller(port);
    }

    @Test
    void aGuestCanAskAboutACodeAndSomebodyElseSignedInCannot() {
        String phone = TestCustomer.newPhone();
        String id = ask(phone, "REGISTER").json().path("id").asString();
        SubjectRef code = new SubjectRef(SubjectKind.CODE, UUID.fromString(id));
        assertThat(describe(code, null)).isPresent();
        assertThat(describe(code, TestCustomer.register(port).id())).isEmpty();
    }

    @Test
    void aFailedSignInCanBeAskedAboutAlsoForAPhoneNobodyRegistered() {
        TestCustomer customer = TestCustomer.register(port);
        for (String phone : List.of(customer.phone(), TestCustomer.newPhone())) {
            ApiCaller.Answer wrong = signIn(phone, "wrong-password");
            assertThat(wrong.code()).isEqualTo("CREDENTIALS_WRONG");
            SubjectRef attempt = subject(wrong);
            assertThat(attempt.kind()).isEqualTo(SubjectKind.SIGN_IN);
            assertThat(describe(attempt, null).orElseThrow().state()).isEqualTo("SIGN_IN_FAILED");
            assertThat(describe(attempt, TestCustomer.register(port).id())).isEmpty();
        }
        assertThat(customer.api().get("/api/v1/me/activity").text()).contains("SIGN_IN_FAILED");
    }

    @Test
    void aLockNamesTheAttemptThatBroughtItAbout() {
        String phone = TestCustomer.newPhone();
        for (int i = 0; i < 5; i++) {
            signIn(phone, "wrong-password");
        }
        ApiCaller.Answer locked = signIn(phone, "wrong-password");
        assertThat(locked.code()).isEqualTo("SIGN_IN_LOCKED");
        assertThat(describe(subject(locked), null).orElseThrow().state())
                .isEqualTo("SIGN_IN_LOCKED");
    }

    @Test
    void whoeverMeetsALockElsewhereAsksAboutTheirOwnTry() {
        String phone = TestCustomer.newPhone();
        for (int i = 0; i < 5; i++) {
            signIn(phone, "wrong-password");
        }
        ApiCaller elsewhere = new ApiCaller(port).from("203.0.113.50");
        String body = "{\"phone\":\"" + phone + "\",\"password\":\"wrong-password\"}";
        SubjectRef other = subject(elsewhere.post("/api/v1/sessions", body));
        assertThat(other).isNotEqualTo(subject(signIn(phone, "wrong-password")));
        assertThat(subject(elsewhere.post("/api/v1/sessions", body))).isEqualTo(other);
    }

    @Test
    void anAccountIsDescribedToItsOwnerOnly() {
        TestCustomer customer = TestCustomer.register(port);
        SubjectRef account = new SubjectRef(SubjectKind.ACCOUNT, customer.id());
        assertThat(describe(account, customer.id()).orElseThrow().title())
                .contains("****")
                .doesNotContain(customer.phone());
        assertThat(describe(account, null)).isEmpty();
        assertThat(describe(account, TestCustomer.register(port).id())).isEmpty();
    }

    @Test
    void aCodeIsAskedForWithTheSameAnswerAndTraceWhetherThePhoneIsRegisteredOrNot() {
        String registered = TestCustomer.register(port).phone();
        for (String phone : List.of(registered, TestCustomer.newPhone())) {
            ApiCaller.Answer asked = ask(phone, "RESET_PASSWORD");
            assertThat(asked.status()).isEqualTo(202);
            browser.get("/demo/outbox?to=" + phone);
            String id = asked.json().path("id").asString();
            ApiCaller.Answer trace = browser.get("/api/v1/codes/" + id + "/trace");
            assertThat(trace.json().path("steps").findValuesAsString("state"))
                    .containsExactly("ASKED", "ACCEPTED", "DELIVERED");
            String reset =
                    "{\"phone\":\"%s\",\"code\":\"000000\",\"newPassword\":\"seldom-said-words\"}"
                            .formatted(phone);
            ApiCaller.Answer wrong = browser.post("/api/v1/password-resets", reset);
            assertThat(wrong.code()).isEqualTo("CODE_WRONG");
        }
    }

    @Test
    void ofTwentyWrongPasswordsAtOnceFiveAreComparedAndTheRightOneIsRefusedAfter()
            throws Exception {
        TestCustomer customer = TestCustomer.register(port);
        List<String> codes = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> started = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                String password = "wrong-password-" + i;
                started.add(
                        threads.submit(() ->
                                signIn(new ApiCaller(port), customer.phone(), password).code()));
            }
            for (Future<String> one : started) {
                codes.add(one.get());
            }
        }
        assertThat(codes.stream().filter("CREDENTIALS_WRONG"::equals)).hasSize(4);
        assertThat(signIn(customer.phone(), TestCustomer.PASSWORD).code())
                .isEqualTo("SIGN_IN_LOCKED");
    }

    @Test
    void aCodeWithFullWidthDigitsAndBlanksIsTheSameCode() {
        String phone = TestCustomer.newPhone();
        String code = TestCustomer.code(browser, phone, "REGISTER");
        StringBuilder typed = new StringBuilder(" ");
        code.chars().forEach(digit -> typed.append((char) (digit - '0' + '０')).append(' '));
        String body =
                "{\"phone\":\"%s\",\"password\":\"%s\",\"code\":\"%s\"}"
                        .formatted(phone, TestCustomer.PASSWORD, typed);
        assertThat(browser.post("/api/v1/customers", body).status()).isEqualTo(201);
    }

    @Test
    void aRegistrationRepeatedWithTheSessionItBeganGivesTheFirstAnswer() {
        String phone = TestCustomer.newPhone();
        String code = TestCustomer.code(browser, phone, "REGISTER");
        String body =
                "{\"phone\":\"%s\",\"password\":\"%s\",\"code\":\"%s\"}"
                        .formatted(phone, TestCustomer.PASSWORD, code);
        ApiCaller.Answer first = browser.post("/api/v1/customers", body, "again-" + phone);
        ApiCaller.Answer again = browser.post("/api/v1/customers", body, "again-" + phone);
        assertThat(again.status()).as(again.text()).isEqualTo(201);
        assertThat(again.json().path("id")).isEqualTo(first.json().path("id"));
    }

    private ApiCaller.Answer ask(String phone, String purpose) {
        return browser.post(
                "/api/v1/codes", "{\"phone\":\"%s\",\"purpose\":\"%s\"}".formatted(phone, purpose));
    }

    private ApiCaller.Answer signIn(String phone, String password) {
        return signIn(browser, phone, password);
    }

    private static ApiCaller.Answer signIn(ApiCaller from, String phone, String password) {
        return from.post(
                "/api/v1/sessions",
                "{\"phone\":\"%s\",\"password\":\"%s\"}".formatted(phone, password));
    }

    private static SubjectRef subject(ApiCaller.Answer answer) {
        return new SubjectRef(
                SubjectKind.valueOf(answer.json().path("subject").path("kind").asString()),
                UUID.fromString(answer.json().path("subject").path("id").asString()));
    }

    private Optional<SubjectView> describe(SubjectRef subject, @Nullable UUID customer) {
        return describers.stream()
                .filter(one -> one.kinds().contains(subject.kind()))
                .flatMap(one -> one.describe(subject, customer, Languages.CHINESE).stream())
                .findFirst();
    }
}
