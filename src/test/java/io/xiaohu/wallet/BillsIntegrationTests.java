package io.xiaohu.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.kernel.Written;
import io.xiaohu.ledger.Ledger;
import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.LedgerActs;
import io.xiaohu.testing.TestCustomer;
import io.xiaohu.verification.AccountClass;
import io.xiaohu.verification.AccountClasses;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Finding one's way in many bills, through the public API. */
@IntegrationTest
class BillsIntegrationTests {

    private static final int MANY = 5_000;
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    @LocalServerPort private int port;
    @Autowired private Ledger ledger;
    @Autowired private AccountClasses classes;
    @Autowired private JdbcClient sql;

    @Test
    void eachFilterFindsWhatItSaysAndNothingElse() {
        TestCustomer chen = TestCustomer.register(port, "陈晓宁").withPin().withMoney("500.00");
        TestCustomer lin = TestCustomer.register(port, "林小满").withPin().withMoney("80.00");
        TestCustomer he = TestCustomer.register(port, "何雨");
        pay(chen, lin, "36.50");
        pay(chen, he, "12.00");
        pay(lin, chen, "20.00");
        chen.api().post("/api/v1/top-ups", topUp("9.03"));
        assertThat(amounts(chen, ""))
                .containsExactly("9.03", "20.00", "-12.00", "-36.50", "500.00");
        assertThat(amounts(chen, "kind=TOP_UP")).containsExactly("9.03", "500.00");
        assertThat(amounts(chen, "kind=TRANSFER_IN")).containsExactly("20.00");
        assertThat(amounts(chen, "state=FAILED")).containsExactly("9.03");
        assertThat(amounts(chen, "state=SUCCEEDED&kind=TOP_UP")).containsExactly("500.00");
        assertThat(amounts(chen, "person=" + encoded("林"))).containsExactly("20.00", "-36.50");
        assertThat(amounts(chen, "person=" + encoded("何*"))).containsExactly("-12.00");
        assertThat(amounts(chen, "min=12&max=36.50")).containsExactly("20.00", "-12.00", "-36.50");
        assertThat(amounts(chen, "min=12.01&max=20&asset=CNY")).containsExactly("20.00");
        assertThat(amounts(chen, "asset=BTC")).isEmpty();
        assertThat(amounts(chen, "to=2020-01-01")).isEmpty();
        assertThat(amounts(chen, "from=2199-01-01")).isEmpty();
        assertThat(amounts(chen, "q=36.5")).containsExactly("-36.50");
    }

    @Test
    void whateverHappensIsInTheBillsThatAreReadNext() {
        TestCustomer chen = TestCustomer.register(port).withPin().withMoney("100.00");
        TestCustomer lin = TestCustomer.register(port).withPin().withMoney("50.00");
        assertThat(amounts(chen, "")).containsExactly("100.00");
        assertThat(amounts(chen, "")).containsExactly("100.00");
        pay(chen, lin, "7.00");
        assertThat(amounts(chen, "")).containsExactly("-7.00", "100.00");
        pay(lin, chen, "5.00");
        assertThat(amounts(chen, "")).containsExactly("5.00", "-7.00", "100.00");
        assertThat(chen.api().post("/api/v1/transfers", transfer(lin, "98.01")).code())
                .isEqualTo("INSUFFICIENT_BALANCE");
        assertThat(amounts(chen, "")).containsExactly("-98.01", "5.00", "-7.00", "100.00");
        assertThat(amounts(lin, "")).containsExactly("-5.00", "7.00", "50.00");
    }

    @Test
    void aNoteIsFoundAndSeenByWhoWroteItAndByNobodyElse() {
        TestCustomer chen = TestCustomer.register(port).withPin().withMoney("100.00");
        TestCustomer lin = TestCustomer.register(port).withPin();
        pay(chen, lin, "7.00");
        String id =
                chen.api()
                        .get("/api/v1/movements?kind=TRANSFER_OUT")
                        .json()
                        .at("/items/0/id")
                        .asString();
        String path = "/api/v1/movements/TRANSFER_OUT/" + id + "/note";
        assertThat(chen.api().put(path, "{\"text\":\" 房租押金 🦊 \"}").status()).isEqualTo(204);
        JsonNode mine = chen.api().get("/api/v1/movements/" + id).json();
        assertThat(mine.path("note").asString()).isEqualTo("房租押金 🦊");
        assertThat(mine.path("timeline").toString()).contains("Your note: 房租押金 🦊");
        assertThat(amounts(chen, "q=" + encoded("押金"))).containsExactly("-7.00");
        assertThat(amounts(lin, "q=" + encoded("押金"))).isEmpty();
        assertThat(lin.api().get("/api/v1/movements/" + id).text()).doesNotContain("押金");
        assertThat(
                        sql.sql("select sealed from wallet.note where customer_id = :id")
                                .param("id", chen.id())
                                .query((row, n) ->
                                        new String(row.getBytes(1), StandardCharsets.UTF_8))
                                .single())
                .doesNotContain("押金");
        assertThat(lin.api().put(path.replace("OUT", "IN"), "{\"text\":\"x\"}").status())
                .isEqualTo(204);
        assertThat(someone().api().put(path, "{\"text\":\"x\"}").status()).isEqualTo(404);
        assertThat(chen.api().put(path.replace("_OUT", "_IN"), "{\"text\":\"x\"}").status())
                .isEqualTo(404);
        String tooLong = "{\"text\":\"%s\"}".formatted("长".repeat(201));
        assertThat(chen.api().put(path, tooLong).status()).isEqualTo(400);
        assertThat(chen.api().put(path, "{}").status()).isEqualTo(400);
        assertThat(chen.api().put(path.replace("_OUT", ""), "{\"text\":\"\"}").status())
                .isEqualTo(204);
        assertThat(chen.api().get("/api/v1/movements/" + id).json().has("note")).isFalse();
    }

    @Test
    void aMonthIsSummedAsTheBooksHaveIt() {
        TestCustomer chen = TestCustomer.register(port).withPin().withMoney("500.00");
        TestCustomer lin = TestCustomer.register(port).withPin();
        pay(chen, lin, "36.50");
        pay(chen, lin, "3.50");
        pay(lin, chen, "20.00");
        chen.api().post("/api/v1/top-ups", topUp("9.03"));
        String month = YearMonth.now(Written.ZONE).toString();
        JsonNode sums = chen.api().get("/api/v1/movement-months/" + month).json();
        assertThat(sums.path("in").path("amount").asString()).isEqualTo("520.00");
        assertThat(sums.path("out").path("amount").asString()).isEqualTo("40.00");
        assertThat(sums.path("days")).hasSize(YearMonth.parse(month).lengthOfMonth());
        assertThat(sums.path("kinds").toString())
                .contains("\"kind\":\"TRANSFER_OUT\",\"amount\":{\"amount\":\"40.00\"")
                .contains("\"count\":2");
        JsonNode earlier = someone().api().get("/api/v1/movement-months/2001-02").json();
        assertThat(earlier.path("out").path("amount").asString()).isEqualTo("0.00");
        for (String bad : List.of("2026-13", "x", "1999-12", "2026-11?asset=XXX")) {
            assertThat(chen.api().get("/api/v1/movement-months/" + bad).status())
                    .as(bad)
                    .isEqualTo(400);
        }
    }

    @Test
    void aTopUpIsWhereItBelongsBesideManyTransfersAndAtOnce() {
        TestCustomer chen = TestCustomer.register(port).withPin().withMoney("100.00");
        TestCustomer lin = TestCustomer.register(port).withPin();
        for (int n = 0; n < 24; n++) {
            pay(chen, lin, "1.00");
        }
        assertThat(amounts(chen, "")).hasSize(20).containsOnly("-1.00");
        String next = chen.api().get("/api/v1/movements").json().path("next").asString();
        assertThat(amounts(chen, "cursor=" + encoded(next)))
                .containsExactly("-1.00", "-1.00", "-1.00", "-1.00", "100.00");
        chen.api().post("/api/v1/top-ups", topUp("9.03"));
        assertThat(amounts(chen, "").getFirst()).isEqualTo("9.03");
    }

    @Test
    void theTailOfANumberFindsOnlyThoseWhoseNumberOneTyped() {
        TestCustomer chen = TestCustomer.register(port).withPin().withMoney("100.00");
        TestCustomer lin = TestCustomer.register(port).withPin();
        pay(chen, lin, "7.00");
        String tailOfLin = lin.phone().substring(7);
        String tailOfChen = chen.phone().substring(7);
        assertThat(amounts(chen, "person=" + tailOfLin)).containsExactly("-7.00");
        assertThat(amounts(lin, "person=" + tailOfChen)).isEmpty();
    }

    @Test
    void aPageOfAPeriodBeginsAndEndsWhereItSays() {
        TestCustomer chen = TestCustomer.register(port).withMoney("1.00").withMoney("2.00");
        JsonNode both = chen.api().get("/api/v1/movements").json().path("items");
        String at = encoded(both.path(0).path("at").asString());
        assertThat(amounts(chen, "to=" + at)).containsExactly("1.00");
        assertThat(amounts(chen, "from=" + at)).containsExactly("2.00");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kind=GIFT | kind | The kind is",
                "state=GONE | state | The state is",
                "asset=XXX | asset | The currency is",
                "min=-1 | min | An amount is",
                "max=1e9 | max | An amount is",
                "min=5&max=4 | max | The largest",
                "from=yesterday | from | A time is",
                "to=9999-99-99 | to | A time is",
                "from=2026-01-02&to=2026-01-01 | to | The end",
                "cursor=xx | cursor | The place",
            })
    void aValueThatMeansNothingIsOneSentence(String query, String field, String sentence) {
        ApiCaller.Answer answer = someone().api().get("/api/v1/movements?" + query);
        assertThat(answer.status()).isEqualTo(400);
        JsonNode fields = answer.json().path("fields");
        assertThat(fields).hasSize(1);
        assertThat(fields.path(0).path("name").asString()).isEqualTo(field);
        assertThat(fields.path(0).path("detail").asString()).startsWith(sentence).endsWith(".");
    }

    /**
     * Sent, received and topped up at once, so that every source is in the middle of the others.
     */
    @Test
    void fiveThousandMovementsArePagedWithoutAGapAndEachPageIsQuick() throws Exception {
        TestCustomer chen = TestCustomer.register(port, "陈晓宁").withMoney("3.00");
        classes.raise(chen.id(), AccountClass.II);
        TestCustomer lin = TestCustomer.register(port, "林小满");
        LedgerActs acts = new LedgerActs(ledger);
        acts.fund(chen.id(), 10_000_000);
        acts.fund(lin.id(), 10_000_000);
        try (ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 1; i <= MANY; i++) {
                UUID from = i % 3 == 0 ? lin.id() : chen.id();
                UUID to = i % 3 == 0 ? chen.id() : lin.id();
                int minor = i;
                many.submit(() -> acts.transfer(from, to, minor, "no " + minor + "."));
            }
        }
        chen.withMoney("4.00");
        List<Duration> times = new ArrayList<>();
        List<JsonNode> all = everything(chen, "", times);
        assertThat(all).hasSize(MANY + 2);
        assertThat(new HashSet<>(all.stream().map(it -> it.path("id").asString()).toList()))
                .hasSize(MANY + 2);
        assertThat(all)
                .isSortedAccordingTo((one, other) ->
                        Instant.parse(other.path("at").asString())
                                .compareTo(Instant.parse(one.path("at").asString())));
        for (String query :
                List.of(
                        "q=no 1.",
                        "q=nowhere",
                        "min=49.99&kind=TRANSFER_IN",
                        "person=nobody",
                        "kind=TOP_UP",
                        "kind=WITHDRAWAL")) {
            everything(chen, query.replace(" ", "%20"), times);
        }
        assertThat(amounts(chen, "q=no%201.")).contains("-0.01");
        assertThat(times).allSatisfy(time -> assertThat(time).isLessThan(PATIENCE));
    }

    private static List<JsonNode> everything(TestCustomer who, String query, List<Duration> times) {
        List<JsonNode> all = new ArrayList<>();
        String cursor = "";
        do {
            Instant begin = Instant.now();
            JsonNode page =
                    who.api().get("/api/v1/movements?" + query + "&cursor=" + cursor).json();
            times.add(Duration.between(begin, Instant.now()));
            page.path("items").forEach(all::add);
            cursor = page.path("next").asString("");
        } while (!cursor.isEmpty());
        return all;
    }

    private static List<String> amounts(TestCustomer who, String query) {
        ApiCaller.Answer answer = who.api().get("/api/v1/movements?" + query);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        List<String> amounts = new ArrayList<>();
        answer.json()
                .path("items")
                .forEach(it -> amounts.add(it.path("amount").path("amount").asString()));
        return amounts;
    }

    private TestCustomer someone() {
        return TestCustomer.register(port);
    }

    private static void pay(TestCustomer from, TestCustomer to, String amount) {
        ApiCaller.Answer paid = from.api().post("/api/v1/transfers", transfer(to, amount));
        assertThat(paid.status()).as(paid.text()).isEqualTo(201);
    }

    private static String transfer(TestCustomer to, String amount) {
        return """
        {"toPhone":"%s","amount":{"amount":"%s","asset":"CNY"},"pin":"%s"}\
        """
                .formatted(to.phone(), amount, TestCustomer.PIN);
    }

    private static String topUp(String amount) {
        return "{\"channel\":\"sandbox\",\"amount\":{\"amount\":\"%s\",\"asset\":\"CNY\"}}"
                .formatted(amount);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
