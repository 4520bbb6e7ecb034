package io.xiaohu.reasons;

import static io.xiaohu.kernel.MoneyState.NOT_TAKEN;
import static io.xiaohu.reasons.Occasion.answered;
import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.identity.AccessDesk;
import io.xiaohu.kernel.Act;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.SubjectKind;
import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.TestCustomer;
import io.xiaohu.testing.TestStaff;
import io.xiaohu.verification.AccountClass;
import io.xiaohu.verification.AccountClasses;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.beans.factory.annotation.Autowired;

/** Conversations, disputes, and what staff decide together. */
@IntegrationTest
class DeskReasonsIntegrationTests extends Occasions {

    private static final String CONVERSATIONS = "/api/v1/conversations";
    private static final String DESK = "/api/v1/desk/conversations/";

    @SuppressWarnings("NullAway.Init")
    @Autowired
    private AccountClasses classes;

    @SuppressWarnings("NullAway.Init")
    private TestCustomer chen;

    @SuppressWarnings("NullAway.Init")
    private ApiCaller agent;

    @SuppressWarnings("NullAway.Init")
    private ApiCaller supervisor;

    @BeforeAll
    void people() {
        chen = TestCustomer.register(port, "陈晓宁").withPin().withMoney("100.00");
        agent = TestStaff.signIn(port, "agent");
        supervisor = TestStaff.signIn(port, "supervisor");
    }

    @Override
    List<Occasion> occasions() {
        return List.of(
                answered(Reason.CONVERSATION_CLOSED, 409, NOT_TAKEN, Act.CONTACT_SUPPORT)
                        .when(language -> {
                            String id = talk();
                            agent.post(DESK + id + "/claim", "{}");
                            agent.post(DESK + id + "/close", "{}");
                            return Occasion.Told.by(
                                    agent.speaking(language)
                                            .post(
                                                    DESK + id + "/messages",
                                                    "{\"clientId\":\"r\",\"text\":\"ok\"}"));
                        }),
                answered(Reason.TAKE_BACK_TOO_LATE, 422, NOT_TAKEN, Act.CONTACT_SUPPORT)
                        .of(() -> chen)
                        .when(language -> {
                            String id = talk();
                            clock.advance(Duration.ofMinutes(3));
                            try {
                                return Occasion.Told.by(
                                        chen.api()
                                                .speaking(language)
                                                .post(
                                                        CONVERSATIONS
                                                                + "/"
                                                                + id
                                                                + "/messages/1/withdraw",
                                                        "{}"));
                            } finally {
                                clock.reset();
                            }
                        }),
                answered(Reason.RATING_NOT_OPEN, 409, NOT_TAKEN, Act.CONTACT_SUPPORT)
                        .of(() -> chen)
                        .when(language ->
                                Occasion.Told.by(
                                        chen.api()
                                                .speaking(language)
                                                .post(
                                                        CONVERSATIONS + "/" + talk() + "/rating",
                                                        "{\"score\":5}"))),
                staff(Reason.ALREADY_CLAIMED)
                        .when(language -> {
                            String id = talk();
                            agent.post(DESK + id + "/claim", "{}");
                            return Occasion.Told.by(
                                    supervisor.speaking(language).post(DESK + id + "/claim", "{}"));
                        }),
                staff(Reason.STALE_REPLY)
                        .when(language -> {
                            String id = talk();
                            agent.post(DESK + id + "/claim", "{}");
                            say(id);
                            return Occasion.Told.by(
                                    agent.speaking(language)
                                            .post(
                                                    DESK + id + "/messages",
                                                    "{\"clientId\":\"r\",\"text\":\"ok\",\"seenSeq\":1}"));
                        }),
                staff(Reason.REQUEST_NOT_MOVABLE)
                        .when(language ->
                                Occasion.Told.by(
                                        move(
                                                agent.speaking(language),
                                                closedRequest(),
                                                "RESOLVED"))),
                answered(Reason.REQUEST_REOPEN_TOO_LATE, 409, NOT_TAKEN, Act.CONTACT_SUPPORT)
                        .when(this::reopenedTooLate),
                staff(Reason.CALLER_NOT_KNOWN)
                        .when(language ->
                                Occasion.Told.by(
                                        agent.speaking(language)
                                                .post(DESK + call() + "/service-request", "{}"))),
                answered(Reason.CALL_PHRASE_WRONG, 422, NOT_TAKEN, Act.CORRECT_INPUT)
                        .when(language ->
                                Occasion.Told.by(
                                        agent.speaking(language)
                                                .post(
                                                        "/api/v1/desk/calls/" + call() + "/phrase",
                                                        "{\"phrase\":\"panda 1234\"}"))),
                answered(Reason.DISPUTE_EXISTS, 409, NOT_TAKEN, Act.BILLS)
                        .about(SubjectKind.TOP_UP)
                        .of(() -> chen, "1.00", "0.00")
                        .when(language -> {
                            String topUp = Calls.id(Calls.topUp(chen, "sandbox", "1.00"));
                            dispute(topUp);
                            return Occasion.Told.by(dispute(topUp));
                        }),
                answered(Reason.DISPUTE_TOO_LATE, 422, NOT_TAKEN, Act.CONTACT_SUPPORT)
                        .about(SubjectKind.TOP_UP)
                        .of(() -> chen, "1.00", "0.00")
                        .when(this::halfAYearLater),
                staff(Reason.SECOND_PERSON_NEEDED)
                        .when(language -> {
                            ApiCaller.Answer proposed =
                                    Calls.propose(supervisor, "UNFREEZE", frozen());
                            supervisor.speaking(language);
                            return Occasion.Told.by(Calls.approve(supervisor, proposed));
                        }),
                staff(Reason.PROPOSAL_OPEN)
                        .when(language -> {
                            String freeze = frozen();
                            Calls.propose(agent, "UNFREEZE", freeze);
                            return Occasion.Told.by(
                                    Calls.propose(agent.speaking(language), "UNFREEZE", freeze));
                        }),
                staff(Reason.PROPOSAL_DECIDED)
                        .when(language -> {
                            ApiCaller.Answer proposed = Calls.propose(agent, "UNFREEZE", frozen());
                            Calls.approve(supervisor, proposed);
                            supervisor.speaking(language);
                            return Occasion.Told.by(Calls.approve(supervisor, proposed));
                        }),
                staff(Reason.NOT_FROZEN)
                        .when(language -> {
                            String freeze = frozen();
                            Calls.approve(supervisor, Calls.propose(agent, "UNFREEZE", freeze));
                            return Occasion.Told.by(
                                    Calls.propose(agent.speaking(language), "UNFREEZE", freeze));
                        }),
                staff(Reason.NOT_LOCKED)
                        .when(language -> Occasion.Told.by(recover(language, "UNLOCK", chen.id()))),
                answered(Reason.ACCOUNT_NOT_EMPTY, 409, NOT_TAKEN, Act.WITHDRAW, Act.BILLS)
                        .when(language ->
                                Occasion.Told.by(recover(language, "CLOSE_ACCOUNT", chen.id()))),
                answered(Reason.SECOND_FACTOR_OFF, 409, NOT_TAKEN, Act.SAFETY)
                        .when(language ->
                                Occasion.Told.by(
                                        recover(language, "REMOVE_SECOND_FACTOR", chen.id()))),
                staff(Reason.CHECK_STANDS).when(this::allowedTwice),
                answered(Reason.LOOK_REASON_NEEDED, 403, NOT_TAKEN, Act.CORRECT_INPUT)
                        .about(SubjectKind.ACCOUNT)
                        .when(language ->
                                Occasion.Told.by(
                                        agent.speaking(language).get(movementsOfAStranger()))),
                answered(Reason.PHONE_NOT_PROVED, 409, NOT_TAKEN, Act.CORRECT_INPUT)
                        .of(() -> chen)
                        .when(language -> Occasion.Told.by(enterUnprovedPhone(language))),
                staff(Reason.LIMIT_CHANGED).when(this::limitChangedMeanwhile));
    }

    private String closedRequest() {
        String id =
                Calls.id(
                        chen.api()
                                .post(
                                        "/api/v1/service-requests",
                                        "{\"topic\":\"OTHER\",\"message\":\"?\"}"));
        move(agent, id, "CLOSED");
        return id;
    }

    private static ApiCaller.Answer move(ApiCaller staff, String id, String to) {
        return staff.post(
                "/api/v1/desk/service-requests/" + id + "/state",
                "{\"state\":\"%s\"}".formatted(to));
    }

    private Occasion.Told reopenedTooLate(String language) {
        String id = closedRequest();
        sql.sql(
                        "update support.service_request set closed_at = closed_at - interval '15"
                                + " days' where id = cast(:id as uuid)")
                .param("id", id)
                .update();
        return Occasion.Told.by(move(agent.speaking(language), id, "IN_PROGRESS"));
    }

    /** The one under way, or a new one. */
    private String call() {
        return Calls.id(agent.post("/api/v1/desk/calls", "{}"));
    }

    /** Told to a member of staff, who looks again and goes on. */
    private static Occasion staff(Reason reason) {
        return answered(reason, 409, NOT_TAKEN, Act.TRY_AGAIN);
    }

    private String talk() {
        return Calls.id(
                chen.api().post(CONVERSATIONS, "{\"topic\":\"OTHER\",\"message\":\"hello\"}"));
    }

    private ApiCaller.Answer say(String conversation) {
        return chen.api()
                .post(
                        CONVERSATIONS + "/" + conversation + "/messages",
                        "{\"clientId\":\"c\",\"text\":\"one more thing\"}");
    }

    private ApiCaller.Answer dispute(String topUp) {
        return chen.api()
                .post(
                        "/api/v1/disputes",
                        """
                        {"subject":{"kind":"TOP_UP","id":"%s"},"reason":"NOT_RECEIVED",\
                        "story":"It was charged."}\
                        """
                                .formatted(topUp));
    }

    /** Signed in anew: no session lasts as long. */
    private Occasion.Told halfAYearLater(String language) {
        String topUp = Calls.id(Calls.topUp(chen, "sandbox", "1.00"));
        clock.advance(Duration.ofDays(181));
        try {
            Calls.signIn(chen.api(), chen.phone(), TestCustomer.PASSWORD);
            return Occasion.Told.by(dispute(topUp));
        } finally {
            clock.reset();
            Calls.signIn(chen.api(), chen.phone(), TestCustomer.PASSWORD);
        }
    }

    private String frozen() {
        return Calls.id(TestCustomer.register(port).api().post("/api/v1/me/freezes", "{}"));
    }

    private ApiCaller.Answer recover(String language, String kind, Object target) {
        return AccessDesk.propose(agent.speaking(language), kind, target, AccessDesk.TWO_CHECKS);
    }

    private Occasion.Told allowedTwice(String language) {
        TestCustomer lin = TestCustomer.register(port);
        classes.raise(lin.id(), AccountClass.II);
        ApiCaller.Answer first = recover("en", "ALLOW_PASSWORD_RESET", lin.id());
        assertThat(Calls.approve(supervisor, first).status()).isEqualTo(200);
        return Occasion.Told.by(recover(language, "ALLOW_PASSWORD_RESET", lin.id()));
    }

    /** With whom the agent has no conversation. */
    private String movementsOfAStranger() {
        return "/api/v1/desk/movements?customer=" + TestCustomer.register(port).id();
    }

    private ApiCaller.Answer enterUnprovedPhone(String language) {
        return agent.speaking(language)
                .post(
                        "/api/v1/desk/customers/" + chen.id() + "/new-phones",
                        "{\"phone\":\"" + TestCustomer.newPhone() + "\"}");
    }

    /** The policy is put back as it was. */
    private Occasion.Told limitChangedMeanwhile(String language) {
        LimitPolicyDesk desk = new LimitPolicyDesk(port);
        String rule = "\"rule\":\"ONE_FACTOR\"";
        String one = desk.propose(rule, "990.00");
        String other = desk.propose(rule, "980.00");
        assertThat(desk.approve(one, "en").status()).isEqualTo(200);
        ApiCaller.Answer late = desk.approve(other, language);
        desk.change(rule, "1000.00");
        return Occasion.Told.by(late);
    }
}
