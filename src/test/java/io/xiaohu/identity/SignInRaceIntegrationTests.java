package io.xiaohu.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.AtOnce;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.TestCustomer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What ends all sessions also ends the ones that are just being opened. */
@IntegrationTest
class SignInRaceIntegrationTests {

    private static final int MORE_THAN_CONNECTIONS = 60;

    @LocalServerPort private int port;

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

    private String code(TestCustomer customer, String purpose, String words) {
        ApiCaller browser = new ApiCaller(port);
        browser.post(
                "/api/v1/codes",
                "{\"phone\":\"%s\",\"purpose\":\"%s\"}".formatted(customer.phone(), purpose));
        return TestCustomer.codeSaying(browser, customer.phone(), words);
    }
}
