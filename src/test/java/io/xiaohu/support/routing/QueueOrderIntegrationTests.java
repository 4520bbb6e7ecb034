package io.xiaohu.support.routing;

import static io.xiaohu.support.routing.RoutingDesk.asked;
import static io.xiaohu.support.routing.RoutingDesk.line;
import static io.xiaohu.support.routing.RoutingDesk.say;
import static io.xiaohu.support.routing.RoutingDesk.state;
import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.support.routing.jdbc.AgentRows;
import io.xiaohu.support.routing.jdbc.RoutingRows;
import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.TestCustomer;
import io.xiaohu.testing.TestStaff;
import io.xiaohu.testing.Waiting;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who comes first of more than are ever placed at once. */
@IntegrationTest
class QueueOrderIntegrationTests {

    private static final int MANY = 250;

    @LocalServerPort private int port;
    @Autowired private AgentRows agents;
    @Autowired private RoutingRows queue;
    @Autowired private JdbcClient sql;

    @SuppressWarnings("NullAway.Init")
    private ApiCaller agent;

    @BeforeEach
    void manyWaitSinceYesterday() {
        RoutingDesk.empty(port, sql);
        agent = TestStaff.signIn(port, "agent");
        sql.sql(
                        """
                        insert into support.conversation (
                            id, customer_id, topic, language, state, opened_at, last_at,
                            waiting_since)
                        select gen_random_uuid(), gen_random_uuid(), 'OTHER', 'zh', 'WAITING',
                            at, at, at
                        from (
                            select now() - interval '1 day' + n * interval '1 second' as at
                            from generate_series(1, :many) n) many
                        """)
                .param("many", MANY)
                .update();
    }

    @AfterEach
    void nobodyWaits() {
        RoutingDesk.nobodyOnline(sql);
        sql.sql(
                        """
                        update support.conversation
                        set state = 'CLOSED', closed_at = now(), waiting_since = null
                        where state = 'WAITING'
                        """)
                .update();
    }

    @Test
    void whoNeedsCareAndWhoAskedForAHumanAreGivenBeforeAllWhoWaitLonger() {
        TestCustomer lin = TestCustomer.register(port);
        String cared = asked(lin, "OTHER", "zh");
        agent.put(
                "/api/v1/desk/customers/" + lin.id() + "/care",
                "{\"needed\":true,\"reason\":\"视力不好\"}");
        TestCustomer chen = TestCustomer.register(port);
        String human = asked(chen, "OTHER", "zh");
        chen.api().post("/api/v1/conversations/" + human + "/messages", line("h", "人工"));
        UUID id = UUID.fromString(agent.get(RoutingDesk.STATE).json().path("id").asString());
        agents.set(new AgentSkill(id, Set.of(), Set.of("zh", "en"), 2));
        say(agent, "ONLINE");
        Waiting.until(() -> agents.load(id) == 2);
        assertThat(List.of(state(agent, cared), state(agent, human))).containsOnly("OPEN");
    }

    @Test
    void whoHasAnOpenFreezeCaseIsPlacedBeforeAllWhoWaitLonger() {
        TestCustomer lin = TestCustomer.register(port);
        UUID about = UUID.fromString(asked(lin, "OTHER", "zh"));
        UUID freezeCase = UUID.fromString(asked(lin, "OTHER", "zh"));
        sql.sql(
                        "insert into support.freeze_case (freeze_id, conversation_id) values"
                                + " (gen_random_uuid(), :case)")
                .param("case", freezeCase)
                .update();
        assertThat(head()).hasSize(200).startsWith(about, freezeCase);
    }

    @Test
    void whatSomebodySaidIsUnimportantComesAfterAllThatNobodyMarked() {
        UUID low = UUID.fromString(asked(TestCustomer.register(port), "OTHER", "zh"));
        sql.sql(
                        """
                        update support.conversation
                        set priority = 'LOW', waiting_since = now() - interval '2 days'
                        where id = :id
                        """)
                .param("id", low)
                .update();
        assertThat(head()).hasSize(200).doesNotContain(low);
        sql.sql(
                        """
                        update support.conversation
                        set state = 'CLOSED', closed_at = now(), waiting_since = null
                        where state = 'WAITING'
                        and id in (
                            select id from support.conversation
                            where state = 'WAITING' and priority is null
                            limit 100)
                        """)
                .update();
        assertThat(head()).hasSize(MANY - 100 + 1).endsWith(low);
    }

    private List<UUID> head() {
        return queue.queue().stream().map(RoutingRows.Queued::id).toList();
    }
}
