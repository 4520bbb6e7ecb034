package io.xiaohu.funding;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.AtOnce;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.TestClock;
import io.xiaohu.testing.TestCustomer;
import io.xiaohu.testing.TestStaff;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** Every kind of difference a statement can show, and every end it can have, to the cent. */
@IntegrationTest
@TestPropertySource(properties = "xiaohu.reconciliation.write-off-at-most=4.00")
class ReconciliationIntegrationTests {

    @LocalServerPort private int port;
    @Autowired private JdbcClient sql;
    @Autowired private TestClock clock;

    @Value("${spring.datasource.url}")
    private String url = "";

    private Reconciling desk;
    private LocalDate today;

    @BeforeEach
    void signIn() {
        desk = new Reconciling(port, sql, clock, Sandbox.OTHER);
        desk.steer("SUCCEED", "0.00", "RIGHT");
        today = desk.today();
    }

    @AfterEach
    void asBefore() {
        desk.steer("SUCCEED", "0.00", "RIGHT");
    }

    @Test
    void whatBothSidesHaveIsNoDifference() {
        desk.steer("SUCCEED", "1.00", "RIGHT");
        TestCustomer chen = TestCustomer.register(port).withPin();
        String in = topUp(chen, "100.00");
        String out = withdraw(chen, "40.00");
        JsonNode whole = desk.fetch(today);
        assertThat(Reconciling.about(whole, in)).isZero();
        assertThat(Reconciling.about(whole, out)).isZero();
        assertThat(whole.path("day").path("version").asInt()).isPositive();
        int versions = whole.path("versions").size();
        assertThat(desk.fetch(today).path("versions").size()).isEqualTo(versions);
    }

    @Test
    void aTopUpTheBankDoesNotHaveIsTakenBackAndGivenAgainWhenItDoesAfterAll() {
        TestCustomer chen = TestCustomer.register(port).withPin();
        String id = topUp(chen, "100.00");
        desk.steer("SUCCEED", "0.00", "MISSING");
        JsonNode whole = desk.fetch(today);
        JsonNode missing = Reconciling.difference(whole, id, "MISSING_THERE");
        assertThat(Reconciling.amount(missing)).isEqualTo("-100.00");
        assertThat(missing.path("ours").path("amount").path("amount").asString())
                .isEqualTo("100.00");
        assertThat(missing.path("theirs").isMissingNode()).isTrue();
        assertThat(missing.path("flow").path("state").asString()).isEqualTo("SUCCEEDED");
        desk.end(whole, missing, "TAKE_BACK");
        assertThat(chen.available()).isEqualTo("0.00");
        JsonNode flow = chen.api().get("/api/v1/top-ups/" + id).json();
        assertThat(flow.path("state").asString()).isEqualTo("CHARGED_BACK");
        assertThat(notices(chen)).contains("The bank took a top-up back");
        desk.steer("SUCCEED", "0.00", "RIGHT");
        JsonNode corrected = desk.fetch(today);
        JsonNode back = Reconciling.difference(corrected, id, "AMOUNT_DIFFERS");
        assertThat(Reconciling.amount(back)).isEqualTo("100.00");
        desk.end(corrected, back, "CORRECT_AMOUNT");
        assertThat(chen.available()).isEqualTo("100.00");
        assertThat(notices(chen)).contains("corrected in your favour");
        assertThat(Reconciling.about(desk.fetch(today), id)).isZero();
    }

    @Test
    void aWithdrawalTheBankDidNotPayIsGivenBackWithItsFee() {
        desk.steer("SUCCEED", "1.00", "RIGHT");
        TestCustomer chen = TestCustomer.register(port).withPin().withMoney("100.00");
        String id = withdraw(chen, "40.00");
        desk.steer("SUCCEED", "1.00", "MISSING");
        JsonNode whole = desk.fetch(today);
        JsonNode missing = Reconciling.difference(whole, id, "MISSING_THERE");
        assertThat(Reconciling.amount(missing)).isEqualTo("40.00");
        assertThat(missing.path("fee").path("amount").asString()).isEqualTo("-1.00");
        desk.end(whole, missing, "RETURN");
        assertThat(chen.available()).isEqualTo("100.00");
        assertThat(notices(chen)).contains("The bank sent a withdrawal back");
    }

    @Test
    void aTopUpWeHaveAsFailedThatTheBankCarriedOutIsCredited() {
        TestCustomer chen = TestCustomer.register(port).withPin();
        desk.steer("REJECT", "1.00", "RIGHT");
        String id = topUp(chen, "50.00");
        assertThat(chen.available()).isEqualTo("0.00");
        desk.carriedOut(id, today);
        JsonNode whole = desk.fetch(today);
        JsonNode missing = Reconciling.difference(whole, id, "MISSING_HERE");
        assertThat(Reconciling.amount(missing)).isEqualTo("50.00");
        assertThat(missing.path("fee").path("amount").asString()).isEqualTo("1.00");
        assertThat(desk.propose("TAKE_BACK", missing.path("id").asString()).code())
                .isEqualTo("ENDING_UNFIT");
        desk.end(whole, missing, "CREDIT_CUSTOMER");
        assertThat(chen.available()).isEqualTo("49.00");
        JsonNode flow = chen.api().get("/api/v1/top-ups/" + id).json();
        assertThat(flow.path("state").asString()).isEqualTo("SUCCEEDED");
        assertThat(flow.path("failure").isMissingNode()).isTrue();
        assertThat(flow.path("timeline").toString()).contains("Carried out after all");
        assertThat(notices(chen)).contains("A top-up has arrived after all");
        assertThat(Reconciling.about(desk.fetch(today), id)).isZero();
    }

    @Test
    void aWithdrawalGivenBackThatTheBankPaidIsTakenAndWhatTheBalanceLacksIsOwed() {
        TestCustomer chen = TestCustomer.register(port).withPin().withMoney("50.00");
        TestCustomer lin = TestCustomer.register(port);
        desk.steer("REJECT", "0.00", "RIGHT");
        String id = withdraw(chen, "50.00");
        assertThat(chen.available()).isEqualTo("50.00");
        pay(chen, lin, "40.00");
        desk.carriedOut(id, today);
        JsonNode whole = desk.fetch(today);
        JsonNode missing = Reconciling.difference(whole, id, "MISSING_HERE");
        assertThat(Reconciling.amount(missing)).isEqualTo("-50.00");
        assertThat(Sandbox.used(chen, "class")).isEqualTo("40.00");
        desk.end(whole, missing, "PAID_AFTER_ALL");
        assertThat(chen.available()).isEqualTo("0.00");
        assertThat(Sandbox.used(chen, "class")).isEqualTo("90.00");
        assertThat(desk.owedBy(chen.id())).isEqualTo(-40_00);
        JsonNode flow = chen.api().get("/api/v1/withdrawals/" + id).json();
        assertThat(flow.path("state").asString()).isEqualTo("PAID");
        assertThat(notices(chen)).contains("A withdrawal was paid after all");
        assertThat(bookings(chen, id)).isEqualTo(3);
        desk.approve(proposeReturn(id));
        Sandbox.untilState(chen, "/api/v1/withdrawals/" + id, "RETURNED");
        assertThat(chen.available()).isEqualTo("50.00");
        assertThat(Sandbox.used(chen, "class")).isEqualTo("40.00");
    }

    @Test
    void aWrongAmountGoesToTheCustomerAndABitOfItCanBeWrittenOffByASupervisorOnly() {
        TestCustomer chen = TestCustomer.register(port).withPin();
        String id = topUp(chen, "20.00");
        desk.steer("SUCCEED", "0.00", "AMOUNT");
        JsonNode whole = desk.fetch(today);
        JsonNode differs = Reconciling.difference(whole, id, "AMOUNT_DIFFERS");
        assertThat(Reconciling.amount(differs)).isEqualTo("0.01");
        assertThat(differs.path("theirs").path("amount").path("amount").asString())
                .isEqualTo("20.01");
        desk.end(whole, differs, "CORRECT_AMOUNT");
        assertThat(chen.available()).isEqualTo("20.01");
        String out = withdraw(chen, "5.00");
        JsonNode next = desk.fetch(today);
        JsonNode cent = Reconciling.difference(next, out, "AMOUNT_DIFFERS");
        assertThat(Reconciling.amount(cent)).isEqualTo("-0.01");
        long suspense = desk.posted("SUSPENSE");
        ApiCaller.Answer proposed = desk.propose("WRITE_OFF", cent.path("id").asString());
        String path = "/api/v1/desk/proposals/" + proposed.json().path("id").asString();
        assertThat(desk.finance().post(path + "/approve", "{}").code())
                .isEqualTo("SECOND_PERSON_NEEDED");
        assertThat(desk.approve(proposed).status()).isEqualTo(200);
        desk.untilEnded(next, cent.path("id").asString());
        assertThat(desk.posted("SUSPENSE")).isEqualTo(suspense - 1);
        assertThat(chen.available()).isEqualTo("15.01");
    }

    @Test
    void aFeeTheyTookTooMuchIsOursAndTheBooksHaveTheirs() {
        TestCustomer chen = TestCustomer.register(port).withPin();
        desk.steer("SUCCEED", "1.00", "FEE");
        String id = topUp(chen, "20.00");
        JsonNode whole = desk.fetch(today);
        JsonNode differs = Reconciling.difference(whole, id, "FEE_DIFFERS");
        assertThat(Reconciling.amount(differs)).isEqualTo("0.00");
        assertThat(differs.path("fee").path("amount").asString()).isEqualTo("0.01");
        long fees = desk.posted("FEES");
        long suspense = desk.posted("SUSPENSE");
        desk.end(whole, differs, "CORRECT_FEE");
        assertThat(desk.posted("FEES")).isEqualTo(fees + 1);
        assertThat(desk.posted("SUSPENSE")).isEqualTo(suspense - 1);
        assertThat(chen.available()).isEqualTo("19.00");
    }

    @Test
    void aFeeTheyTookLessIsGivenToTheCustomer() {
        TestCustomer chen = TestCustomer.register(port).withPin();
        desk.steer("SUCCEED", "1.00", "RIGHT");
        String id = topUp(chen, "20.00");
        sql.sql("update funding.sandbox_order set fee = 40 where id = :id")
                .param("id", UUID.fromString(id))
                .update();
        JsonNode whole = desk.fetch(today);
        desk.end(whole, Reconciling.difference(whole, id, "FEE_DIFFERS"), "CORRECT_FEE");
        assertThat(chen.available()).isEqualTo("19.60");
    }

    @Test
    void aLineThatIsThereTwiceIsADuplicateAndItsMoneyIsTheCustomers() {
        TestCustomer chen = TestCustomer.register(port).withPin();
        String id = topUp(chen, "30.00");
        desk.steer("SUCCEED", "0.00", "DUPLICATE");
        JsonNode whole = desk.fetch(today);
        JsonNode duplicate = Reconciling.difference(whole, id, "DUPLICATE");
        assertThat(Reconciling.amount(duplicate)).isEqualTo("30.00");
        desk.end(whole, duplicate, "CORRECT_AMOUNT");
        assertThat(chen.available()).isEqualTo("60.00");
    }

    @Test
    void anOrderNobodyKnowsWaitsForACorrectedStatementWhenItIsTooMuchToWriteOff() {
        desk.steer("SUCCEED", "0.00", "EXTRA");
        JsonNode whole = desk.fetch(today);
        JsonNode extra =
                whole.path("differences")
                        .valueStream()
                        .filter(one -> one.path("flow").isMissingNode())
                        .filter(one -> one.path("state").asString().equals("OPEN"))
                        .findFirst()
                        .orElseThrow();
        assertThat(Reconciling.amount(extra)).isEqualTo("12.34");
        assertThat(extra.path("endings").size()).isZero();
        ApiCaller.Answer refused = desk.propose("WRITE_OFF", extra.path("id").asString());
        assertThat(refused.code()).isEqualTo("WRITE_OFF_TOO_LARGE");
        assertThat(refused.json().path("detail").asString()).contains("¥4.00");
        desk.steer("SUCCEED", "0.00", "RIGHT");
        JsonNode gone = Reconciling.byId(desk.fetch(today), extra.path("id").asString());
        assertThat(gone.path("state").asString()).isEqualTo("GONE");
    }

    @Test
    void aContradictionIsListedWithoutCentsAndEndsByAnApprovedWord() {
        TestCustomer chen = TestCustomer.register(port).withPin();
        desk.steer("CONTRADICT", "0.00", "RIGHT");
        String id = topUp(chen, "21.00");
        Sandbox.until(
                () -> desk.finance().get("/api/v1/desk/channels/contradictions").text(),
                text -> text.contains(id));
        JsonNode whole = desk.fetch(today);
        JsonNode listed = Reconciling.difference(whole, id, "CONTRADICTION");
        assertThat(listed.path("said").asString()).isEqualTo("FAILED");
        assertThat(listed.path("endings").toString()).isEqualTo("[\"EXPLAINED_ELSEWHERE\"]");
        desk.end(whole, listed, "EXPLAINED_ELSEWHERE");
        assertThat(chen.available()).isEqualTo("21.00");
    }

    @Test
    void anEndThatWasPostedButNotMarkedIsMarkedLaterAndPostedOnce() throws SQLException {
        TestCustomer chen = TestCustomer.register(port).withPin();
        String id = topUp(chen, "30.00");
        desk.steer("SUCCEED", "0.00", "AMOUNT");
        JsonNode whole = desk.fetch(today);
        String difference =
                Reconciling.difference(whole, id, "AMOUNT_DIFFERS").path("id").asString();
        try (Connection owner = DriverManager.getConnection(url);
                Statement statement = owner.createStatement()) {
            statement.execute(
                    """
                    create function funding.no_marking() returns trigger language plpgsql as
                    $$ begin raise exception 'the server died here'; end $$;
                    create trigger no_marking before update on funding.difference
                    for each row when (new.state = 'ENDED' and new.id = '%s')
                    execute function funding.no_marking()
                    """
                            .formatted(difference));
            desk.approve(desk.propose("CORRECT_AMOUNT", difference));
            Sandbox.until(chen::available, "30.01"::equals);
            JsonNode half = desk.day(whole.path("day").path("id").asString());
            assertThat(Reconciling.byId(half, difference).path("state").asString())
                    .isEqualTo("APPROVED");
            statement.execute("drop function funding.no_marking() cascade");
        }
        desk.untilEnded(whole, difference);
        assertThat(chen.available()).isEqualTo("30.01");
    }

    @Test
    void twoImportsAndTwoApprovalsAtOnceAreOne() {
        TestCustomer chen = TestCustomer.register(port).withPin();
        String id = topUp(chen, "30.00");
        desk.steer("SUCCEED", "0.00", "AMOUNT");
        List<Integer> asked = AtOnce.times(4, n -> desk.ask(today).status());
        assertThat(asked).containsOnly(202);
        JsonNode whole = desk.fetch(today);
        JsonNode differs = Reconciling.difference(whole, id, "AMOUNT_DIFFERS");
        String target = differs.path("id").asString();
        String correct = desk.propose("CORRECT_AMOUNT", target).json().path("id").asString();
        String writeOff = desk.propose("WRITE_OFF", target).json().path("id").asString();
        ApiCaller admin = TestStaff.signIn(port, "admin");
        List<Integer> approved =
                AtOnce.times(
                        4,
                        n ->
                                (n < 2 ? admin : desk.supervisor())
                                        .post(
                                                "/api/v1/desk/proposals/"
                                                        + (n % 2 == 0 ? correct : writeOff)
                                                        + "/approve",
                                                "{}")
                                        .status());
        assertThat(approved.stream().filter(status -> status == 200).count()).isEqualTo(1);
        JsonNode ended = desk.untilEnded(whole, target);
        boolean written = ended.path("ending").asString().equals("WRITE_OFF");
        assertThat(chen.available()).isEqualTo(written ? "30.00" : "30.01");
    }

    private static String topUp(TestCustomer customer, String amount) {
        return id(Sandbox.topUp(customer, Sandbox.OTHER, amount));
    }

    private static String withdraw(TestCustomer customer, String amount) {
        return id(Sandbox.withdraw(customer, Sandbox.OTHER, Sandbox.CARD, amount));
    }

    private static String id(ApiCaller.Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json().path("id").asString();
    }

    private static void pay(TestCustomer from, TestCustomer to, String amount) {
        ApiCaller.Answer paid =
                from.api()
                        .post(
                                "/api/v1/transfers",
                                """
                                {"toPhone":"%s","pin":"%s",\
                                "amount":{"amount":"%s","asset":"CNY"}}\
                                """
                                        .formatted(to.phone(), TestCustomer.PIN, amount));
        assertThat(paid.status()).as(paid.text()).isEqualTo(201);
    }

    private ApiCaller.Answer proposeReturn(String flow) {
        return desk.propose("RETURN_WITHDRAWAL", flow);
    }

    /** How many bookings staff see of a movement. */
    private int bookings(TestCustomer customer, String id) {
        desk.finance()
                .post(
                        "/api/v1/desk/customers/" + customer.id() + "/looks",
                        "{\"reason\":\"asked by telephone\"}");
        return desk.finance().get("/api/v1/desk/movements/" + id).json().path("postings").size();
    }

    private static String notices(TestCustomer customer) {
        return customer.api().get("/api/v1/notices").text();
    }
}
