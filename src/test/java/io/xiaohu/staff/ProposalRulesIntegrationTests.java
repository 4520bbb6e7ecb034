package io.xiaohu.staff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.Ids;
import io.xiaohu.kernel.Page;
import io.xiaohu.kernel.Role;
import io.xiaohu.staff.jdbc.Members;
import io.xiaohu.staff.jdbc.StaffSessions;
import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.AtOnce;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.TestClock;
import io.xiaohu.testing.TestCustomer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/**
 * What needs two people, kind by kind: nobody decides their own, nobody without the role, nobody
 * twice, of two at the same moment one, and nobody once it is over.
 */
@IntegrationTest
class ProposalRulesIntegrationTests {

    private static final String PROPOSALS = "/api/v1/desk/proposals";
    private static final String WHY = "\"reason\":\"asked for\",\"evidence\":\"seen\"";
    private static final String CHECKED =
            "{\"kind\":\"%s\",\"target\":\"%s\","
                    + WHY
                    + ",\"checks\":[\"CALLED_BACK\",\"MONTH_NAMED\"]}";

    /** An act, by whom it is asked for and decided, and how it is asked for. */
    enum Kind {
        UNFREEZE(Role.AGENT, Role.SUPERVISOR, Role.FINANCE),
        ALLOW_NEW_PIN(Role.AGENT, Role.RISK, Role.FINANCE),
        ADJUST(Role.FINANCE, Role.SUPERVISOR, Role.AGENT),
        RAISE_LIMIT(Role.AGENT, Role.RISK, Role.FINANCE),
        CHANGE_STAFF(Role.ADMIN, Role.ADMIN, Role.SUPERVISOR);

        private final Role proposer;
        private final Role decider;
        private final Role stranger;

        Kind(Role proposer, Role decider, Role stranger) {
            this.proposer = proposer;
            this.decider = decider;
            this.stranger = stranger;
        }
    }

    @LocalServerPort private int port;
    @Autowired private TestClock clock = new TestClock();

    @SuppressWarnings("NullAway.Init")
    @Autowired
    private Members members;

    @SuppressWarnings("NullAway.Init")
    @Autowired
    private StaffSessions sessions;

    @SuppressWarnings("NullAway.Init")
    @Autowired
    private JdbcClient sql;

    @SuppressWarnings("NullAway.Init")
    @Autowired
    private Proposals proposals;

    @SuppressWarnings("NullAway.Init")
    @Autowired
    private TransactionTemplate transactions;

    @AfterEach
    void putTheClockBack() {
        clock.reset();
    }

    @ParameterizedTest
    @EnumSource
    void nobodyDecidesTheirOwnWhateverTheirRoles(Kind kind) {
        ApiCaller both = somebody(EnumSet.allOf(Role.class));
        String id = ask(kind, both);
        assertThat(decide(both, id, "approve").code()).isEqualTo("SECOND_PERSON_NEEDED");
        assertThat(decide(both, id, "decline").code()).isEqualTo("SECOND_PERSON_NEEDED");
    }

    @ParameterizedTest
    @EnumSource
    void nobodyWithoutTheRoleAsksOrDecides(Kind kind) {
        String id = ask(kind, somebody(Set.of(kind.proposer)));
        ApiCaller stranger = somebody(Set.of(kind.stranger));
        assertThat(decide(stranger, id, "approve").code()).isEqualTo("NOT_ALLOWED");
        assertThat(decide(stranger, id, "withdraw").code()).isEqualTo("NOT_ALLOWED");
        assertThat(request(kind, stranger).code()).isEqualTo("NOT_ALLOWED");
    }

    @ParameterizedTest
    @EnumSource
    void nobodyDecidesTwice(Kind kind) {
        String id = ask(kind, somebody(Set.of(kind.proposer)));
        ApiCaller decider = somebody(Set.of(kind.decider));
        assertThat(decide(decider, id, "decline").status()).isEqualTo(200);
        assertThat(decide(decider, id, "approve").code()).isEqualTo("PROPOSAL_DECIDED");
        assertThat(decide(somebody(Set.of(kind.decider)), id, "approve").code())
                .isEqualTo("PROPOSAL_DECIDED");
    }

    @ParameterizedTest
    @EnumSource
    void ofManyAtTheSameMomentOneDecides(Kind kind) {
        String id = ask(kind, somebody(Set.of(kind.proposer)));
        List<ApiCaller> deciders =
                Stream.generate(() -> somebody(Set.of(kind.decider))).limit(4).toList();
        List<ApiCaller.Answer> answers =
                AtOnce.times(
                        8,
                        n -> decide(deciders.get(n % 4), id, n % 2 == 0 ? "approve" : "decline"));
        assertThat(answers.stream().filter(answer -> answer.status() == 200)).hasSize(1);
        assertThat(
                        answers.stream()
                                .filter(answer -> answer.status() != 200)
                                .map(ApiCaller.Answer::code))
                .containsOnly("PROPOSAL_DECIDED");
    }

    @ParameterizedTest
    @EnumSource
    void nobodyDecidesWhatIsOver(Kind kind) {
        String id = ask(kind, somebody(Set.of(kind.proposer)));
        clock.advance(Duration.ofDays(7).plusMinutes(1));
        ApiCaller decider = somebody(Set.of(kind.decider));
        assertThat(decide(decider, id, "approve").code()).isEqualTo("PROPOSAL_EXPIRED");
        assertThat(decide(decider, id, "decline").code()).isEqualTo("PROPOSAL_EXPIRED");
        assertThat(listed(decider, "decided", id).path("state").asString()).isEqualTo("EXPIRED");
        assertThat(listed(decider, "open", id).isMissingNode()).isTrue();
    }

    @Test
    void whatIsOverIsAskedForAnew() {
        ApiCaller agent = somebody(Set.of(Role.AGENT));
        String target = frozen();
        assertThat(propose(agent, "UNFREEZE", target).status()).isEqualTo(201);
        assertThat(propose(agent, "UNFREEZE", target).code()).isEqualTo("PROPOSAL_OPEN");
        clock.advance(Duration.ofDays(8));
        assertThat(propose(somebody(Set.of(Role.AGENT)), "UNFREEZE", target).status())
                .isEqualTo(201);
    }

    @Test
    void whatWasAskedForIsNeverEdited() {
        String id = ask(Kind.UNFREEZE, somebody(Set.of(Role.AGENT)));
        for (String attempt :
                List.of(
                        "update staff.proposal set reason = 'x' where id = cast(:id as uuid)",
                        "update staff.proposal set proposed_by = decided_by where id ="
                                + " cast(:id as uuid)",
                        "update staff.proposal set expires_at = now() where id ="
                                + " cast(:id as uuid)",
                        "delete from staff.proposal where id = cast(:id as uuid)")) {
            assertThatThrownBy(() -> sql.sql(attempt).param("id", id).update())
                    .as(attempt)
                    .rootCause()
                    .hasMessageContaining("permission denied");
        }
        decide(somebody(Set.of(Role.SUPERVISOR)), id, "approve");
        assertThatThrownBy(() ->
                        sql.sql("update staff.proposal set note = 'x' where id = cast(:id as uuid)")
                                .param("id", id)
                                .update())
                .rootCause()
                .hasMessageContaining("is decided");
    }

    @Test
    void staffSeeOnlyProposalsTheyHaveARoleForAndAuditorsSeeAll() {
        String id = ask(Kind.UNFREEZE, somebody(Set.of(Role.AGENT)));
        assertThat(listed(somebody(Set.of(Role.SUPERVISOR)), "open", id).isObject()).isTrue();
        assertThat(listed(somebody(Set.of(Role.AUDITOR)), "open", id).isObject()).isTrue();
        for (Role other : List.of(Role.FINANCE, Role.ADMIN)) {
            assertThat(listed(somebody(Set.of(other)), "open", id).isMissingNode())
                    .as(other.name())
                    .isTrue();
        }
    }

    @Test
    void whatWaitsLongestIsListedHoweverManyCameAfterIt() {
        UUID member = member(Set.of(Role.AGENT));
        Caller.Staff agent = new Caller.Staff(member, Ids.next(), "p", Set.of(Role.AGENT));
        UUID oldest = UUID.fromString(ask(Kind.UNFREEZE, somebody(Set.of(Role.AGENT))));
        transactions.executeWithoutResult(undone -> {
            undone.setRollbackOnly();
            addWaiting("UNLOCK", oldest, 220);
            addWaiting("ADJUST", oldest, 220);
            List<Proposal> all = new ArrayList<>();
            Page<Proposal> page = proposals.shownTo(agent, true, null);
            all.addAll(page.items());
            while (page.next() != null) {
                page = proposals.shownTo(agent, true, UUID.fromString(page.next()));
                all.addAll(page.items());
            }
            assertThat(all.stream().map(Proposal::id)).contains(oldest).doesNotHaveDuplicates();
            assertThat(all.stream().filter(one -> one.kind().equals("UNLOCK")).count())
                    .isGreaterThanOrEqualTo(220);
            assertThat(all).noneMatch(one -> one.kind().equals("ADJUST"));
            assertThat(proposals.waiting().stream().map(Proposal::id)).contains(oldest);
        });
    }

    private void addWaiting(String kind, UUID after, int many) {
        sql.sql(
                        """
                        insert into staff.proposal (
                            id, kind, target, reason, evidence, checks, state, proposed_by,
                            proposed_at, expires_at)
                        select uuidv7(), :kind, gen_random_uuid(), 'x', 'x', '{}', 'PROPOSED',
                            proposed_by, proposed_at + n * interval '1 ms', expires_at
                        from staff.proposal, generate_series(1, :many) n
                        where id = :after
                        """)
                .param("kind", kind)
                .param("after", after)
                .param("many", many)
                .update();
    }

    private String ask(Kind kind, ApiCaller who) {
        ApiCaller.Answer asked = request(kind, who);
        assertThat(asked.status()).as(asked.text()).isEqualTo(201);
        if (asked.json().has("state")) {
            return asked.json().path("id").asString();
        }
        String draft = asked.json().properties().iterator().next().getValue().asString();
        return sql.sql("select id from staff.proposal where target = cast(:target as uuid)")
                .param("target", draft)
                .query((row, n) -> row.getObject("id", UUID.class).toString())
                .single();
    }

    private ApiCaller.Answer request(Kind kind, ApiCaller who) {
        Function<String, ApiCaller.Answer> recovery =
                target -> who.post(PROPOSALS, CHECKED.formatted(kind, target));
        return switch (kind) {
            case UNFREEZE -> propose(who, "UNFREEZE", frozen());
            case ALLOW_NEW_PIN ->
                    recovery.apply(TestCustomer.register(port).withPin().id().toString());
            case ADJUST ->
                    who.post(
                            "/api/v1/desk/adjustments",
                            """
                            {"customerId":"%s","amount":{"amount":"5.00","asset":"CNY"},
                            "direction":"GIVE","reasonCode":"GOODWILL",%s}
                            """
                                    .formatted(TestCustomer.register(port).id(), WHY));
            case RAISE_LIMIT ->
                    who.post(
                            "/api/v1/desk/limit-overrides",
                            """
                            {"customerId":"%s","rule":"class","until":"%s",
                            "amount":{"amount":"3000.00","asset":"CNY"},
                            "reasonCode":"LARGE_PURCHASE",%s}
                            """
                                    .formatted(
                                            TestCustomer.register(port).id(),
                                            clock.instant().plus(Duration.ofDays(20)),
                                            WHY));
            case CHANGE_STAFF ->
                    who.post(
                            "/api/v1/desk/staff/" + member(Set.of(Role.AGENT)) + "/changes",
                            "{\"act\":\"ROLES\",\"roles\":[\"EDITOR\"]," + WHY + "}");
        };
    }

    private String frozen() {
        return TestCustomer.register(port)
                .api()
                .post("/api/v1/me/freezes", "{}")
                .json()
                .path("id")
                .asString();
    }

    private static ApiCaller.Answer propose(ApiCaller who, String kind, String target) {
        return who.post(
                PROPOSALS, "{\"kind\":\"%s\",\"target\":\"%s\",%s}".formatted(kind, target, WHY));
    }

    private static ApiCaller.Answer decide(ApiCaller who, String id, String how) {
        return who.post(PROPOSALS + "/" + id + "/" + how, "{}");
    }

    private static JsonNode listed(ApiCaller who, String box, String id) {
        for (JsonNode one : who.get(PROPOSALS + "?box=" + box).json().path("items")) {
            if (one.path("id").asString().equals(id)) {
                return one;
            }
        }
        return tools.jackson.databind.json.JsonMapper.shared().missingNode();
    }

    private UUID member(Set<Role> roles) {
        String name = "p-" + Ids.next();
        return members.insert(name, name, roles).orElseThrow();
    }

    private ApiCaller somebody(Set<Role> roles) {
        ApiCaller caller = new ApiCaller(port);
        caller.with("Cookie", StaffSessions.COOKIE + "=" + sessions.open(member(roles)));
        caller.get("/api/v1/desk/session");
        return caller;
    }
}
