package io.xiaohu.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.TestCustomer;
import io.xiaohu.testing.TestStaff;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** What a customer writes just before a conversation is ended is read before it is. */
@IntegrationTest
class CrossingLinesIntegrationTests {

    private static final String REQUESTS = "/api/v1/desk/service-requests/";

    @LocalServerPort private int port;

    @SuppressWarnings("NullAway.Init")
    private TestCustomer chen;

    @SuppressWarnings("NullAway.Init")
    private ApiCaller agent;

    @BeforeEach
    void people() {
        chen = TestCustomer.register(port);
        agent = TestStaff.signIn(port, "agent");
    }

    @Test
    void aConversationIsNotEndedOverALineNobodyHasSeen() {
        String id = taken();
        long seen = writtenAfterTheLastLineSeen(id);
        ApiCaller.Answer refused = agent.post(TestTalks.desk(id, "close"), seen(seen));
        assertThat(refused.status()).as(refused.text()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("STALE_REPLY");
        assertThat(refused.json().path("lastSeq").asLong()).isEqualTo(seen + 1);
        JsonNode item = TestTalks.item(agent, id);
        assertThat(item.path("state").asString()).isEqualTo("OPEN");
        assertThat(item.path("waitingSince").asString()).isNotEmpty();
        assertThat(agent.post(TestTalks.desk(id, "close"), seen(seen + 1)).status()).isEqualTo(204);
    }

    @Test
    void aRequestIsNotResolvedOverALineNobodyHasSeenAndItsNoteIsNotSent() {
        String id = taken();
        ApiCaller.Answer kept =
                agent.post(TestTalks.desk(id, "service-request"), "{\"topic\":\"OTHER\"}");
        assertThat(kept.status()).as(kept.text()).isEqualTo(200);
        long seen = writtenAfterTheLastLineSeen(id);
        ApiCaller.Answer refused = resolved(id, seen);
        assertThat(refused.status()).as(refused.text()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("STALE_REPLY");
        assertThat(agent.get(REQUESTS + id).json().at("/line/request/state").asString())
                .isEqualTo("IN_PROGRESS");
        assertThat(TestTalks.item(agent, id).path("waitingSince").asString()).isNotEmpty();
        assertThat(TestTalks.texts(chen, id)).doesNotContain("已经到账");
        assertThat(resolved(id, seen + 1).status()).isEqualTo(200);
    }

    @Test
    void aMacroEndsNoConversationOverALineNobodyHasSeen() {
        String id = taken();
        ApiCaller.Answer made =
                agent.post(
                        "/api/v1/desk/tools?kind=MACRO",
                        """
                        {"nameZh":"结束","nameEn":"End","shared":false,"enabled":true,
                        "macro":{"acts":[{"kind":"CLOSE"}]}}\
                        """);
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        String macro = TestTalks.desk(id, "macros/" + made.json().path("id").asString());
        long seen = writtenAfterTheLastLineSeen(id);
        String run = "{\"language\":\"zh\",\"clientId\":\"m%1$d\",\"seenSeq\":%1$d}";
        assertThat(agent.post(macro, run.formatted(seen)).code()).isEqualTo("STALE_REPLY");
        assertThat(TestTalks.item(agent, id).path("state").asString()).isEqualTo("OPEN");
        assertThat(agent.post(macro, run.formatted(seen + 1)).status()).isEqualTo(204);
    }

    private String taken() {
        String id = TestTalks.opened(chen, "钱没到账");
        assertThat(agent.post(TestTalks.desk(id, "claim"), "{}").status()).isEqualTo(200);
        return id;
    }

    /** The number of the last line before the customer's, which is the next. */
    private long writtenAfterTheLastLineSeen(String id) {
        long seen = TestTalks.item(agent, id).path("lastSeq").asLong();
        ApiCaller.Answer written =
                chen.api().post(TestTalks.mine(id), TestTalks.line("crossing", "又少了一笔"));
        assertThat(written.status()).as(written.text()).isEqualTo(201);
        return seen;
    }

    private ApiCaller.Answer resolved(String id, long seen) {
        return agent.post(
                REQUESTS + id + "/state",
                "{\"state\":\"RESOLVED\",\"note\":\"已经到账\",\"seenSeq\":%d}".formatted(seen));
    }

    private static String seen(long seq) {
        return "{\"seenSeq\":" + seq + "}";
    }
}
