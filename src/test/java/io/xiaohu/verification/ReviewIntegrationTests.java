package io.xiaohu.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.AtOnce;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.TestClock;
import io.xiaohu.testing.TestStaff;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@IntegrationTest
class ReviewIntegrationTests {

    private static final String DESK = "/api/v1/desk/verifications";

    @LocalServerPort private int port;
    @Autowired private TestClock clock;
    @Autowired private ClassExpiry expiry;
    @Autowired private JdbcClient sql;

    private VerifiedCustomer lin;
    private ReviewDesk desk;
    private String number;
    private String id;

    @BeforeEach
    void handIn() {
        lin = VerifiedCustomer.register(port);
        number = IdentityCards.next();
        lin.number("林小满", number);
        ApiCaller.Answer handedIn = lin.handIn("2040-01-01");
        assertThat(handedIn.status()).as(handedIn.text()).isEqualTo(201);
        id = handedIn.json().path("id").asString();
        desk = new ReviewDesk(port);
    }

    @AfterEach
    void backToNow() {
        clock.reset();
    }

    @Test
    void aDocumentWaitsMaskedIsOpenedOnRecordAndAcceptedByTwo() {
        JsonNode progress = lin.latest(CheckKind.DOCUMENT).path("progress");
        assertThat(progress.path("code").asString()).isEqualTo("DOCUMENT_UNDER_REVIEW");
        assertThat(progress.path("detail").asString()).doesNotContain("{");
        assertThat(lin.handIn("").code()).isEqualTo("DOCUMENT_UNDER_REVIEW");
        ApiCaller agent = TestStaff.signIn(port, "agent");
        ApiCaller.Answer queue = agent.get(DESK);
        assertThat(queue.text()).contains(id, "林**").doesNotContain(number, "林小满");
        assertThat(agent.get(DESK + "/" + id).code()).isEqualTo("NOT_ALLOWED");
        JsonNode opened = desk.supervisor().get(DESK + "/" + id).json();
        assertThat(opened.path("name").asString()).isEqualTo("林小满");
        assertThat(opened.path("identityNumber").asString()).isEqualTo(number);
        String front = opened.at("/documents/0/id").asString();
        assertThat(opened.at("/documents/0/side").asString()).isEqualTo("FRONT");
        ApiCaller.Answer picture = desk.supervisor().get(DESK + "/" + id + "/documents/" + front);
        assertThat(picture.status()).isEqualTo(200);
        assertThat(picture.raw().headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(agent.get(DESK + "/" + id + "/documents/" + front).code())
                .isEqualTo("NOT_ALLOWED");
        assertThat(audited("verification.opened")).isEqualTo(1);
        assertThat(audited("document.opened")).isEqualTo(1);
        ApiCaller.Answer proposed = desk.propose("VERIFY", id, "supervisor");
        assertThat(proposed.json().path("title").asString()).contains("林**").doesNotContain(number);
        assertThat(
                        desk.supervisor()
                                .post(
                                        "/api/v1/desk/proposals/"
                                                + proposed.json().path("id").asString()
                                                + "/approve",
                                        "{}")
                                .code())
                .isEqualTo("SECOND_PERSON_NEEDED");
        assertThat(desk.propose("VERIFY", id, "agent").code()).isEqualTo("NOT_ALLOWED");
        assertThat(ReviewDesk.decline(desk.admin(), id, "UNREADABLE").code())
                .isEqualTo("PROPOSAL_OPEN");
        assertThat(desk.approve(proposed).status()).isEqualTo(200);
        assertThat(lin.latest(CheckKind.DOCUMENT).path("state").asString()).isEqualTo("PASSED");
        assertThat(desk.supervisor().get(DESK).text()).doesNotContain(id);
    }

    @Test
    void aRefusedOneTellsWhyAndAnotherMayBeHandedIn() {
        assertThat(ReviewDesk.decline(desk.supervisor(), id, "UNREADABLE").status()).isEqualTo(204);
        JsonNode failure = lin.latest(CheckKind.DOCUMENT).path("failure");
        assertThat(failure.path("code").asString()).isEqualTo("DOCUMENT_REFUSED");
        assertThat(failure.path("detail").asString())
                .contains("cannot be read", "The corner is cut off.");
        assertThat(lin.api().get("/api/v1/notices").text()).contains("CHECK_FAILED");
        assertThat(desk.propose("VERIFY", id, "supervisor").code()).isEqualTo("REVIEW_DECIDED");
        assertThat(lin.handIn("").status()).isEqualTo(201);
    }

    @Test
    void ofTwoReviewersAtOnceOneDecides() {
        List<ApiCaller> two = List.of(desk.supervisor(), desk.admin());
        List<ApiCaller.Answer> answers =
                AtOnce.times(8, n -> ReviewDesk.decline(two.get(n % 2), id, "NOT_MATCHING"));
        assertThat(answers.stream().filter(answer -> answer.status() == 204)).hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.status() != 204))
                .allMatch(answer -> answer.code().equals("REVIEW_DECIDED"));
    }

    @Test
    void whatIsNotThereOrAnothersIsNotFound() {
        VerifiedCustomer other = VerifiedCustomer.register(port);
        other.number("何雨", IdentityCards.next());
        String others = other.handIn("").json().path("id").asString();
        String picture =
                desk.supervisor().get(DESK + "/" + others).json().at("/documents/0/id").asString();
        assertThat(desk.supervisor().get(DESK + "/" + id + "/documents/" + picture).status())
                .isEqualTo(404);
        String named = lin.latest(CheckKind.IDENTITY_NUMBER).path("id").asString();
        assertThat(desk.supervisor().get(DESK + "/" + named).status()).isEqualTo(404);
        assertThat(desk.supervisor().get(DESK + "/" + UUID.randomUUID()).status()).isEqualTo(404);
        assertThat(desk.propose("VERIFY", named, "supervisor").status()).isEqualTo(404);
        assertThat(lin.api().get(DESK).status()).isEqualTo(401);
        assertThat(lin.shown().toString()).doesNotContain(others);
    }

    @Test
    void picturesAreErasedWhenTheirTimeIsOver() {
        assertThat(ReviewDesk.decline(desk.supervisor(), id, "EXPIRED").status()).isEqualTo(204);
        expiry.run();
        assertThat(pictures()).isEqualTo(2);
        clock.advance(Duration.ofDays(1826));
        expiry.run();
        clock.reset();
        assertThat(pictures()).isZero();
    }

    private long pictures() {
        return sql.sql(
                        """
                        select count(*)
                        from verification.document
                        where check_id = :id::uuid
                        and content is not null
                        """)
                .param("id", id)
                .query(Long.class)
                .single();
    }

    private long audited(String action) {
        return sql.sql(
                        """
                        select count(*)
                        from audit.line
                        where action = :action
                        and subject = :subject
                        """)
                .param("action", action)
                .param("subject", "verification:" + id)
                .query(Long.class)
                .single();
    }
}
