package io.xiaohu.funding;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.kernel.Written;
import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.TestStaff;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Finance and a supervisor at the reconciliation of one channel, and the bank's own memory. */
final class Reconciling {

    private static final String PATH = "/api/v1/desk/reconciliation";

    private final JdbcClient sql;
    private final String channel;
    private final ApiCaller finance;
    private final ApiCaller supervisor;
    private final Clock clock;

    Reconciling(int port, JdbcClient sql, Clock clock, String channel) {
        this.sql = sql;
        this.channel = channel;
        this.clock = clock;
        this.finance = TestStaff.signIn(port, "finance");
        this.supervisor = TestStaff.signIn(port, "supervisor");
    }

    ApiCaller finance() {
        return finance;
    }

    ApiCaller supervisor() {
        return supervisor;
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Written.ZONE);
    }

    void steer(String mode, String fee, String statement) {
        ApiCaller.Answer answer =
                finance.put(
                        "/api/v1/desk/sandbox/" + channel,
                        """
                        {"mode":"%s","fee":{"amount":"%s","asset":"CNY"},"statement":"%s"}\
                        """
                                .formatted(mode, fee, statement));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    /** The bank has carried out, on a day of its own, what we know as failed. */
    void carriedOut(String flow, LocalDate day) {
        int rows =
                sql.sql(
                                """
                                insert into funding.sandbox_order (
                                    id, outcome, known_at, channel, direction, amount, fee)
                                select id, 'DONE', :at, channel, direction, amount, fee
                                from funding.flow
                                where id = :id
                                """)
                        .param("id", UUID.fromString(flow))
                        .param("at", day.atTime(0, 1).atZone(Written.ZONE).toOffsetDateTime())
                        .update();
        assertThat(rows).isEqualTo(1);
    }

    /** The bank counts the order on another day. */
    void countsOn(String flow, LocalDate day) {
        int rows =
                sql.sql("update funding.sandbox_order set known_at = :at where id = :id")
                        .param("id", UUID.fromString(flow))
                        .param("at", day.atTime(23, 59).atZone(Written.ZONE).toOffsetDateTime())
                        .update();
        assertThat(rows).isEqualTo(1);
    }

    ApiCaller.Answer ask(LocalDate day) {
        return finance.post(
                PATH + "/imports", "{\"channel\":\"%s\",\"day\":\"%s\"}".formatted(channel, day));
    }

    /** Has a day's statement fetched and waits until it is compared; gives the whole day. */
    JsonNode fetch(LocalDate day) {
        ApiCaller.Answer asked = ask(day);
        assertThat(asked.status()).as(asked.text()).isEqualTo(202);
        String id = asked.json().path("id").asString();
        return Sandbox.until(
                () -> day(id),
                whole -> whole.path("day").path("importState").asString().equals("DONE"));
    }

    ApiCaller.Answer upload(LocalDate day, String content) {
        return finance.upload(
                PATH + "/statements?channel=" + channel + "&day=" + day,
                "statement.csv",
                content.getBytes(StandardCharsets.UTF_8));
    }

    /** A file that says of a day just what was booked. */
    String asTheLedgerHasIt(LocalDate day) {
        return sql
                .sql(
                        """
                        select id || ',' || direction || ',' || amount / 100 || '.'
                            || lpad((amount % 100)::text, 2, '0') || ',0' as line
                        from funding.flow
                        where channel = :channel
                        and state = 'SUCCEEDED'
                        and created_at >= :from
                        """)
                .param("channel", channel)
                .param("from", day.atStartOfDay(Written.ZONE).toOffsetDateTime())
                .query((row, n) -> row.getString("line"))
                .list()
                .stream()
                .collect(Collectors.joining("\n", "order,direction,amount,fee\n", "\n"));
    }

    JsonNode day(String id) {
        ApiCaller.Answer answer = finance.get(PATH + "/days/" + id);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    /** How a day stands in the list. */
    JsonNode listed(LocalDate day) {
        for (JsonNode one : finance.get(PATH + "/days").json().path("items")) {
            if (one.path("channel").asString().equals(channel)
                    && one.path("day").asString().equals(day.toString())) {
                return one;
            }
        }
        return JsonMapper.shared().missingNode();
    }

    /** The one difference of this kind about an order that has not ended by another statement. */
    static JsonNode difference(JsonNode whole, String order, String kind) {
        @Nullable JsonNode found = null;
        for (JsonNode one : whole.path("differences")) {
            if (one.path("order").asString().equals(order)
                    && one.path("kind").asString().equals(kind)
                    && !one.path("state").asString().equals("GONE")) {
                assertThat(found).as("%s twice: %s", kind, whole).isNull();
                found = one;
            }
        }
        assertThat(found).as("%s of %s in %s", kind, order, whole).isNotNull();
        return found == null ? JsonMapper.shared().missingNode() : found;
    }

    static long about(JsonNode whole, String order) {
        return whole.path("differences")
                .valueStream()
                .filter(one -> one.path("order").asString().equals(order))
                .filter(one -> one.path("state").asString().equals("OPEN"))
                .count();
    }

    ApiCaller.Answer propose(String kind, String target) {
        return finance.post(
                "/api/v1/desk/proposals",
                """
                {"kind":"%s","target":"%s","reason":"The bank's statement",\
                "evidence":"Asked the bank by phone"}\
                """
                        .formatted(kind, target));
    }

    ApiCaller.Answer approve(ApiCaller.Answer proposed) {
        assertThat(proposed.status()).as(proposed.text()).isEqualTo(201);
        return supervisor.post(
                "/api/v1/desk/proposals/" + proposed.json().path("id").asString() + "/approve",
                "{}");
    }

    /** Proposes and approves an end and waits for it; gives the difference after it. */
    JsonNode end(JsonNode whole, JsonNode difference, String ending) {
        String id = difference.path("id").asString();
        assertThat(difference.path("endings").toString()).contains("\"" + ending + "\"");
        ApiCaller.Answer approved = approve(propose(ending, id));
        assertThat(approved.status()).as(approved.text()).isEqualTo(200);
        JsonNode ended = untilEnded(whole, id);
        assertThat(ended.path("ending").asString()).isEqualTo(ending);
        return ended;
    }

    JsonNode untilEnded(JsonNode whole, String difference) {
        String day = whole.path("day").path("id").asString();
        return Sandbox.until(
                () -> byId(day(day), difference),
                one -> one.path("state").asString().equals("ENDED"));
    }

    static JsonNode byId(JsonNode whole, String difference) {
        return whole.path("differences")
                .valueStream()
                .filter(one -> one.path("id").asString().equals(difference))
                .findFirst()
                .orElseThrow();
    }

    static String amount(JsonNode difference) {
        return difference.path("amount").path("amount").asString();
    }

    /** What the accounts of a purpose come to, in cents. */
    long posted(String purpose) {
        return sql.sql(
                        """
                        select coalesce(sum(posted), 0)
                        from ledger.account
                        where purpose = :purpose
                        """)
                .param("purpose", purpose)
                .query(Long.class)
                .single();
    }

    long owedBy(UUID customer) {
        return sql.sql(
                        """
                        select coalesce(sum(posted), 0)
                        from ledger.account
                        where purpose = 'RECEIVABLE'
                        and owner = :owner
                        """)
                .param("owner", customer)
                .query(Long.class)
                .single();
    }
}
