package io.xiaohu.funding;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.identity.AccessDesk;
import io.xiaohu.kernel.Asset;
import io.xiaohu.kernel.Languages;
import io.xiaohu.ledger.AccountRef;
import io.xiaohu.ledger.AccountStatements;
import io.xiaohu.notification.Notice;
import io.xiaohu.notification.Notices;
import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.TestCustomer;
import io.xiaohu.testing.TestStaff;
import io.xiaohu.testing.Waiting;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a bank sends to a closed account stands where somebody owns it. */
@IntegrationTest
class MoneyAfterClosingIntegrationTests {

    @LocalServerPort private int port;
    @Autowired private JdbcClient sql;
    @Autowired private AccountStatements statements;
    @Autowired private Notices notices;
    @Autowired private FundingMovements movements;

    private Sandbox sandbox;

    @BeforeEach
    void signIn() {
        sandbox = new Sandbox(port);
        sandbox.steer("SUCCEED", "0.00", "RIGHT");
    }

    @AfterEach
    void asBefore() {
        sandbox.steer("SUCCEED");
    }

    @Test
    void aWithdrawalThatComesBackAfterTheClosingStandsInReturnsAndNotInTheWallet() {
        TestCustomer chen = TestCustomer.register(port).withPin().withMoney("40.00");
        String id =
                Sandbox.withdraw(chen, Sandbox.OTHER, Sandbox.CARD, "40.00")
                        .json()
                        .path("id")
                        .asString();
        new AccessDesk(port).agreeOn("CLOSE_ACCOUNT", chen.id());
        Waiting.until(() -> wallet(chen).closed());
        long before = inReturns(chen);
        returned(id);
        Waiting.until(() -> state(id).equals("RETURNED"));
        assertThat(inReturns(chen) - before).isEqualTo(40_00);
        assertThat(wallet(chen).balance().total().isZero()).isTrue();
        assertThat(sumOfTheLedger()).isZero();
        for (Locale language : Languages.ALL) {
            Notice told = notices.latest(chen.id(), 1, language).getFirst();
            assertThat(told.kind()).isEqualTo("CAME_AFTER_CLOSING");
            assertThat(told.text()).contains("40.00").doesNotContain("余额", "in your balance");
            assertThat(failure(chen, id, language)).doesNotContain("余额", "in your balance");
        }
    }

    @Test
    void aClosingThatWasCutOffIsFinishedAndTakesAlongWhatCameMeanwhile() {
        TestCustomer chen = TestCustomer.register(port).withMoney("5.00");
        long before = inReturns(chen);
        closedButForTheBooks(chen);
        Waiting.until(() -> isFinished(chen));
        assertThat(wallet(chen).closed()).isTrue();
        assertThat(wallet(chen).balance().total().isZero()).isTrue();
        assertThat(inReturns(chen) - before).isEqualTo(5_00);
        assertThat(sumOfTheLedger()).isZero();
        closedButForTheBooks(chen);
        Waiting.until(() -> isFinished(chen));
        assertThat(closings(chen)).isEqualTo(1);
        assertThat(inReturns(chen) - before).isEqualTo(5_00);
    }

    private void closedButForTheBooks(TestCustomer customer) {
        sql.sql(
                        """
                        update identity.customer
                        set status = 'CLOSED', books_close_at = now() - interval '1 minute'
                        where id = :id
                        """)
                .param("id", customer.id())
                .update();
    }

    private boolean isFinished(TestCustomer customer) {
        return sql.sql("select books_close_at is null from identity.customer where id = :id")
                .param("id", customer.id())
                .query(Boolean.class)
                .single();
    }

    private long closings(TestCustomer customer) {
        return sql.sql(
                        """
                        select count(*)
                        from ledger.entry
                        where account = :wallet
                        and step = 'CLOSE'
                        """)
                .param("wallet", AccountRef.wallet(customer.id(), Asset.CNY).id())
                .query(Long.class)
                .single();
    }

    private void returned(String withdrawal) {
        ApiCaller.Answer proposed =
                sandbox.finance()
                        .post(
                                "/api/v1/desk/proposals",
                                """
                                {"kind":"RETURN_WITHDRAWAL","target":"%s",\
                                "reason":"The bank's list of today",\
                                "evidence":"Line 12 of the bank's file"}\
                                """
                                        .formatted(withdrawal));
        assertThat(proposed.status()).as(proposed.text()).isEqualTo(201);
        ApiCaller.Answer approved =
                AccessDesk.approve(
                        TestStaff.signIn(port, "supervisor"),
                        proposed.json().path("id").asString());
        assertThat(approved.status()).as(approved.text()).isEqualTo(200);
    }

    private String failure(TestCustomer customer, String withdrawal, Locale language) {
        return movements
                .own(customer.id(), UUID.fromString(withdrawal))
                .map(flow -> String.valueOf(movements.failure(flow, language)))
                .orElseThrow();
    }

    private String state(String withdrawal) {
        return sql.sql("select state from funding.flow where id = :id")
                .param("id", UUID.fromString(withdrawal))
                .query(String.class)
                .single();
    }

    private AccountStatements.Account wallet(TestCustomer customer) {
        return statements.account(AccountRef.wallet(customer.id(), Asset.CNY).id()).orElseThrow();
    }

    private long inReturns(TestCustomer customer) {
        AccountRef wallet = AccountRef.wallet(customer.id(), Asset.CNY);
        return statements
                .account(AccountRef.returns(wallet.partition(), Asset.CNY).id())
                .map(account -> account.balance().total().minor())
                .orElse(0L);
    }

    private long sumOfTheLedger() {
        return sql.sql("select sum(posted)::bigint from ledger.account where asset = 'CNY'")
                .query(Long.class)
                .single();
    }
}
