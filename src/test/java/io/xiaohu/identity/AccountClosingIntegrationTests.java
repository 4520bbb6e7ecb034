package io.xiaohu.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.TestClock;
import io.xiaohu.testing.TestCustomer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** An account is closed for good by two, at its owner's wish, and only when it is empty. */
@IntegrationTest
class AccountClosingIntegrationTests {

    private static final String CLOSE = "CLOSE_ACCOUNT";

    @LocalServerPort private int port;
    @Autowired private TestClock clock;

    @Test
    void aClosedAccountIsSignedOutForGoodAndItsPhoneRegistersAnew() {
        TestCustomer chen = TestCustomer.register(port);
        new AccessDesk(port).agreeOn(CLOSE, chen.id());
        assertThat(chen.api().get("/api/v1/me").status()).isEqualTo(401);
        assertThat(signIn(chen.phone()).status()).isEqualTo(401);
        assertThat(chen.api().get("/demo/outbox?to=" + chen.phone()).text()).contains("账户已注销");
        // The next code to the same phone may be asked for after a minute.
        clock.advance(Duration.ofMinutes(2));
        TestCustomer anew = TestCustomer.register(port, chen.phone(), "");
        clock.reset();
        assertThat(anew.id()).isNotEqualTo(chen.id());
        assertThat(anew.api().get("/api/v1/movements").json().path("items").size()).isZero();
        assertThat(new AccessDesk(port).propose(CLOSE, chen.id()).code())
                .isEqualTo("ACCOUNT_CLOSED");
    }

    @Test
    void anAccountWithMoneyIsNotClosedNorOneThatGotSomeMeanwhile() {
        TestCustomer chen = TestCustomer.register(port).withMoney("9.00");
        AccessDesk desk = new AccessDesk(port);
        assertThat(desk.propose(CLOSE, chen.id()).code()).isEqualTo("ACCOUNT_NOT_EMPTY");
        TestCustomer lin = TestCustomer.register(port);
        String proposal = desk.propose(CLOSE, lin.id()).json().path("id").asString();
        lin.withMoney("5.00");
        ApiCaller.Answer approved = AccessDesk.approve(desk.supervisor, proposal);
        assertThat(approved.code()).isEqualTo("ACCOUNT_NOT_EMPTY");
        assertThat(lin.api().get("/api/v1/me").status()).isEqualTo(200);
        lin.withMoney("1.00");
        assertThat(lin.available()).isEqualTo("6.00");
    }

    @Test
    void anAccountABankMayStillPayIntoIsNotClosed() {
        TestCustomer chen = TestCustomer.register(port);
        String topUp =
                """
                {"channel":"sandbox","amount":{"amount":"9.04","asset":"CNY"}}\
                """;
        assertThat(chen.api().post("/api/v1/top-ups", topUp).json().path("state").asString())
                .isEqualTo("UNKNOWN");
        assertThat(new AccessDesk(port).propose(CLOSE, chen.id()).code())
                .isEqualTo("ACCOUNT_NOT_EMPTY");
    }

    @Test
    void aFrozenAccountIsUnfrozenFirstAndNobodyClosesAStrangers() {
        TestCustomer chen = TestCustomer.register(port);
        chen.api().post("/api/v1/me/freezes", "{}");
        AccessDesk desk = new AccessDesk(port);
        assertThat(desk.propose(CLOSE, chen.id()).code()).isEqualTo("ACCOUNT_FROZEN");
        TestCustomer lin = TestCustomer.register(port);
        assertThat(AccessDesk.propose(desk.agent, CLOSE, lin.id(), "\"CALLED_BACK\"").status())
                .isBetween(400, 422);
        String proposal = desk.propose(CLOSE, lin.id()).json().path("id").asString();
        assertThat(AccessDesk.approve(desk.agent, proposal).status()).isBetween(403, 409);
        assertThat(lin.api().get("/api/v1/me").status()).isEqualTo(200);
    }

    @Test
    void nothingIsPaidToAClosedAccount() {
        TestCustomer chen = TestCustomer.register(port);
        new AccessDesk(port).agreeOn(CLOSE, chen.id());
        TestCustomer lin = TestCustomer.register(port).withPin().withMoney("9.00");
        String review =
                """
                {"recipientId":"%s","amount":{"amount":"1.00","asset":"CNY"},"pin":"314159"}\
                """
                        .formatted(chen.id());
        assertThat(lin.api().post("/api/v1/transfers", review).status()).isBetween(400, 422);
        assertThat(lin.available()).isEqualTo("9.00");
    }

    private ApiCaller.Answer signIn(String phone) {
        return new ApiCaller(port)
                .post(
                        "/api/v1/sessions",
                        "{\"phone\":\"%s\",\"password\":\"%s\"}"
                                .formatted(phone, TestCustomer.PASSWORD));
    }
}
