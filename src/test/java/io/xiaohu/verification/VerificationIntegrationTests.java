package io.xiaohu.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.identity.AccessDesk;
import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.AtOnce;
import io.xiaohu.testing.DatabaseOwner;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.TestClock;
import io.xiaohu.testing.TestCustomer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@IntegrationTest
class VerificationIntegrationTests {

    @LocalServerPort private int port;
    @Autowired private TestClock clock;
    @Autowired private ClassExpiry expiry;
    @Autowired private JdbcClient sql;

    @Value("${spring.datasource.url}")
    private String url = "";

    private VerifiedCustomer lin;

    @BeforeEach
    void register() {
        lin = VerifiedCustomer.register(port);
    }

    @AfterEach
    void backToNow() {
        clock.reset();
    }

    @Test
    void threeChecksRaiseTheClassAndTheLimits() {
        JsonNode before = lin.shown();
        assertThat(before.path("class").asString()).isEqualTo("I");
        assertThat(before.path("next").asString()).isEqualTo("IDENTITY_NUMBER");
        assertThat(before.path("demo").asBoolean()).isTrue();
        assertThat(before.path("classes").toString())
                .contains("{\"class\":\"II\",\"checks\":3,\"faceToFace\":false}")
                .contains("{\"class\":\"III\",\"checks\":5,\"faceToFace\":true}");
        lin.number("林小满", IdentityCards.next());
        assertThat(lin.accountClass()).isEqualTo("I");
        assertThat(lin.shown().path("next").asString()).isEqualTo("PHONE_OWNER");
        lin.ask("{\"kind\":\"PHONE_OWNER\"}");
        lin.outcome(CheckKind.PHONE_OWNER);
        assertThat(lin.accountClass()).isEqualTo("I");
        lin.ask("{\"kind\":\"BANK_CARD\",\"card\":\"6222 0200 0000 0000 000\"}");
        assertThat(lin.outcome(CheckKind.BANK_CARD).path("cardTail").asString()).isEqualTo("0000");
        JsonNode after = lin.shown();
        assertThat(after.path("class").asString()).isEqualTo("II");
        assertThat(after.path("done").asInt()).isEqualTo(3);
        assertThat(after.path("next").asString()).isEqualTo("FACE");
        assertThat(after.path("lastsUntil").asString()).isNotEmpty();
        assertThat(after.path("name").asString()).isEqualTo("林**");
        assertThat(lin.api().get("/api/v1/limits").text())
                .contains("\"class\":\"II\"", "100000.00");
        assertThat(lin.api().get("/api/v1/notices").text()).contains("CLASS_RAISED");
        JsonNode gives = lin.api().get("/api/v1/limits/classes").json().path("items");
        assertThat(gives.at("/2/items/0/cap/amount").asString()).isEqualTo("200000.00");
        assertThat(audited("verification.class.raised", lin)).isEqualTo(1);
    }

    @Test
    void fiveChecksWithAReviewByTwoPeopleReachTheThirdClass() {
        lin.toClassTwo();
        Map<String, byte[]> face = Map.of("face", VerifiedCustomer.picture());
        assertThat(lin.api().form("/api/v1/me/verification/faces", face, Map.of()).status())
                .isEqualTo(201);
        lin.outcome(CheckKind.FACE);
        assertThat(lin.accountClass()).isEqualTo("II");
        String id = lin.handIn("2040-01-01").json().path("id").asString();
        ReviewDesk desk = new ReviewDesk(port);
        desk.accept(id);
        assertThat(lin.accountClass()).isEqualTo("III");
        assertThat(lin.shown().path("next").isMissingNode()).isTrue();
        assertThat(lin.shown().path("lastsUntil").asString()).startsWith("2031");
    }

    @Test
    void metFaceToFaceIsEnoughForTheThirdClass() {
        lin.number("林小满", IdentityCards.next());
        ReviewDesk desk = new ReviewDesk(port);
        ApiCaller.Answer proposed =
                desk.propose("FACE_TO_FACE", lin.customer().id().toString(), "agent");
        assertThat(proposed.status()).as(proposed.text()).isEqualTo(201);
        assertThat(desk.approve(proposed).status()).isEqualTo(200);
        assertThat(lin.accountClass()).isEqualTo("III");
        VerifiedCustomer unnamed = VerifiedCustomer.register(port);
        assertThat(desk.propose("FACE_TO_FACE", unnamed.customer().id().toString(), "agent").code())
                .isEqualTo("IDENTITY_NEEDED_FIRST");
        assertThat(desk.propose("FACE_TO_FACE", UUID.randomUUID().toString(), "agent").status())
                .isEqualTo(404);
    }

    @Test
    void whileNobodyAnswersStaffCanMeetThePerson() {
        ReviewDesk desk = new ReviewDesk(port);
        lin.askNumber("林缓", IdentityCards.next());
        ApiCaller.Answer proposed =
                desk.propose("FACE_TO_FACE", lin.customer().id().toString(), "agent");
        assertThat(proposed.status()).as(proposed.text()).isEqualTo(201);
        assertThat(desk.approve(proposed).status()).isEqualTo(200);
        assertThat(lin.accountClass()).isEqualTo("III");
        VerifiedCustomer mismatched = VerifiedCustomer.register(port);
        mismatched.number("林败", IdentityCards.next());
        assertThat(
                        desk.propose("FACE_TO_FACE", mismatched.customer().id().toString(), "agent")
                                .code())
                .isEqualTo("IDENTITY_NEEDED_FIRST");
    }

    @Test
    void whoeverWasMetIsNobodyTheCustomerNamedSince() {
        ReviewDesk desk = new ReviewDesk(port);
        lin.askNumber("林缓", IdentityCards.next());
        ApiCaller.Answer proposed =
                desk.propose("FACE_TO_FACE", lin.customer().id().toString(), "agent");
        assertThat(proposed.json().path("title").asString()).contains("stated as 林*");
        DatabaseOwner.run(
                url,
                """
                update verification.identity_check
                set state = 'FAILED', reason = 'IDENTITY_MISMATCH', decided_at = now()
                where decided_at is null
                and customer_id = '%s'
                """
                        .formatted(lin.customer().id()));
        assertThat(lin.askNumber("何缓", IdentityCards.next()).status()).isEqualTo(201);
        ApiCaller.Answer refused = desk.approve(proposed);
        assertThat(refused.code()).isEqualTo("IDENTITY_NEEDED_FIRST");
        assertThat(refused.json().path("detail").asString()).contains("stated name and number");
        assertThat(desk.admin().get("/api/v1/desk/proposals").text()).contains("has stated 何*");
        assertThat(lin.accountClass()).isEqualTo("I");
        String path = "/api/v1/desk/proposals/" + proposed.json().path("id").asString();
        assertThat(desk.admin().post(path + "/decline", "{\"note\":\"Meet again\"}").status())
                .isEqualTo(200);
        ApiCaller.Answer anew =
                desk.propose("FACE_TO_FACE", lin.customer().id().toString(), "agent");
        assertThat(desk.approve(anew).status()).isEqualTo(200);
        assertThat(lin.accountClass()).isEqualTo("III");
    }

    @Test
    void aFailedCheckExplainsItselfCanBeAskedAboutAndBeCorrected() {
        String number = IdentityCards.next();
        JsonNode failed = lin.number("林败", number);
        assertThat(failed.path("state").asString()).isEqualTo("FAILED");
        JsonNode failure = failed.path("failure");
        assertThat(failure.path("code").asString()).isEqualTo("IDENTITY_MISMATCH");
        assertThat(failure.path("detail").asString()).contains("another name");
        String id = failed.path("id").asString();
        assertThat(failure.at("/subject/kind").asString()).isEqualTo("VERIFICATION");
        assertThat(failure.at("/subject/id").asString()).isEqualTo(id);
        String ask =
                """
                {"subject":{"kind":"VERIFICATION","id":"%s"},"message":"Why?"}\
                """
                        .formatted(id);
        ApiCaller.Answer asked = lin.api().post("/api/v1/conversations", ask);
        assertThat(asked.status()).as(asked.text()).isEqualTo(201);
        assertThat(TestCustomer.register(port).api().post("/api/v1/conversations", ask).status())
                .isEqualTo(404);
        assertThat(lin.number("林小满", number).path("state").asString()).isEqualTo("PASSED");
    }

    @Test
    void eachKindOfCheckFailsForItsOwnReason() {
        assertThat(lin.number("林无", IdentityCards.next()).at("/failure/code").asString())
                .isEqualTo("IDENTITY_NOT_ON_RECORD");
        lin.number("林借", IdentityCards.next());
        lin.ask("{\"kind\":\"PHONE_OWNER\"}");
        assertThat(lin.outcome(CheckKind.PHONE_OWNER).at("/failure/code").asString())
                .isEqualTo("PHONE_OWNER_MISMATCH");
        lin.ask("{\"kind\":\"BANK_CARD\",\"card\":\"6222020000040000002\"}");
        assertThat(lin.outcome(CheckKind.BANK_CARD).at("/failure/code").asString())
                .isEqualTo("CARD_OWNER_MISMATCH");
        Map<String, byte[]> face = Map.of("face", VerifiedCustomer.picture());
        VerifiedCustomer other = VerifiedCustomer.register(port);
        other.number("林异", IdentityCards.next());
        other.api().form("/api/v1/me/verification/faces", face, Map.of());
        assertThat(other.outcome(CheckKind.FACE).at("/failure/code").asString())
                .isEqualTo("FACE_MISMATCH");
        assertThat(facesKept(other)).isZero();
    }

    @Test
    void whatIsWrongIsRefusedBeforeAnybodyIsAsked() {
        assertThat(lin.askNumber("林小满", "330106199003070018").code())
                .isEqualTo("IDENTITY_NUMBER_INVALID");
        assertThat(lin.askNumber("1", IdentityCards.next()).code()).isEqualTo("REAL_NAME_INVALID");
        assertThat(lin.askNumber("林小满", IdentityCards.born("20200101")).code())
                .isEqualTo("IDENTITY_TOO_YOUNG");
        assertThat(lin.ask("{\"kind\":\"IDENTITY_NUMBER\"}").status()).isEqualTo(400);
        assertThat(lin.ask("{\"kind\":\"FACE\"}").status()).isEqualTo(400);
        assertThat(lin.ask("{\"kind\":\"PHONE_OWNER\"}").code()).isEqualTo("IDENTITY_NEEDED_FIRST");
        assertThat(lin.ask("{\"kind\":\"BANK_CARD\",\"card\":\"6222020000000000001\"}").code())
                .isEqualTo("DESTINATION_INVALID");
        assertThat(lin.handIn("").code()).isEqualTo("IDENTITY_NEEDED_FIRST");
        lin.number("林小满", IdentityCards.next());
        assertThat(lin.handIn("2020-01-01").code()).isEqualTo("DOCUMENT_EXPIRED");
        Map<String, byte[]> noPictures =
                Map.of(
                        "front",
                        "%PDF-1.7".getBytes(StandardCharsets.UTF_8),
                        "back",
                        VerifiedCustomer.picture());
        assertThat(lin.api().form("/api/v1/me/verification/documents", noPictures, Map.of()).code())
                .isEqualTo("FILE_TYPE_REFUSED");
        assertThat(lin.askNumber("王小满", IdentityCards.next()).code()).isEqualTo("IDENTITY_FIXED");
        assertThat(new ApiCaller(port).get("/api/v1/me/verification").status()).isEqualTo(401);
    }

    @Test
    void whoGivesNoAnswerIsAskedAgainUntilThereIsOne() {
        assertThat(lin.askNumber("林缓", IdentityCards.next()).status()).isEqualTo(201);
        JsonNode unknown = lin.latest(CheckKind.IDENTITY_NUMBER);
        for (int i = 0; i < 100 && !unknown.path("state").asString().equals("UNKNOWN"); i++) {
            java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
            unknown = lin.latest(CheckKind.IDENTITY_NUMBER);
        }
        assertThat(unknown.path("state").asString()).isEqualTo("UNKNOWN");
        assertThat(unknown.at("/progress/code").asString()).isEqualTo("CHECK_UNAVAILABLE");
        assertThat(unknown.at("/progress/money").asString()).isEqualTo("NOT_TAKEN");
        assertThat(lin.outcome(CheckKind.IDENTITY_NUMBER).path("state").asString())
                .isEqualTo("PASSED");
    }

    @Test
    void askedTwiceAlsoAtOnceIsOneCheck() {
        String number = IdentityCards.next();
        List<String> ids =
                AtOnce.times(6, n -> lin.askNumber("林小满", number).json().path("id").asString());
        assertThat(ids.stream().distinct()).hasSize(1);
        lin.outcome(CheckKind.IDENTITY_NUMBER);
        assertThat(lin.askNumber("林小满", number).json().path("id").asString())
                .isEqualTo(ids.getFirst());
    }

    @Test
    void onePersonHasThreeAccountsAndNoFourth() {
        String number = IdentityCards.next();
        List<VerifiedCustomer> five =
                List.of(
                        lin,
                        VerifiedCustomer.register(port),
                        VerifiedCustomer.register(port),
                        VerifiedCustomer.register(port),
                        VerifiedCustomer.register(port));
        List<ApiCaller.Answer> asked = AtOnce.times(5, n -> five.get(n).askNumber("林小满", number));
        List<JsonNode> outcomes =
                five.stream()
                        .filter(each -> asked.get(five.indexOf(each)).status() == 201)
                        .map(each -> each.outcome(CheckKind.IDENTITY_NUMBER))
                        .toList();
        assertThat(outcomes.stream().filter(it -> it.path("state").asString().equals("PASSED")))
                .hasSize(3);
        assertThat(outcomes.stream().filter(it -> it.path("state").asString().equals("FAILED")))
                .allMatch(it ->
                        it.at("/failure/code").asString().equals("IDENTITY_TOO_MANY_ACCOUNTS"));
        VerifiedCustomer another = VerifiedCustomer.register(port);
        ApiCaller.Answer refused = another.askNumber("林小满", number);
        assertThat(refused.code()).isEqualTo("IDENTITY_TOO_MANY_ACCOUNTS");
        assertThat(refused.status()).isEqualTo(409);
    }

    @Test
    void anAccountThatIsClosedFreesItsPlaceAmongThePersonsThree() {
        String number = IdentityCards.next();
        List<VerifiedCustomer> three =
                List.of(
                        VerifiedCustomer.register(port),
                        VerifiedCustomer.register(port),
                        VerifiedCustomer.register(port));
        three.forEach(each -> {
            each.askNumber("林小满", number);
            assertThat(each.outcome(CheckKind.IDENTITY_NUMBER).path("state").asString())
                    .isEqualTo("PASSED");
        });
        VerifiedCustomer fourth = VerifiedCustomer.register(port);
        assertThat(fourth.askNumber("林小满", number).code()).isEqualTo("IDENTITY_TOO_MANY_ACCOUNTS");
        new AccessDesk(port).agreeOn("CLOSE_ACCOUNT", three.getFirst().customer().id());
        assertThat(fourth.askNumber("林小满", number).status()).isEqualTo(201);
        assertThat(fourth.outcome(CheckKind.IDENTITY_NUMBER).path("state").asString())
                .isEqualTo("PASSED");
    }

    @Test
    void beforeTheCardRunsOutItsHolderIsToldAndAfterItTheClassIsLowered() {
        lin.toClassTwo();
        String day = LocalDate.now().plusDays(60).toString();
        String id = lin.handIn(day).json().path("id").asString();
        new ReviewDesk(port).accept(id);
        expiry.run();
        assertThat(notices()).doesNotContain("CLASS_ENDING");
        clock.advance(Duration.ofDays(32));
        expiry.run();
        expiry.run();
        clock.reset();
        assertThat(notices().split("\"CLASS_ENDING\"", -1)).hasSize(2);
        assertThat(notices()).contains(day);
        assertThat(lin.accountClass()).isEqualTo("II");
        clock.advance(Duration.ofDays(62));
        expiry.run();
        clock.reset();
        assertThat(lin.accountClass()).isEqualTo("I");
        assertThat(notices()).contains("CLASS_LOWERED");
        assertThat(audited("verification.class.lowered", lin)).isEqualTo(1);
    }

    @Test
    void nothingInTheDatabaseTellsNameNumberCardOrPicture() {
        String number = IdentityCards.next();
        lin.number("林绝无仅有", number);
        lin.ask("{\"kind\":\"BANK_CARD\",\"card\":\"6222020000000000000\"}");
        lin.handIn("2040-01-01");
        StringBuilder dump = new StringBuilder();
        for (String table :
                List.of(
                        "verification.person",
                        "verification.identity_check",
                        "verification.document",
                        "audit.line",
                        "notification.notice",
                        "jobs.scheduled_tasks",
                        "platform.idempotent_call")) {
            sql.sql("select to_jsonb(t)::text from " + table + " t")
                    .query(String.class)
                    .list()
                    .forEach(dump::append);
        }
        assertThat(dump.toString())
                .contains("IDENTITY_NUMBER")
                .doesNotContain(number)
                .doesNotContain("绝无仅有")
                .doesNotContain("6222020000000000000")
                .doesNotContain(hex(number))
                .doesNotContain(hex("绝无仅有"))
                .doesNotContain("89504e470d0a1a0a");
        assertThat(lin.shown().toString()).doesNotContain(number).doesNotContain("绝无仅有");
    }

    private static String hex(String text) {
        return java.util.HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }

    private String notices() {
        return lin.api().get("/api/v1/notices").text();
    }

    /** Those that are not due to be erased at once. */
    private long facesKept(VerifiedCustomer who) {
        return sql.sql(
                        """
                        select count(*)
                        from verification.document d
                        join verification.identity_check c on c.id = d.check_id
                        where c.customer_id = :customer
                        and d.side = 'FACE'
                        and d.erase_at > now()
                        """)
                .param("customer", who.customer().id())
                .query(Long.class)
                .single();
    }

    private long audited(String action, VerifiedCustomer who) {
        return sql.sql(
                        """
                        select count(*)
                        from audit.line
                        where action = :action
                        and subject = :subject
                        """)
                .param("action", action)
                .param("subject", "customer:" + who.customer().id())
                .query(Long.class)
                .single();
    }
}
