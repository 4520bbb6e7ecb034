package io.xiaohu.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.AtOnce;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.TestCustomer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What ends all sessions also ends the ones that are just being opened. */
@IntegrationTest
class SignInRaceIntegrationTests {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int MORE_THAN_CONNECTIONS = 60;

    @LocalServerPort private int port;
    @Autowired private JdbcClient sql;
    @Autowired private TransactionTemplate transactions;

    @Test
    void aSignInOnItsWayWithTheOldPasswordDoesNotOutliveTheNewOne() {
        TestCustomer chen = TestCustomer.register(port);
        ApiCaller.Answer answer =
                whileBeingChanged(
                        "update identity.customer set password_hash = 'another' where id = :id",
                        chen,
                        "\"password\":\"" + TestCustomer.PASSWORD + "\"");
        assertThat(answer.code()).as(answer.text()).isEqualTo("CREDENTIALS_WRONG");
        assertThat(answer.json().at("/subject/kind").asString()).isEqualTo("SIGN_IN");
    }

    @Test
    void aSignInOnItsWayWithACodeDoesNotOutliveAChangeOfThePhone() {
        TestCustomer chen = TestCustomer.register(port);
        ApiCaller.Answer answer =
                whileBeingChanged(
                        "update identity.customer set phone_index = sha256('moved') where id = :id",
                        chen,
                        "\"code\":\"" + code(chen, "SIGN_IN", "sign-in code") + "\"");
        assertThat(answer.code()).as(answer.text()).isEqualTo("CODE_EXPIRED");
    }

    /**
     * Whoever held a connection while others wait for the code would make the whole server wait.
     * Without a key, since calls with one wait for each other before they take any.
     */
    @Test
    void manyWhoResetWithOneCodeAtOnceDoNotUseUpTheConnections() {
        TestCustomer chen = TestCustomer.register(port);
        String code = code(chen, "RESET_PASSWORD", "new password");
        List<String> codes =
                AtOnce.times(
                        MORE_THAN_CONNECTIONS,
                        n ->
                                new ApiCaller(port)
                                        .post(
                                                "/api/v1/password-resets",
                                                """
                                                {"phone":"%s","code":"%s","newPassword":"%s"}\
                                                """
                                                        .formatted(
                                                                chen.phone(),
                                                                code,
                                                                TestCustomer.PASSWORD),
                                                null)
                                        .code());
        assertThat(codes).containsOnly("PASSWORD_USED_BEFORE");
    }

    /** The answer of a sign-in that found all right before the change was committed. */
    private ApiCaller.Answer whileBeingChanged(String change, TestCustomer who, String proof) {
        CompletableFuture<ApiCaller.Answer> signIn =
                transactions.execute(status -> {
                    sql.sql(change).param("id", who.id()).update();
                    CompletableFuture<ApiCaller.Answer> begun =
                            CompletableFuture.supplyAsync(() ->
                                    new ApiCaller(port)
                                            .post(
                                                    "/api/v1/sessions",
                                                    "{\"phone\":\"%s\",%s}"
                                                            .formatted(who.phone(), proof)));
                    awaitOneWhoWaits(begun);
                    return begun;
                });
        return signIn.join();
    }

    private void awaitOneWhoWaits(CompletableFuture<?> done) {
        Instant until = Instant.now().plus(PATIENCE);
        while (!done.isDone() && !somebodyWaits() && Instant.now().isBefore(until)) {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    private boolean somebodyWaits() {
        return sql.sql(
                        """
                        select exists (
                            select
                            from pg_locks
                            where not granted
                            and pg_backend_pid() = any (pg_blocking_pids(pid)))
                        """)
                .query(Boolean.class)
                .single();
    }

    private String code(TestCustomer customer, String purpose, String words) {
        ApiCaller browser = new ApiCaller(port);
        browser.post(
                "/api/v1/codes",
                "{\"phone\":\"%s\",\"purpose\":\"%s\"}".formatted(customer.phone(), purpose));
        return TestCustomer.codeSaying(browser, customer.phone(), words);
    }
}
