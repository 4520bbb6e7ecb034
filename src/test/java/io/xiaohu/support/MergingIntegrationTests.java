package io.xiaohu.support;

import static io.xiaohu.support.TestTalks.desk;
import static io.xiaohu.support.TestTalks.item;
import static io.xiaohu.support.TestTalks.line;
import static io.xiaohu.support.TestTalks.mine;
import static io.xiaohu.support.TestTalks.opened;
import static io.xiaohu.support.TestTalks.texts;
import static io.xiaohu.support.TestTalks.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.AtOnce;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.TestClock;
import io.xiaohu.testing.TestCustomer;
import io.xiaohu.testing.TestStaff;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Conversations of one person made one, over real sockets. */
@IntegrationTest
class MergingIntegrationTests {

    @LocalServerPort private int port;
    @Autowired private TestClock clock;
    @Autowired private JdbcClient sql;

    @Test
    void twoConversationsOfOnePersonAreMergedWithNothingLostAndOnce() {
        TestCustomer chen = TestCustomer.register(port);
        String first = opened(chen, "一");
        String second = opened(chen, "二");
        chen.api().post(mine(first), line("a", "一点五"));
        chen.api().post(mine(second), line("b", "二点五"));
        ApiCaller agent = TestStaff.signIn(port, "agent");
        agent.post(desk(first, "claim"), "{}");
        agent.put(desk(first, "tags"), "{\"tags\":[\"退款\"]}");
        String merge = "{\"into\":\"%s\"}".formatted(second);
        assertThat(agent.post(desk(first, "merge"), merge).status()).isEqualTo(200);
        List<String> after = texts(chen, second);
        assertThat(after).containsSubsequence("二", "二点五", "一", "一点五");
        assertThat(agent.post(desk(first, "merge"), merge).status()).isEqualTo(200);
        assertThat(texts(chen, second)).isEqualTo(after);
        assertThat(seqs(chen, second))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, after.size()).boxed().toList());
        JsonNode old = chen.api().get("/api/v1/conversations/" + first).json();
        assertThat(old.path("state").asString()).isEqualTo("CLOSED");
        assertThat(old.path("continuedIn").asString()).isEqualTo(second);
        assertThat(item(agent, second).path("tags").toString()).contains("退款");
        // A line sent into the old one, or sent again, stands in the other once.
        ApiCaller.Answer late = chen.api().post(mine(first), line("c", "三"));
        assertThat(late.json().path("conversationId").asString()).isEqualTo(second);
        chen.api().post(mine(first), line("a", "一点五"));
        assertThat(texts(chen, second)).hasSize(after.size() + 1).endsWith("三");
    }

    @Test
    void aRulesDryRunLooksAtLinesOfItsDaysOnceHoweverTheyWereMerged() {
        TestCustomer chen = TestCustomer.register(port);
        ApiCaller supervisor = TestStaff.signIn(port, "supervisor");
        String word = "靛蓝" + UUID.randomUUID();
        Instant old = clock.instant().minus(Duration.ofDays(5));
        String first = writtenAt(chen, old, word);
        String second = writtenAt(chen, old, word);
        merge(supervisor, first, second);
        assertThat(texts(chen, second)).as("is there twice").filteredOn(word::equals).hasSize(2);
        assertThat(fitting(supervisor, 1, word)).isZero();
        assertThat(fitting(supervisor, 7, word)).isEqualTo(2);
        String today = opened(chen, word);
        merge(supervisor, opened(chen, word), today);
        assertThat(fitting(supervisor, 1, word)).isEqualTo(2);
    }

    private static void merge(ApiCaller agent, String from, String into) {
        ApiCaller.Answer done =
                agent.post(desk(from, "merge"), "{\"into\":\"%s\"}".formatted(into));
        assertThat(done.status()).as(done.text()).isEqualTo(200);
    }

    /** How many lines of the last days a rule about a word would have answered to. */
    private static int fitting(ApiCaller supervisor, int days, String word) {
        ApiCaller.Answer tried =
                supervisor.post(
                        "/api/v1/desk/tools/dry-runs",
                        """
                        {"days":%d,"rule":{"when":"CUSTOMER_WROTE","topics":[],"words":["%s"],
                        "acts":[{"kind":"TAG","tags":["x"]}]}}
                        """
                                .formatted(days, word));
        assertThat(tried.status()).as(tried.text()).isEqualTo(200);
        return tried.json().path("fits").asInt();
    }

    /** A conversation with one line, as it would be had it been written then. */
    private String writtenAt(TestCustomer customer, Instant at, String text) {
        UUID id = UUID.randomUUID();
        sql.sql(
                        """
                        with fresh as (
                            insert into support.conversation (
                                id, customer_id, topic, state, opened_at, last_at, waiting_since,
                                last_seq)
                            values (:id, :customer, 'OTHER', 'WAITING', :at, :at, :at, 1))
                        insert into support.message (conversation_id, seq, id, author, content, at)
                        values (:id, 1, :line, 'CUSTOMER', :text, :at)
                        """)
                .param("id", id)
                .param("customer", customer.id())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param(
                        "line",
                        new UUID(at.toEpochMilli() << 16 | 0x7000, id.getLeastSignificantBits()))
                .param("text", text)
                .update();
        return id.toString();
    }

    @Test
    void itCanBeMergedIntoTheOthersOfItsCustomerThatHaveNotEndedPutAsideOrNot() {
        TestCustomer chen = TestCustomer.register(port);
        String first = opened(chen, "一");
        String aside = opened(chen, "二");
        String ended = opened(chen, "三");
        opened(TestCustomer.register(port), "别人");
        ApiCaller agent = TestStaff.signIn(port, "agent");
        agent.post(desk(aside, "claim"), "{}");
        agent.post(desk(aside, "snooze"), until(clock.instant().plus(Duration.ofHours(2))));
        agent.post(desk(ended, "claim"), "{}");
        agent.post(desk(ended, "close"), "{}");
        assertThat(mergeable(agent, first)).containsExactly(aside);
        assertThat(agent.get(desk(UUID.randomUUID().toString(), "mergeable")).status())
                .isEqualTo(404);
    }

    @Test
    void twoConversationsOfOneGuestAreFoundAndMerged() {
        ApiCaller guest = new ApiCaller(port);
        String first = opened(guest, "收不到");
        String second = opened(guest, "还是收不到");
        opened(new ApiCaller(port), "另一位访客");
        ApiCaller agent = TestStaff.signIn(port, "agent");
        assertThat(mergeable(agent, first)).containsExactly(second);
        assertThat(agent.post(desk(first, "merge"), "{\"into\":\"%s\"}".formatted(second)).status())
                .isEqualTo(200);
        assertThat(mergeable(agent, second)).isEmpty();
    }

    @Test
    void mergesTheOppositeWayAtOnceLeaveOneThatGoesOn() {
        TestCustomer chen = TestCustomer.register(port);
        String first = opened(chen, "一");
        String second = opened(chen, "二");
        ApiCaller agent = TestStaff.signIn(port, "agent");
        List<ApiCaller.Answer> answers =
                AtOnce.times(
                        8,
                        n ->
                                agent.post(
                                        desk(n % 2 == 0 ? first : second, "merge"),
                                        "{\"into\":\"%s\"}"
                                                .formatted(n % 2 == 0 ? second : first)));
        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isIn(200, 409));
        assertThat(
                        List.of(
                                item(agent, first).path("state").asString(),
                                item(agent, second).path("state").asString()))
                .containsExactlyInAnyOrder("CLOSED", "WAITING");
    }

    @Test
    void conversationsOfTwoPeopleAreNotMerged() {
        String first = opened(TestCustomer.register(port), "一");
        String second = opened(TestCustomer.register(port), "二");
        ApiCaller agent = TestStaff.signIn(port, "agent");
        assertThat(agent.post(desk(first, "merge"), "{\"into\":\"%s\"}".formatted(second)).status())
                .isEqualTo(400);
    }

    @Test
    void aRequestAndACallAreNotMerged() {
        TestCustomer chen = TestCustomer.register(port);
        String chat = opened(chen, "一");
        ApiCaller agent = TestStaff.signIn(port, "agent");
        String request =
                chen.api()
                        .post("/api/v1/service-requests", "{\"topic\":\"OTHER\",\"message\":\"二\"}")
                        .json()
                        .path("id")
                        .asString();
        String call =
                agent.post("/api/v1/desk/calls", "{\"aboutId\":\"%s\"}".formatted(chat))
                        .json()
                        .path("id")
                        .asString();
        for (String other : List.of(request, call)) {
            assertThat(other).isNotEmpty();
            assertThat(agent.post(desk(other, "merge"), into(chat)).code()).isEqualTo("BAD_INPUT");
            assertThat(agent.post(desk(chat, "merge"), into(other)).code()).isEqualTo("BAD_INPUT");
        }
        agent.post("/api/v1/desk/calls/" + call + "/end", "{\"outcome\":\"NO_ANSWER\"}");
    }

    @Test
    void whatGoesOnElsewhereIsDueByItsOwnQuestionAndNotSolvedByTheMerge() {
        TestCustomer chen = TestCustomer.register(port);
        String first = opened(chen, "一");
        String due = due(first, "FIRST");
        sql.sql("select pg_sleep(0.01)").query((row, n) -> n).list();
        String second = opened(chen, "二");
        assertThat(due(second, "FIRST")).isGreaterThan(due);
        ApiCaller agent = TestStaff.signIn(port, "agent");
        agent.post(desk(first, "merge"), into(second));
        assertThat(due(second, "FIRST")).isEqualTo(due);
        assertThat(
                        sql.sql(
                                        """
                                        select count(*)
                                        from support.service_clock
                                        where conversation_id = :id
                                        and (stopped_at is null or met is not null)
                                        """)
                                .param("id", UUID.fromString(first))
                                .query(Integer.class)
                                .single())
                .isZero();
    }

    private static String into(String id) {
        return "{\"into\":\"%s\"}".formatted(id);
    }

    private String due(String id, String kind) {
        return sql.sql(
                        """
                        select due_at::text
                        from support.service_clock
                        where conversation_id = :id
                        and kind = :kind
                        and stopped_at is null
                        """)
                .param("id", UUID.fromString(id))
                .param("kind", kind)
                .query(String.class)
                .single();
    }

    @Test
    void aLineTakenBackAfterAMergeIsGoneInBothConversationsAndInTheSearch() {
        TestCustomer chen = TestCustomer.register(port);
        String first = opened(chen, "一");
        String second = opened(chen, "二");
        for (String oops : List.of("长颈鹿", "犀牛")) {
            chen.api().post(mine(first), line("c" + oops.length(), "我的口令是" + oops));
        }
        ApiCaller agent = TestStaff.signIn(port, "agent");
        agent.post(desk(first, "claim"), "{}");
        assertThat(agent.post(desk(first, "merge"), "{\"into\":\"%s\"}".formatted(second)).status())
                .isEqualTo(200);
        takeBack(chen, second, "长颈鹿");
        takeBack(chen, first, "犀牛");
        for (String id : List.of(first, second)) {
            assertThat(chen.api().get(mine(id)).text()).doesNotContain("长颈鹿", "犀牛");
            assertThat(agent.get(desk(id, "messages")).text()).doesNotContain("长颈鹿", "犀牛");
        }
        assertThat(
                        sql.sql(
                                        """
                                        select count(*)
                                        from support.search_line s
                                        join support.message m
                                            on m.conversation_id = s.conversation_id and m.seq = s.seq
                                        where m.content like '我的口令是%'
                                        """)
                                .query(Integer.class)
                                .single())
                .isZero();
    }

    @Test
    void linesOfTheSameNumberAreTakenBackBeforeAMergeAndAfterIt() {
        TestCustomer chen = TestCustomer.register(port);
        String first = opened(chen, "一");
        String second = opened(chen, "二");
        chen.api().post(mine(first), line("a", "长颈鹿"));
        chen.api().post(mine(second), line("b", "犀牛"));
        assertThat(texts(chen, first)).hasSameSizeAs(texts(chen, second));
        takeBack(chen, first, "长颈鹿");
        ApiCaller agent = TestStaff.signIn(port, "agent");
        agent.post(desk(first, "claim"), "{}");
        assertThat(agent.post(desk(first, "merge"), "{\"into\":\"%s\"}".formatted(second)).status())
                .isEqualTo(200);
        takeBack(chen, second, "犀牛");
        assertThat(texts(chen, second)).doesNotContain("长颈鹿", "犀牛");
    }

    private static void takeBack(TestCustomer customer, String id, String words) {
        for (JsonNode line : customer.api().get(mine(id)).json().path("items")) {
            if (line.path("text").asString().contains(words)) {
                String path = mine(id) + "/" + line.path("seq").asLong() + "/withdraw";
                assertThat(customer.api().post(path, "{}").status()).isEqualTo(204);
            }
        }
    }

    private static List<String> mergeable(ApiCaller agent, String id) {
        List<String> ids = new ArrayList<>();
        agent.get(desk(id, "mergeable"))
                .json()
                .path("items")
                .forEach(one -> ids.add(one.path("id").asString()));
        return ids;
    }

    private static List<Long> seqs(TestCustomer customer, String id) {
        List<Long> seqs = new ArrayList<>();
        customer.api()
                .get(mine(id))
                .json()
                .path("items")
                .forEach(line -> seqs.add(line.path("seq").asLong()));
        return seqs;
    }
}
