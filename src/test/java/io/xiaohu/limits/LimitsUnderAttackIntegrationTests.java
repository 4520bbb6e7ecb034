package io.xiaohu.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.AtOnce;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.TestCustomer;
import io.xiaohu.verification.AccountClass;
import io.xiaohu.verification.AccountClasses;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Two hundred calls at the same moment against a limit that admits ten. */
@IntegrationTest
class LimitsUnderAttackIntegrationTests {

    private static final int CALLS = 200;
    private static final int ADMITTED = 10;

    @LocalServerPort private int port;
    @Autowired private AccountClasses classes;

    @SuppressWarnings("NullAway.Init")
    private TestCustomer chen;

    @SuppressWarnings("NullAway.Init")
    private TestCustomer lin;

    @BeforeEach
    void twoPeople() {
        chen = TestCustomer.register(port, "陈晓宁").withPin().withMoney("3000.00");
        lin = TestCustomer.register(port, "林小满");
    }

    @Test
    void ofPaymentsAgainstTheLifetimeLimitTenGoThrough() {
        List<ApiCaller.Answer> answers = AtOnce.times(CALLS, n -> pay());
        tenWentThrough(answers, "CLASS_LIMIT");
        assertThat(lin.available()).isEqualTo("1000.00");
        assertThat(used("class")).isEqualTo("1000.00");
    }

    @Test
    void ofWithdrawalsAgainstTheLifetimeLimitTenGoThrough() {
        List<ApiCaller.Answer> answers = AtOnce.times(CALLS, n -> withdraw());
        tenWentThrough(answers, "CLASS_LIMIT");
        assertThat(used("class")).isEqualTo("1000.00");
    }

    @Test
    void ofPaymentsAndWithdrawalsMixedTenGoThroughTogether() {
        List<ApiCaller.Answer> answers = AtOnce.times(CALLS, n -> n % 2 == 0 ? pay() : withdraw());
        tenWentThrough(answers, "CLASS_LIMIT");
        assertThat(used("class")).isEqualTo("1000.00");
    }

    @Test
    void ofPaymentsAgainstTheDaysLimitTenGoThroughAndWithdrawalsAreNotCounted() {
        classes.raise(chen.id(), AccountClass.II);
        assertThat(withdraw().status()).isEqualTo(201);
        List<ApiCaller.Answer> answers = AtOnce.times(CALLS, n -> pay());
        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(ADMITTED);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 201)
                .allMatch(answer -> answer.code().equals("DAILY_LIMIT"));
        assertThat(used("day-one-factor")).isEqualTo("1000.00");
        assertThat(used("day")).isEqualTo("1000.00");
        assertThat(used("class")).isEqualTo("1000.00");
        assertThat(chen.available()).isEqualTo("1900.00");
    }

    /** Every one of ¥100: what went through, what was refused, what is left, what was counted. */
    private void tenWentThrough(List<ApiCaller.Answer> answers, String reason) {
        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(ADMITTED);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 201)
                .hasSize(CALLS - ADMITTED)
                .allSatisfy(answer -> {
                    assertThat(answer.status()).isEqualTo(422);
                    assertThat(answer.code()).isEqualTo(reason);
                    assertThat(answer.json().path("money").asString()).isEqualTo("NOT_TAKEN");
                });
        assertThat(chen.available()).isEqualTo("2000.00");
        assertThat(balance("held")).isEqualTo("0.00");
    }

    private ApiCaller.Answer pay() {
        return chen.api()
                .post(
                        "/api/v1/transfers",
                        """
                        {"toPhone":"%s","amount":{"amount":"100.00","asset":"CNY"},"pin":"%s"}\
                        """
                                .formatted(lin.phone(), TestCustomer.PIN));
    }

    private ApiCaller.Answer withdraw() {
        return chen.api()
                .post(
                        "/api/v1/withdrawals",
                        """
                        {"channel":"sandbox","destination":"6222020000000000000","pin":"%s",\
                        "amount":{"amount":"100.00","asset":"CNY"}}\
                        """
                                .formatted(TestCustomer.PIN));
    }

    private String used(String limit) {
        JsonNode items = chen.api().get("/api/v1/limits").json().path("items");
        return items.valueStream()
                .filter(item -> item.path("code").asString().equals(limit))
                .map(item -> item.at("/used/amount").asString())
                .findFirst()
                .orElseThrow();
    }

    private String balance(String which) {
        JsonNode items = chen.api().get("/api/v1/balances").json().path("items");
        return items.path(0).path(which).path("amount").asString();
    }
}
