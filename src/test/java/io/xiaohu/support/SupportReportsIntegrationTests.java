package io.xiaohu.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.TestStaff;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/**
 * Reports equal what is counted by hand: in March 2019 three conversations, two requests (one of
 * them made of a conversation) and a call; a question outside of the month on each side.
 */
@IntegrationTest
class SupportReportsIntegrationTests {

    private static final String REPORT =
            "/api/v1/desk/support-reports?from=2019-03-01&to=2019-03-31";
    private static final UUID LIN = UUID.fromString("018f0000-0000-7000-8000-000000000001");
    private static final UUID ZHAO = UUID.fromString("018f0000-0000-7000-8000-000000000003");
    private static final UUID CUSTOMER = UUID.fromString("018f0000-0000-7000-8000-000000000002");

    @LocalServerPort private int port;
    @Autowired private JdbcClient sql;

    @SuppressWarnings("NullAway.Init")
    private ApiCaller supervisor;

    @BeforeEach
    void aMonthByHand() {
        supervisor = TestStaff.signIn(port, "supervisor");
        if (sql.sql("select count(*) from support.conversation where claimed_by = :lin")
                        .param("lin", LIN)
                        .query(Integer.class)
                        .single()
                > 0) {
            return;
        }
        // Answered after 60 and 180 s; still waiting; the day before and the day after by a minute
        talk("2019-03-01T00:00", "TOP_UP", 60, "CLOSED", "APP");
        UUID made = talk("2019-03-31T23:59", "CODE", 180, "OPEN", "APP");
        sql.sql(
                        """
                        insert into support.conversation (
                            id, customer_id, topic, state, opened_at, last_at, waiting_since)
                        values (:id, :customer, 'TOP_UP', 'WAITING', :at, :at, :at)
                        """)
                .param("id", UUID.randomUUID())
                .param("customer", CUSTOMER)
                .param("at", at("2019-03-02T10:00"))
                .update();
        talk("2019-02-28T23:59", "TOP_UP", 5, "CLOSED", "APP");
        talk("2019-04-01T00:00", "TOP_UP", 5, "CLOSED", "APP");
        UUID call = talk("2019-03-02T11:00", "CONTACT", 0, "CLOSED", "PHONE");
        sql.sql(
                        """
                        insert into support.phone_call (
                            id, direction, staff_id, staff_name, started_at, ended_at, outcome)
                        values (:id, 'IN', :lin, '=林', :at, :ended, 'SOLVED')
                        """)
                .param("id", call)
                .param("lin", LIN)
                .param("at", at("2019-03-02T11:00"))
                .param("ended", at("2019-03-02T11:00").plusSeconds(90))
                .update();
        request(made, "10000021", "CODE", true, true, "2019-03-31T23:59", 2.0);
        UUID form = talk("2019-03-02T12:00", "LEGAL", 3600, "OPEN", "APP");
        request(form, "10000039", "LEGAL", false, true, "2019-03-02T12:00", 4.0);
    }

    @Test
    void figuresAreThoseCountedByHand() {
        JsonNode figures = supervisor.get(REPORT).json().path("figures");
        assertThat(figures.path("days").size()).isEqualTo(31);
        assertThat(figures.path("days").path(0).toString())
                .isEqualTo(day("2019-03-01", 1, 0, 0, 1));
        assertThat(figures.path("days").path(1).toString())
                .isEqualTo(day("2019-03-02", 1, 1, 1, 1));
        assertThat(figures.path("days").path(30).toString())
                .isEqualTo(day("2019-03-31", 1, 1, 0, 0));
        assertThat(figures.path("topics").path(0).toString())
                .isEqualTo("{\"topic\":\"CODE\",\"conversations\":1,\"requests\":1}");
        assertThat(figures.path("channels").toString())
                .isEqualTo(
                        "[{\"channel\":\"APP\",\"conversations\":3},"
                                + "{\"channel\":\"PHONE\",\"conversations\":1},"
                                + "{\"channel\":\"REQUEST\",\"conversations\":1}]");
        assertThat(figures.path("waits").toString())
                .isEqualTo(
                        "{\"answered\":2,\"unanswered\":0,\"waiting\":1,\"medianSeconds\":120,"
                                + "\"p90Seconds\":168}");
        JsonNode lin = figures.path("agents").path(0);
        assertThat(lin.path("answered").asInt()).isEqualTo(2);
        assertThat(lin.path("medianSeconds").asInt()).isEqualTo(120);
        assertThat(lin.path("calls").asInt()).isEqualTo(1);
        assertThat(lin.path("callSeconds").asInt()).isEqualTo(90);
        assertThat(lin.path("requests").asInt()).isEqualTo(2);
        JsonNode requests = figures.path("requests");
        assertThat(requests.path("submitted").asInt()).isEqualTo(2);
        assertThat(requests.path("complaints").asInt()).isEqualTo(2);
        assertThat(requests.path("medianDays").asDouble()).isEqualTo(3.0);
    }

    @Test
    void whatWasMergedIsOneConversationAndAnAnswerIsOfWhoeverGaveIt() {
        UUID wang = UUID.randomUUID();
        UUID into = UUID.randomUUID();
        OffsetDateTime at = at("2017-06-01T10:00");
        conversation(into, at, "OPEN", null);
        answer(into, wang, "王", at.plusSeconds(60));
        conversation(UUID.randomUUID(), at.plusMinutes(1), "CLOSED", into);
        conversation(UUID.randomUUID(), at.plusMinutes(2), "CLOSED", null);
        JsonNode figures =
                supervisor
                        .get(REPORT.replace("2019-03", "2017-06").replace("-31", "-30"))
                        .json()
                        .path("figures");
        assertThat(figures.path("days").path(0).toString())
                .isEqualTo(day("2017-06-01", 2, 0, 0, 1));
        assertThat(figures.path("topics").toString())
                .isEqualTo("[{\"topic\":\"OTHER\",\"conversations\":2,\"requests\":0}]");
        assertThat(figures.path("channels").toString())
                .isEqualTo("[{\"channel\":\"APP\",\"conversations\":2}]");
        assertThat(figures.path("waits").path("answered").asInt()).isEqualTo(1);
        assertThat(figures.path("waits").path("unanswered").asInt()).isEqualTo(1);
        assertThat(figures.path("agents").toString())
                .contains("\"name\":\"王\",\"answered\":1,\"medianSeconds\":60")
                .contains("\"name\":\"赵\",\"answered\":0");
    }

    /** Held by 赵; answered after a minute while open, and else never. */
    private void conversation(UUID id, OffsetDateTime at, String state, @Nullable UUID goesOn) {
        boolean open = state.equals("OPEN");
        sql.sql(
                        """
                        insert into support.conversation (
                            id, customer_id, topic, state, claimed_by, claimed_name, opened_at,
                            last_at, first_answer_at, closed_at, continued_in)
                        values (
                            :id, :customer, 'OTHER', :state, :zhao, '赵', :at, :at, :answered,
                            :closed, :into)
                        """)
                .param("id", id)
                .param("customer", CUSTOMER)
                .param("state", state)
                .param("zhao", ZHAO)
                .param("at", at)
                .param("answered", open ? at.plusSeconds(60) : null)
                .param("closed", open ? null : at.plusMinutes(5))
                .param("into", goesOn)
                .update();
    }

    @Test
    void theYearsComplaintsAreCountedByKindWithShareAndMedian() {
        JsonNode year =
                supervisor.get("/api/v1/desk/complaint-disclosures/2019").json().path("disclosure");
        assertThat(year.path("total").asInt()).isEqualTo(2);
        assertThat(year.path("closedPercent").asInt()).isEqualTo(100);
        assertThat(year.path("medianDays").asDouble()).isEqualTo(3.0);
        assertThat(year.path("kinds").size()).isEqualTo(2);
        assertThat(supervisor.get("/api/v1/desk/complaint-disclosures/2019.csv").text())
                .startsWith("\uFEFFYear,Kind of complaint,Number")
                .contains("2019,Verification code,1,1,100,2.0")
                .contains("2019,All,2,2,100,3.0");
        assertThat(
                        supervisor
                                .get("/api/v1/desk/complaint-disclosures/2011")
                                .json()
                                .path("disclosure")
                                .path("total")
                                .asInt())
                .isZero();
    }

    @Test
    void aTableHasNoFormulaAndEveryPartHasOne() {
        String agents = supervisor.get(part("agents")).text();
        assertThat(agents).contains("'=林,2,120,2,1,90");
        for (String part :
                new String[] {
                    "days", "topics", "channels", "waits", "levels", "ratings", "requests"
                }) {
            ApiCaller.Answer answer = supervisor.get(part(part));
            assertThat(answer.status()).as(part).isEqualTo(200);
            assertThat(answer.raw().headers().firstValue("Content-Disposition").orElse(""))
                    .contains("support-" + part);
        }
    }

    @Test
    void aPeriodIsBoundedAndOnlyThoseWhoAnswerForItRead() {
        assertThat(
                        supervisor
                                .get("/api/v1/desk/support-reports?from=2019-01-01&to=2021-01-01")
                                .status())
                .isEqualTo(400);
        assertThat(TestStaff.signIn(port, "agent").get(REPORT).status()).isEqualTo(403);
        assertThat(TestStaff.signIn(port, "agent").get(part("days")).status()).isEqualTo(403);
        assertThat(supervisor.get(part("everything")).status()).isEqualTo(404);
    }

    private static String part(String part) {
        return REPORT.replace("support-reports?", "support-reports/" + part + ".csv?");
    }

    private static String day(String day, int talks, int requests, int calls, int closed) {
        return """
        {"day":"%s","conversations":%d,"requests":%d,"calls":%d,"closed":%d}\
        """
                .formatted(day, talks, requests, calls, closed);
    }

    private UUID talk(String local, String topic, int answered, String state, String channel) {
        UUID id = UUID.randomUUID();
        sql.sql(
                        """
                        insert into support.conversation (
                            id, customer_id, topic, state, channel, claimed_by, claimed_name,
                            opened_at, last_at, first_answer_at, closed_at)
                        values (
                            :id, :customer, :topic, :state, :channel, :lin, '=林', :at, :at,
                            :answered, :closed)
                        """)
                .param("id", id)
                .param("customer", CUSTOMER)
                .param("topic", topic)
                .param("state", state)
                .param("channel", channel)
                .param("lin", LIN)
                .param("at", at(local))
                .param("answered", at(local).plusSeconds(answered))
                .param("closed", state.equals("CLOSED") ? at(local).plusHours(1) : null)
                .update();
        answer(id, LIN, "=林", at(local).plusSeconds(answered));
        return id;
    }

    private void answer(UUID id, UUID agent, String name, OffsetDateTime at) {
        sql.sql(
                        """
                        with numbered as (
                            update support.conversation set last_seq = 1 where id = :id)
                        insert into support.message (
                            conversation_id, seq, id, author, author_id, author_name, content, at)
                        values (:id, 1, gen_random_uuid(), 'AGENT', :agent, :name, 'a', :at)
                        """)
                .param("id", id)
                .param("agent", agent)
                .param("name", name)
                .param("at", at)
                .update();
    }

    private void request(
            UUID id,
            String number,
            String topic,
            boolean byStaff,
            boolean complaint,
            String local,
            double days) {
        sql.sql(
                        """
                        insert into support.service_request (
                            id, number, topic, state, complaint, by_staff, calendar,
                            calendar_version, target_seconds, submitted_at, changed_at,
                            resolved_at, closed_at)
                        values (
                            :id, :number, :topic, 'CLOSED', :complaint, :byStaff, 'DEFAULT',
                            1, 86400, :at, :at, :resolved, :resolved)
                        """)
                .param("id", id)
                .param("number", number)
                .param("topic", topic)
                .param("complaint", complaint)
                .param("byStaff", byStaff)
                .param("at", at(local))
                .param("resolved", at(local).plusSeconds((long) (days * 86400)))
                .update();
    }

    private static OffsetDateTime at(String local) {
        return LocalDateTime.parse(local).atZone(ZoneId.of("Asia/Shanghai")).toOffsetDateTime();
    }
}
