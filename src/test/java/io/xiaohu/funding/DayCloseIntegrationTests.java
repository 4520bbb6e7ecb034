package io.xiaohu.funding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.AtOnce;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.TestClock;
import io.xiaohu.testing.TestCustomer;
import io.xiaohu.testing.TestStaff;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** A day closes when every cent is explained, by two people, for good. */
@IntegrationTest
@TestPropertySource(properties = "xiaohu.reconciliation.close-within=3")
@DirtiesContext(classMode = DirtiesContext.ClassMode.AFTER_EACH_TEST_METHOD)
class DayCloseIntegrationTests {

    private static final String CHANNEL = "sandbox";

    @LocalServerPort private int port;
    @Autowired private JdbcClient sql;
    @Autowired private TestClock clock;

    private Reconciling desk;
    private LocalDate day;

    @BeforeEach
    void signIn() {
        desk = new Reconciling(port, sql, clock, CHANNEL);
        day = desk.today();
    }

    @AfterEach
    void asBefore() {
        clock.reset();
    }

    @Test
    void aDayWithAnOpenCentRefusesToCloseAndClosesOnceItIsExplained() {
        TestCustomer chen = TestCustomer.register(port).withPin().withMoney("100.00");
        String id = id(Sandbox.topUp(chen, CHANNEL, "20.00"));
        desk.steer("SUCCEED", "0.00", "AMOUNT");
        JsonNode whole = desk.fetch(day);
        String target = whole.path("day").path("id").asString();
        assertThat(desk.propose("CLOSE_DAY", target).code()).isEqualTo("DAY_NOT_OVER");
        later(Duration.ofDays(1));
        desk.fetch(day);
        ApiCaller.Answer refused = desk.propose("CLOSE_DAY", target);
        assertThat(refused.code()).isEqualTo("DAY_NOT_EXPLAINED");
        assertThat(refused.json().path("open").asInt()).isEqualTo(1);
        assertThat(refused.json().path("detail").asString()).contains("¥0.01");
        JsonNode differs = Reconciling.difference(whole, id, "AMOUNT_DIFFERS");
        desk.end(whole, differs, "CORRECT_AMOUNT");
        JsonNode explained = desk.day(target).path("day");
        assertThat(explained.path("theirs").path("amount").asString()).isEqualTo("120.01");
        assertThat(explained.path("ours").path("amount").asString()).isEqualTo("120.01");
        assertThat(explained.path("corrections").path("amount").asString()).isEqualTo("0.01");
        assertThat(explained.path("difference").path("amount").asString()).isEqualTo("0.01");
        assertThat(explained.path("open").asInt()).isZero();
        assertThat(desk.supervisor().post("/api/v1/desk/proposals", close(target)).status())
                .isEqualTo(403);
        ApiCaller.Answer proposed = desk.propose("CLOSE_DAY", target);
        assertThat(proposed.json().path("title").asString()).contains(day.toString());
        ApiCaller admin = TestStaff.signIn(port, "admin");
        String path = "/api/v1/desk/proposals/" + proposed.json().path("id").asString();
        List<Integer> approved =
                AtOnce.times(
                        2,
                        n ->
                                (n == 0 ? admin : desk.supervisor())
                                        .post(path + "/approve", "{}")
                                        .status());
        assertThat(approved).containsExactlyInAnyOrder(200, 409);
        assertThat(desk.day(target).path("day").path("state").asString()).isEqualTo("CLOSED");
        assertThat(desk.propose("CLOSE_DAY", target).code()).isEqualTo("DAY_CLOSED");
    }

    @Test
    void aDayThatChangedBetweenProposalAndApprovalDoesNotClose() {
        TestCustomer.register(port).withPin().withMoney("100.00");
        JsonNode whole = desk.fetch(day);
        String target = whole.path("day").path("id").asString();
        later(Duration.ofDays(1));
        desk.fetch(day);
        ApiCaller.Answer proposed = desk.propose("CLOSE_DAY", target);
        assertThat(proposed.status()).as(proposed.text()).isEqualTo(201);
        TestCustomer.register(port).withPin().withMoney("7.00");
        assertThat(desk.approve(proposed).code()).isEqualTo("DAY_NOT_EXPLAINED");
        assertThat(desk.day(target).path("day").path("state").asString()).isEqualTo("OPEN");
    }

    @Test
    void aClosedDayNeverChangesAndALateLineCountsOnTheDayItComes() {
        TestCustomer chen = TestCustomer.register(port).withPin().withMoney("100.00");
        desk.steer("REJECT", "0.00", "RIGHT");
        String id = id(Sandbox.topUp(chen, CHANNEL, "50.00"));
        desk.steer("SUCCEED", "0.00", "RIGHT");
        String target = desk.fetch(day).path("day").path("id").asString();
        later(Duration.ofDays(1));
        desk.fetch(day);
        assertThat(desk.approve(desk.propose("CLOSE_DAY", target)).status()).isEqualTo(200);
        JsonNode closed = desk.day(target).path("day");
        for (String change :
                List.of(
                        "update funding.reconciled_day set theirs = 0 where id = :id",
                        "update funding.reconciled_day set state = 'OPEN' where id = :id",
                        "insert into funding.difference (id, day_id, channel, of_day, kind,"
                                + " order_id, direction, amount, fee, found_at)"
                                + " select gen_random_uuid(), id, channel, day, 'MISSING_HERE', id,"
                                + " 'TOP_UP', 1, 0, now() from funding.reconciled_day where id ="
                                + " :id")) {
            assertThatThrownBy(() -> sql.sql(change).param("id", UUID.fromString(target)).update())
                    .hasMessageContaining("closed");
        }
        desk.carriedOut(id, day);
        desk.ask(day);
        LocalDate next = desk.today();
        JsonNode late =
                Sandbox.until(() -> desk.listed(next), one -> one.path("open").asInt() == 1);
        assertThat(late.path("late").path("amount").asString()).isEqualTo("50.00");
        JsonNode whole = desk.day(late.path("id").asString());
        JsonNode missing = Reconciling.difference(whole, id, "MISSING_HERE");
        assertThat(missing.path("ofDay").asString()).isEqualTo(day.toString());
        desk.end(whole, missing, "CREDIT_CUSTOMER");
        assertThat(chen.available()).isEqualTo("150.00");
        JsonNode after = desk.day(target).path("day");
        assertThat(after).isEqualTo(closed);
    }

    @Test
    void aFileClosesNothingThatTheChannelSaysOtherwise() {
        TestCustomer chen = TestCustomer.register(port).withPin().withMoney("100.00");
        String id = id(Sandbox.topUp(chen, CHANNEL, "20.00"));
        desk.steer("SUCCEED", "0.00", "AMOUNT");
        later(Duration.ofDays(1));
        JsonNode whole = desk.fetch(day);
        String target = whole.path("day").path("id").asString();
        Reconciling.difference(whole, id, "AMOUNT_DIFFERS");
        String asOurs = desk.asTheLedgerHasIt(day);
        assertThat(desk.upload(day, asOurs).status()).isEqualTo(201);
        assertThat(desk.day(target).path("day").path("open").asInt()).isZero();
        ApiCaller.Answer refused = desk.propose("CLOSE_DAY", target);
        assertThat(refused.code()).isEqualTo("DAY_NOT_EXPLAINED");
        assertThat(refused.json().path("detail").asString())
                .contains("statement.csv", "version 2", day.toString());
        assertThat(Reconciling.about(desk.fetch(day), id)).isEqualTo(1);
        desk.upload(day, asOurs);
        desk.steer("SUCCEED", "0.00", "RIGHT");
        desk.fetch(day);
        assertThat(desk.approve(desk.propose("CLOSE_DAY", target)).status()).isEqualTo(200);
    }

    @Test
    void whatTheChannelSaidBeforeTheDayWasOverClosesNothing() {
        TestCustomer.register(port).withPin().withMoney("100.00");
        String target = desk.fetch(day).path("day").path("id").asString();
        desk.steer("DOWN", "0.00", "RIGHT");
        later(Duration.ofDays(1));
        assertThat(desk.propose("CLOSE_DAY", target).code()).isEqualTo("DAY_NOT_OVER");
        desk.steer("SUCCEED", "0.00", "RIGHT");
        desk.fetch(day);
        assertThat(desk.approve(desk.propose("CLOSE_DAY", target)).status()).isEqualTo(200);
    }

    @Test
    void aLateLineThatIsTakenBackAgainLeavesItsDayInOrder() {
        TestCustomer chen = TestCustomer.register(port).withPin().withMoney("100.00");
        desk.steer("REJECT", "0.00", "RIGHT");
        String id = id(Sandbox.topUp(chen, CHANNEL, "50.00"));
        desk.steer("SUCCEED", "0.00", "RIGHT");
        later(Duration.ofDays(1));
        String target = desk.fetch(day).path("day").path("id").asString();
        assertThat(desk.approve(desk.propose("CLOSE_DAY", target)).status()).isEqualTo(200);
        desk.carriedOut(id, day);
        desk.fetch(day);
        LocalDate next = desk.today();
        assertThat(desk.listed(next).path("late").path("amount").asString()).isEqualTo("50.00");
        later(Duration.ofDays(1));
        String counted = desk.fetch(next).path("day").path("id").asString();
        assertThat(desk.propose("CLOSE_DAY", counted).code()).isEqualTo("DAY_NOT_EXPLAINED");
        desk.countsOn(id, day.minusDays(9));
        desk.fetch(day);
        assertThat(desk.listed(next).path("late").path("amount").asString()).isEqualTo("0.00");
        assertThat(desk.approve(desk.propose("CLOSE_DAY", counted)).status()).isEqualTo(200);
    }

    @Test
    void anEndedDayIsFetchedByItselfAndOverdueAfterThreeWorkingDays() {
        TestCustomer.register(port).withPin().withMoney("100.00");
        later(Duration.ofHours(25));
        JsonNode fetched =
                Sandbox.until(() -> desk.listed(day), one -> one.path("version").asInt() == 1);
        assertThat(fetched.path("overdue").asBoolean()).isFalse();
        assertThat(fetched.path("difference").path("amount").asString()).isEqualTo("0.00");
        later(Duration.ofDays(6));
        ApiCaller finance = desk.finance();
        assertThat(
                        finance.get(
                                        "/api/v1/desk/reconciliation/days/"
                                                + fetched.path("id").asString())
                                .json()
                                .path("day")
                                .path("overdue")
                                .asBoolean())
                .isTrue();
    }

    /** Sessions of the desk do not last that long: they sign in again. */
    private void later(Duration by) {
        clock.advance(by);
        desk = new Reconciling(port, sql, clock, CHANNEL);
    }

    private static String close(String target) {
        return """
        {"kind":"CLOSE_DAY","target":"%s","reason":"All explained","evidence":"Looked twice"}\
        """
                .formatted(target);
    }

    private static String id(ApiCaller.Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json().path("id").asString();
    }
}
