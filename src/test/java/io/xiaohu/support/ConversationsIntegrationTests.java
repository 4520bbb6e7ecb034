package io.xiaohu.support;

import static io.xiaohu.support.TestTalks.desk;
import static io.xiaohu.support.TestTalks.line;
import static io.xiaohu.support.TestTalks.mine;
import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.audit.AuditTrail;
import io.xiaohu.kernel.ProblemException;
import io.xiaohu.kernel.RateLimits;
import io.xiaohu.kernel.Reason;
import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.AtOnce;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.TestCustomer;
import io.xiaohu.testing.TestStaff;
import io.xiaohu.testing.Waiting;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Customers, guests and agents talking, over real sockets. */
@IntegrationTest
class ConversationsIntegrationTests {

    @LocalServerPort private int port;
    @Autowired private AuditTrail audit;
    @Autowired private RateLimits limits;

    @Test
    void aCustomerAsksAboutAFailedTopUpAndAnAgentAnswers() {
        TestCustomer chen = TestCustomer.register(port, "陈晓宁");
        ApiCaller.Answer topUp =
                chen.api()
                        .post(
                                "/api/v1/top-ups",
                                "{\"channel\":\"sandbox\",\"amount\":{\"amount\":\"200.03\",\"asset\":\"CNY\"}}");
        String subject = topUp.json().path("id").asString();
        ApiCaller.Answer opened =
                chen.api()
                        .post(
                                "/api/v1/conversations",
                                """
                                {"subject":{"kind":"TOP_UP","id":"%s"},"code":"CHANNEL_REJECTED",
                                "message":"钱到底在哪？"}\
                                """
                                        .formatted(subject));
        assertThat(opened.status()).as(opened.text()).isEqualTo(201);
        assertThat(opened.json().path("open").asBoolean()).isTrue();
        String id = opened.json().path("id").asString();
        ApiCaller agent = TestStaff.signIn(port, "agent");
        JsonNode item = agent.get("/api/v1/desk/conversations/" + id).json();
        assertThat(item.path("topic").asString()).isEqualTo("TOP_UP");
        assertThat(item.path("subjectView").path("failure").path("code").asString())
                .isEqualTo("CHANNEL_REJECTED");
        assertThat(item.path("customer").path("name").asString()).isEqualTo("陈**");
        assertThat(agent.post(desk(id, "claim"), "{}").status()).isEqualTo(200);
        ApiCaller.Answer reply = agent.post(desk(id, "messages"), line("a1", "我看到了，钱没有动。"));
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        agent.post(desk(id, "messages"), "{\"clientId\":\"n1\",\"text\":\"内部\",\"internal\":true}");
        JsonNode lines = chen.api().get(mine(id)).json().path("items");
        assertThat(lines.path(lines.size() - 1).path("text").asString()).isEqualTo("我看到了，钱没有动。");
        assertThat(lines.toString()).doesNotContain("内部");
        JsonNode panel = agent.get("/api/v1/desk/customers/" + chen.id()).json();
        assertThat(panel.path("movements").path(0).path("state").asString()).isEqualTo("FAILED");
        assertThat(panel.path("security").size()).isPositive();
        assertThat(audit.firstBreak()).isEmpty();
    }

    @Test
    void ofFiftyWhoClaimAtOnceOneWinsAndTheOthersAreToldWho() {
        String id = opened(TestCustomer.register(port));
        List<ApiCaller> agents =
                List.of(
                        TestStaff.signIn(port, "agent"),
                        TestStaff.signIn(port, "supervisor"),
                        TestStaff.signIn(port, "admin"));
        List<ApiCaller.Answer> answers =
                AtOnce.times(50, n -> agents.get(n % 3).post(desk(id, "claim"), "{}"));
        JsonNode winner = agents.getFirst().get("/api/v1/desk/conversations/" + id).json();
        String name = winner.path("claimedBy").path("name").asString();
        assertThat(answers.stream().filter(answer -> answer.status() == 409))
                .hasSizeGreaterThanOrEqualTo(32)
                .allSatisfy(answer ->
                        assertThat(answer.json().path("claimedBy").path("name").asString())
                                .isEqualTo(name));
        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isIn(200, 409));
    }

    @Test
    void linesSentAtOnceAreNumberedWithoutGapsAndTwiceIsOnce() {
        TestCustomer chen = TestCustomer.register(port);
        String id = opened(chen);
        AtOnce.times(30, n -> chen.api().post(mine(id), line("c" + n % 15, "line " + n % 15)));
        JsonNode lines = chen.api().get(mine(id)).json().path("items");
        List<Long> seqs = new ArrayList<>();
        lines.forEach(line -> seqs.add(line.path("seq").asLong()));
        assertThat(seqs).containsExactlyElementsOf(LongStream.rangeClosed(1, 17).boxed().toList());
    }

    @Test
    void whatAColleagueHasIsEndedBySupervisorsAloneAndNothingElseIsToldOfOthers() {
        TestCustomer chen = TestCustomer.register(port);
        String id = opened(chen);
        ApiCaller agent = TestStaff.signIn(port, "agent");
        ApiCaller supervisor = TestStaff.signIn(port, "supervisor");
        String read = "{\"seq\":1}";
        assertThat(agent.post(desk(id, "read"), read).status()).isEqualTo(204);
        assertThat(otherRead(chen, id)).isZero();
        supervisor.post(desk(id, "claim"), "{}");
        assertThat(agent.post(desk(id, "read"), read).status()).isEqualTo(204);
        assertThat(agent.post(desk(id, "typing"), "{}").status()).isEqualTo(204);
        assertThat(otherRead(chen, id)).isZero();
        assertThat(supervisor.post(desk(id, "read"), read).status()).isEqualTo(204);
        assertThat(otherRead(chen, id)).isOne();
        assertThat(agent.post(desk(id, "close"), "{}").code()).isEqualTo("ALREADY_CLAIMED");
        String other = opened(chen);
        agent.post(desk(other, "claim"), "{}");
        assertThat(supervisor.post(desk(other, "close"), "{}").status()).isEqualTo(204);
    }

    private static long otherRead(TestCustomer customer, String id) {
        return customer.api()
                .get("/api/v1/conversations/" + id)
                .json()
                .path("otherRead")
                .asLong(-1);
    }

    @Test
    void whoeverWritesLikeAScriptIsSlowedDownAndTheirTypingIsPassedOver() {
        TestCustomer chen = TestCustomer.register(port);
        String id = opened(chen);
        Waiting.until(() -> {
            empty("lines-by-visitor", "customer:" + chen.id());
            ApiCaller.Answer refused = chen.api().post(mine(id), line("x", "又一条"));
            return refused.status() == 429 && refused.code().equals("TOO_MANY_REQUESTS");
        });
        empty("typing-by-visitor", "customer:" + chen.id());
        assertThat(chen.api().post("/api/v1/conversations/" + id + "/typing", "{}").status())
                .isEqualTo(204);
        Waiting.until(() -> {
            empty("conversations-by-customer", "customer:" + chen.id());
            return chen.api().post("/api/v1/conversations", "{\"message\":\"你好\"}").status() == 429;
        });
        assertThat(opened(TestCustomer.register(port))).isNotEmpty();
    }

    private void empty(String rule, String key) {
        try {
            while (true) {
                limits.take(rule, key);
            }
        } catch (ProblemException empty) {
            assertThat(empty.problem().reason()).isEqualTo(Reason.TOO_MANY_REQUESTS);
        }
    }

    @Test
    void aReplyAgainstAnOlderStateIsRefusedWithWhatChanged() {
        TestCustomer chen = TestCustomer.register(port);
        String id = opened(chen);
        ApiCaller agent = TestStaff.signIn(port, "agent");
        agent.post(desk(id, "claim"), "{}");
        long seen = agent.get("/api/v1/desk/conversations/" + id).json().path("lastSeq").asLong();
        chen.api().post(mine(id), line("late", "还有一件事"));
        ApiCaller.Answer stale =
                agent.post(
                        desk(id, "messages"),
                        "{\"clientId\":\"r1\",\"text\":\"好\",\"seenSeq\":%d}".formatted(seen));
        assertThat(stale.code()).isEqualTo("STALE_REPLY");
        assertThat(stale.json().path("lastSeq").asLong()).isEqualTo(seen + 1);
    }

    @Test
    void aGuestIsHeardAndSigningInJoinsTheConversationToTheCustomer() {
        ApiCaller guest = new ApiCaller(port);
        ApiCaller.Answer opened =
                guest.post("/api/v1/conversations", "{\"topic\":\"CODE\",\"message\":\"收不到验证码\"}");
        assertThat(opened.status()).isEqualTo(201);
        String id = opened.json().path("id").asString();
        assertThat(guest.get(mine(id)).status()).isEqualTo(200);
        assertThat(new ApiCaller(port).get(mine(id)).status()).isEqualTo(404);
        String phone = TestCustomer.newPhone();
        String code = TestCustomer.code(guest, phone, "REGISTER");
        guest.post(
                "/api/v1/customers",
                "{\"phone\":\"%s\",\"password\":\"%s\",\"code\":\"%s\"}"
                        .formatted(phone, TestCustomer.PASSWORD, code));
        assertThat(
                        TestStaff.signIn(port, "agent")
                                .get("/api/v1/desk/conversations/" + id)
                                .json()
                                .path("guest")
                                .asBoolean())
                .isFalse();
        ApiCaller elsewhere = new ApiCaller(port);
        elsewhere.post(
                "/api/v1/sessions",
                "{\"phone\":\"%s\",\"password\":\"%s\"}".formatted(phone, TestCustomer.PASSWORD));
        JsonNode items = elsewhere.get("/api/v1/conversations").json().path("items");
        assertThat(items.path(0).path("id").asString()).isEqualTo(id);
    }

    @Test
    void aGuestAsksAboutACodeThatWasSentAndNotAboutOneThatWasNot() {
        ApiCaller guest = new ApiCaller(port);
        String asked =
                guest.post(
                                "/api/v1/codes",
                                "{\"phone\":\"%s\",\"purpose\":\"REGISTER\"}"
                                        .formatted(TestCustomer.newPhone()))
                        .json()
                        .path("id")
                        .asString();
        String question = "{\"message\":\"?\",\"subject\":{\"kind\":\"%s\",\"id\":\"%s\"}}";
        for (String kind : List.of("CODE", "SIGN_IN")) {
            String invented = question.formatted(kind, UUID.randomUUID());
            assertThat(guest.post("/api/v1/conversations", invented).status()).isEqualTo(404);
        }
        assertThat(guest.post("/api/v1/conversations", question.formatted("CODE", asked)).status())
                .isEqualTo(201);
    }

    @Test
    void otherPeoplesConversationsAndSubjectsAreNotThere() {
        TestCustomer chen = TestCustomer.register(port);
        TestCustomer eve = TestCustomer.register(port);
        String id = opened(chen);
        assertThat(eve.api().get(mine(id)).status()).isEqualTo(404);
        assertThat(eve.api().post(mine(id), line("x", "hi")).status()).isEqualTo(404);
        String topUp =
                chen.api()
                        .post(
                                "/api/v1/top-ups",
                                "{\"channel\":\"sandbox\",\"amount\":{\"amount\":\"5.00\",\"asset\":\"CNY\"}}")
                        .json()
                        .path("id")
                        .asString();
        ApiCaller.Answer pry =
                eve.api()
                        .post(
                                "/api/v1/conversations",
                                "{\"subject\":{\"kind\":\"TOP_UP\",\"id\":\"%s\"},\"message\":\"?\"}"
                                        .formatted(topUp));
        assertThat(pry.status()).isEqualTo(404);
    }

    @Test
    void staffReadsTheLastFourDigitsOfACardAndItsOwnerAll() {
        TestCustomer chen = TestCustomer.register(port);
        String id = opened(chen);
        chen.api().post(mine(id), line("c9", "卡号 6222 0200 0000 0000 000 扣了 12.50"));
        ApiCaller agent = TestStaff.signIn(port, "agent");
        for (String path : List.of(desk(id, "messages"), "/api/v1/desk/conversations/" + id)) {
            assertThat(agent.get(path).text())
                    .as(path)
                    .contains("卡号 ****0000 扣了 12.50")
                    .doesNotContain("6222");
        }
        assertThat(chen.api().get(mine(id)).text()).contains("6222 0200 0000 0000 000");
    }

    @Test
    void whoeverAnswersWhatWentBackToTheQueueIsToldToTakeItFirst() {
        TestCustomer chen = TestCustomer.register(port);
        String id = opened(chen);
        ApiCaller agent = TestStaff.signIn(port, "agent").speaking("zh-CN");
        agent.post(desk(id, "claim"), "{}");
        agent.post(desk(id, "release"), "{}");
        ApiCaller.Answer refused = agent.post(desk(id, "messages"), line("a7", "您好"));
        assertThat(refused.code()).isEqualTo("ALREADY_CLAIMED");
        assertThat(refused.json().path("detail").asString()).contains("请先接待");
    }

    @Test
    void theDeskIsForStaffWithTheRightRole() {
        TestCustomer chen = TestCustomer.register(port);
        assertThat(chen.api().get("/api/v1/desk/conversations").status()).isEqualTo(401);
        assertThat(TestStaff.signIn(port, "finance").get("/api/v1/desk/conversations").status())
                .isEqualTo(403);
        assertThat(
                        TestStaff.signIn(port, "agent")
                                .get("/api/v1/desk/conversations?box=mine")
                                .status())
                .isEqualTo(200);
    }

    @Test
    void badInputIsRefusedWithOneSentence() {
        TestCustomer chen = TestCustomer.register(port);
        String id = opened(chen);
        for (String bad :
                List.of(
                        "{}",
                        "[]",
                        "nonsense",
                        "{\"clientId\":\"x\"}",
                        "{\"clientId\":\"x\",\"text\":5}",
                        "{\"clientId\":\"x\",\"text\":\"a\",\"more\":1}",
                        "{\"clientId\":\"x\",\"text\":\"\\u0000\"}",
                        "{\"clientId\":\"x\",\"text\":\"" + "a".repeat(4001) + "\"}",
                        "{\"clientId\":\"x\",\"text\":\"a\",\"attachmentIds\":[\"%s\"]}"
                                .formatted(UUID.randomUUID()),
                        "{\"clientId\":\"x\",\"text\":\"a\",\"attachmentIds\":[null]}")) {
            assertThat(chen.api().post(mine(id), bad).status())
                    .as(bad.substring(0, Math.min(60, bad.length())))
                    .isBetween(400, 499);
        }
        assertThat(chen.api().post(mine(id), "{\"x\":\"" + "a".repeat(70_000) + "\"}").status())
                .isEqualTo(413);
        assertThat(chen.api().get(mine("nonsense")).status()).isEqualTo(404);
        assertThat(chen.api().get(mine(id) + "?afterSeq=x").status()).isEqualTo(400);
    }

    @Test
    void hoursAreTold() {
        ApiCaller guest = new ApiCaller(port);
        JsonNode now = guest.get("/api/v1/service-hours").json();
        assertThat(now.path("open").asBoolean()).isTrue();
        assertThat(now.path("regions").size()).isEqualTo(3);
        assertThat(now.propertyNames())
                .contains("open", "opensAt", "closesAt", "expectedWaitSeconds");
        // A number when the queue says enough for one, else null and why.
        assertThat(now.path("expectedWaitSeconds").isNull()).isEqualTo(now.has("waitReason"));
        JsonNode sunday =
                guest.get("/api/v1/service-hours?region=OTHER&at=2026-11-22T10:00:00%2B08:00")
                        .json();
        assertThat(sunday.path("open").asBoolean()).isFalse();
        assertThat(sunday.path("opensAt").asString()).isEqualTo("2026-11-23T01:00:00Z");
        assertThat(guest.get("/api/v1/service-hours?at=never").status()).isEqualTo(400);
    }

    private String opened(TestCustomer customer) {
        return customer.api()
                .post("/api/v1/conversations", "{\"topic\":\"OTHER\",\"message\":\"你好\"}")
                .json()
                .path("id")
                .asString();
    }
}
