package io.xiaohu.funding;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.TestClock;
import io.xiaohu.testing.TestCustomer;
import io.xiaohu.testing.TestStaff;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** How statements come in, whose a difference is, and what happens around midnight. */
@IntegrationTest
@TestPropertySource(properties = "xiaohu.reconciliation.write-off-at-most=4.00")
class StatementImportIntegrationTests {

    @LocalServerPort private int port;
    @Autowired private JdbcClient sql;
    @Autowired private TestClock clock;

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
    void aFlowOfMidnightIsSeenOnBothDaysAndExplainsItself() {
        TestCustomer chen = TestCustomer.register(port).withPin();
        String id = topUp(chen, "33.00");
        LocalDate yesterday = today.minusDays(1);
        desk.countsOn(id, yesterday);
        JsonNode before = desk.fetch(yesterday);
        JsonNode early = Reconciling.difference(before, id, "MISSING_HERE");
        assertThat(early.path("mayBeTiming").asBoolean()).isTrue();
        assertThat(desk.propose("CREDIT_CUSTOMER", early.path("id").asString()).code())
                .isEqualTo("ENDING_UNFIT");
        JsonNode after = desk.fetch(today);
        JsonNode late = Reconciling.difference(after, id, "MISSING_THERE");
        assertThat(late.path("state").asString()).isEqualTo("ENDED");
        assertThat(late.path("ending").asString()).isEqualTo("EXPLAINED_ELSEWHERE");
        assertThat(late.path("counterpart").asString()).isEqualTo(early.path("id").asString());
        JsonNode explained =
                Reconciling.difference(
                        desk.day(before.path("day").path("id").asString()), id, "MISSING_HERE");
        assertThat(explained.path("state").asString()).isEqualTo("ENDED");
        assertThat(chen.available()).isEqualTo("33.00");
        assertThat(Reconciling.about(desk.fetch(today), id)).isZero();
    }

    @Test
    void whatTheBankSentBackOnALaterDayIsNoSecondLineOfWhatItPaid() {
        TestCustomer chen = TestCustomer.register(port).withPin().withMoney("100.00");
        String id = withdraw(chen, "40.00");
        LocalDate yesterday = today.minusDays(1);
        desk.countsOn(id, yesterday);
        desk.fetch(yesterday);
        ApiCaller.Answer brought =
                desk.upload(today, "order,direction,amount,fee\n" + id + ",TOP_UP,40.00,\n");
        assertThat(brought.status()).as(brought.text()).isEqualTo(201);
        JsonNode whole = desk.day(brought.json().path("id").asString());
        JsonNode back =
                whole.path("differences")
                        .valueStream()
                        .filter(one -> one.path("order").asString().equals(id))
                        .filter(one -> one.path("direction").asString().equals("TOP_UP"))
                        .findFirst()
                        .orElseThrow();
        assertThat(back.path("kind").asString()).isEqualTo("MISSING_HERE");
        desk.end(whole, back, "RETURN");
        assertThat(chen.available()).isEqualTo("100.00");
        assertThat(chen.api().get("/api/v1/withdrawals/" + id).json().path("state").asString())
                .isEqualTo("RETURNED");
    }

    @Test
    void aDifferenceIsTakenHandedOverAndNotedAndItsHistoryStays() {
        TestCustomer chen = TestCustomer.register(port).withPin();
        String id = topUp(chen, "30.00");
        desk.steer("SUCCEED", "0.00", "AMOUNT");
        JsonNode whole = desk.fetch(today);
        String difference =
                Reconciling.difference(whole, id, "AMOUNT_DIFFERS").path("id").asString();
        String path = "/api/v1/desk/reconciliation/differences/" + difference;
        assertThat(desk.finance().post(path + "/owner", "{}").status()).isEqualTo(204);
        JsonNode colleagues = desk.finance().get("/api/v1/desk/reconciliation/colleagues").json();
        String other =
                colleagues
                        .valueStream()
                        .filter(one -> one.path("name").asString().equals("王磊"))
                        .findFirst()
                        .orElseThrow()
                        .path("id")
                        .asString();
        assertThat(desk.finance().post(path + "/owner", "{\"to\":\"" + other + "\"}").status())
                .isEqualTo(204);
        assertThat(desk.finance().post(path + "/notes", "{\"text\":\"Asked the bank\"}").status())
                .isEqualTo(204);
        JsonNode now =
                Reconciling.byId(desk.day(whole.path("day").path("id").asString()), difference);
        assertThat(now.path("owner").path("name").asString()).isEqualTo("王磊");
        assertThat(now.path("notes").valueStream().map(one -> one.path("code").asString()))
                .containsExactly("FOUND", "OWNED", "OWNED", "NOTE");
        assertThat(desk.supervisor().post(path + "/owner", "{}").status()).isEqualTo(403);
        assertThat(TestStaff.signIn(port, "agent").get("/api/v1/desk/reconciliation/days").status())
                .isEqualTo(403);
    }

    @Test
    void aChannelThatIsDownIsAskedAgainUntilItAnswers() {
        TestCustomer chen = TestCustomer.register(port).withPin();
        String id = topUp(chen, "30.00");
        desk.steer("DOWN", "0.00", "RIGHT");
        String day = desk.ask(today).json().path("id").asString();
        Sandbox.until(
                () -> desk.day(day).path("day").path("importState").asString(), "RETRYING"::equals);
        desk.steer("SUCCEED", "0.00", "RIGHT");
        JsonNode whole =
                Sandbox.until(
                        () -> desk.day(day),
                        now -> now.path("day").path("importState").asString().equals("DONE"));
        assertThat(Reconciling.about(whole, id)).isZero();
        assertThat(desk.ask(today.plusDays(1)).code()).isEqualTo("BAD_INPUT");
    }

    @Test
    void aGoodFileIsAVersionOfItsOwn() {
        TestCustomer chen = TestCustomer.register(port).withPin();
        String id = topUp(chen, "30.00");
        LocalDate quiet = today.minusDays(20);
        ApiCaller.Answer brought =
                desk.upload(quiet, "\uFEFForder,direction,amount,fee\n" + id + ",充值,30.00,\n");
        assertThat(brought.status()).as(brought.text()).isEqualTo(201);
        JsonNode whole = desk.day(brought.json().path("id").asString());
        assertThat(whole.path("versions").path(0).path("source").asString()).isEqualTo("FILE");
        assertThat(whole.path("versions").path(0).path("importedBy").path("name").asString())
                .isEqualTo("陈静");
        assertThat(Reconciling.difference(whole, id, "MISSING_HERE").path("state").asString())
                .isEqualTo("OPEN");
        assertThat(desk.upload(quiet, "order,direction,amount,fee\n").status()).isEqualTo(201);
        JsonNode empty = desk.day(brought.json().path("id").asString());
        assertThat(empty.path("versions").size()).isEqualTo(2);
        assertThat(empty.path("day").path("open").asInt()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    a,b,c,d\\n                          | 1 | first line
                    HEADER ORDER,TOP_UP,1.00\\n         | 2 | four values
                    HEADER 17,TOP_UP,1.00,0\\n          | 2 | no number of ours
                    HEADER GOOD ORDER,IN,1.00,0\\n      | 3 | TOP_UP nor WITHDRAWAL
                    HEADER GOOD ORDER,充值,1.001,0\\n   | 3 | two decimals
                    HEADER ORDER,提现,-1.00,0\\n        | 2 | positive sum
                    HEADER ORDER,提现,1.00,x\\n         | 2 | the fee
                    HEADER GOOD "ORDER,充值,1.00,0\\n   | 3 | quote
                    """)
    void aBadFileIsRefusedWithItsLineAndNothingOfItIsKept(String content, int line, String why) {
        String order = UUID.randomUUID().toString();
        String text =
                content.replace("HEADER ", "order,direction,amount,fee\n")
                        .replace("GOOD ", UUID.randomUUID() + ",TOP_UP,1.00,\n")
                        .replace("ORDER", order)
                        .replace("\\n", "\n");
        long kept = statements();
        ApiCaller.Answer refused = desk.upload(today, text);
        assertThat(refused.status()).as(refused.text()).isEqualTo(422);
        assertThat(refused.code()).isEqualTo("STATEMENT_FILE_INVALID");
        assertThat(refused.json().path("detail").asString())
                .startsWith("Line " + line)
                .contains(why);
        assertThat(statements()).isEqualTo(kept);
    }

    private long statements() {
        return sql.sql("select count(*) from funding.channel_statement").query(Long.class).single();
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
}
