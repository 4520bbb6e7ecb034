package io.xiaohu.reasons;

import static io.xiaohu.kernel.MoneyState.NOT_TAKEN;
import static io.xiaohu.reasons.Occasion.answered;
import static io.xiaohu.reasons.Occasion.told;

import io.xiaohu.kernel.Act;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.SubjectKind;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.verification.CheckKind;
import io.xiaohu.verification.IdentityCards;
import io.xiaohu.verification.ReviewDesk;
import io.xiaohu.verification.VerifiedCustomer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeAll;
import tools.jackson.databind.JsonNode;

/** Whose name it is: what the checks say, and what people decide about documents. */
@IntegrationTest
class NameReasonsIntegrationTests extends Occasions {

    private static final String CHECKS = "/api/v1/me/verification/";

    @SuppressWarnings("NullAway.Init")
    private VerifiedCustomer named;

    @SuppressWarnings("NullAway.Init")
    private VerifiedCustomer unnamed;

    private String crowded = "";

    @BeforeAll
    void people() {
        unnamed = VerifiedCustomer.register(port);
        named = VerifiedCustomer.register(port);
        crowded = IdentityCards.next();
        named.number("林小满", crowded);
        for (int i = 0; i < 2; i++) {
            VerifiedCustomer.register(port).number("林小满", crowded);
        }
    }

    @Override
    List<Occasion> occasions() {
        return List.of(
                refused(Reason.IDENTITY_NUMBER_INVALID, 400, Act.CORRECT_INPUT)
                        .when(language -> number("林小满", "330106199003070018")),
                refused(Reason.REAL_NAME_INVALID, 400, Act.CORRECT_INPUT)
                        .when(language -> number("1", IdentityCards.next())),
                refused(Reason.IDENTITY_TOO_YOUNG, 422, Act.CONTACT_SUPPORT)
                        .when(language -> number("林小满", IdentityCards.born("20200101"))),
                refused(Reason.IDENTITY_NEEDED_FIRST, 409, Act.VERIFY)
                        .when(language ->
                                Occasion.Told.by(unnamed.ask("{\"kind\":\"PHONE_OWNER\"}"))),
                refused(Reason.IDENTITY_TOO_MANY_ACCOUNTS, 409, Act.CONTACT_SUPPORT)
                        .when(language -> number("林小满", crowded)),
                refused(
                                Reason.CHECK_UNAVAILABLE,
                                Occasion.INSIDE,
                                Act.TRY_AGAIN,
                                Act.CONTACT_SUPPORT)
                        .about(SubjectKind.VERIFICATION)
                        .when(this::nobodyAnswers),
                failed(Reason.IDENTITY_MISMATCH, Act.CORRECT_INPUT, Act.CONTACT_SUPPORT)
                        .when(language -> numberFails(language, "林败")),
                failed(Reason.IDENTITY_NOT_ON_RECORD, Act.CORRECT_INPUT, Act.CONTACT_SUPPORT)
                        .when(language -> numberFails(language, "林无")),
                failed(Reason.PHONE_OWNER_MISMATCH, Act.VERIFY, Act.CONTACT_SUPPORT)
                        .when(language ->
                                check(
                                        language,
                                        "林借",
                                        "{\"kind\":\"PHONE_OWNER\"}",
                                        CheckKind.PHONE_OWNER)),
                failed(Reason.CARD_OWNER_MISMATCH, Act.CORRECT_INPUT, Act.CONTACT_SUPPORT)
                        .when(language -> card(language, "6222020000040000002")),
                failed(Reason.CARD_NOT_CHECKABLE, Act.CORRECT_INPUT, Act.CONTACT_SUPPORT)
                        .when(language -> card(language, CardNumbers.endingIn("0010"))),
                failed(Reason.FACE_MISMATCH, Act.TRY_AGAIN, Act.CONTACT_SUPPORT)
                        .when(this::anotherFace),
                failed(Reason.DOCUMENT_REFUSED, Act.VERIFY, Act.CONTACT_SUPPORT)
                        .when(this::unreadable),
                answered(Reason.IDENTITY_FIXED, 409, NOT_TAKEN, Act.CONTACT_SUPPORT)
                        .of(() -> named.customer())
                        .when(language ->
                                Occasion.Told.by(named.askNumber("王小满", IdentityCards.next()))),
                answered(
                                Reason.DOCUMENT_EXPIRED,
                                422,
                                NOT_TAKEN,
                                Act.CORRECT_INPUT,
                                Act.CONTACT_SUPPORT)
                        .of(() -> named.customer())
                        .when(language -> Occasion.Told.by(named.handIn("2020-01-01"))),
                told(Reason.DOCUMENT_UNDER_REVIEW, NOT_TAKEN, Act.CONTACT_SUPPORT)
                        .about(SubjectKind.VERIFICATION)
                        .when(this::underReview),
                answered(Reason.REVIEW_DECIDED, 409, NOT_TAKEN, Act.TRY_AGAIN)
                        .when(this::decidedAlready));
    }

    private Occasion refused(Reason reason, int status, Act... acts) {
        return answered(reason, status, NOT_TAKEN, acts).of(() -> unnamed.customer());
    }

    /** Told inside the check that failed, which it can be asked about. */
    private static Occasion failed(Reason reason, Act... acts) {
        return told(reason, NOT_TAKEN, acts).about(SubjectKind.VERIFICATION);
    }

    private Occasion.Told number(String name, String number) {
        return Occasion.Told.by(unnamed.askNumber(name, number));
    }

    private Occasion.Told numberFails(String language, String name) {
        VerifiedCustomer who = VerifiedCustomer.register(port);
        who.api().speaking(language);
        return Occasion.Told.inside(who.number(name, IdentityCards.next()).path("failure"));
    }

    private Occasion.Told card(String language, String card) {
        String body = "{\"kind\":\"BANK_CARD\",\"card\":\"" + card + "\"}";
        return check(language, "林小满", body, CheckKind.BANK_CARD);
    }

    private Occasion.Told check(String language, String name, String body, CheckKind kind) {
        VerifiedCustomer who = VerifiedCustomer.register(port);
        who.api().speaking(language);
        who.number(name, IdentityCards.next());
        who.ask(body);
        return Occasion.Told.inside(who.outcome(kind).path("failure"));
    }

    private Occasion.Told anotherFace(String language) {
        VerifiedCustomer who = VerifiedCustomer.register(port);
        who.api().speaking(language);
        who.number("林异", IdentityCards.next());
        who.api().form(CHECKS + "faces", Map.of("face", VerifiedCustomer.picture()), Map.of());
        return Occasion.Told.inside(who.outcome(CheckKind.FACE).path("failure"));
    }

    private Occasion.Told nobodyAnswers(String language) {
        unnamed.askNumber("林缓", IdentityCards.next());
        JsonNode latest = unnamed.latest(CheckKind.IDENTITY_NUMBER);
        for (int i = 0; i < 200 && !latest.path("state").asString().equals("UNKNOWN"); i++) {
            LockSupport.parkNanos(10_000_000);
            latest = unnamed.latest(CheckKind.IDENTITY_NUMBER);
        }
        Occasion.Told told = Occasion.Told.inside(latest.path("progress"));
        unnamed.outcome(CheckKind.IDENTITY_NUMBER);
        unnamed = VerifiedCustomer.register(port);
        return told;
    }

    private Occasion.Told unreadable(String language) {
        VerifiedCustomer who = withDocument();
        String check = who.latest(CheckKind.DOCUMENT).path("id").asString();
        ReviewDesk.decline(new ReviewDesk(port).supervisor(), check, "UNREADABLE");
        who.api().speaking(language);
        return Occasion.Told.inside(who.latest(CheckKind.DOCUMENT).path("failure"));
    }

    private Occasion.Told underReview(String language) {
        VerifiedCustomer who = withDocument();
        who.api().speaking(language);
        return Occasion.Told.inside(who.latest(CheckKind.DOCUMENT).path("progress"));
    }

    private Occasion.Told decidedAlready(String language) {
        String check = withDocument().latest(CheckKind.DOCUMENT).path("id").asString();
        ReviewDesk desk = new ReviewDesk(port);
        ReviewDesk.decline(desk.supervisor(), check, "UNREADABLE");
        return Occasion.Told.by(
                ReviewDesk.decline(desk.admin().speaking(language), check, "UNREADABLE"));
    }

    private VerifiedCustomer withDocument() {
        VerifiedCustomer who = VerifiedCustomer.register(port);
        who.number("林小满", IdentityCards.next());
        who.handIn("2040-01-01");
        return who;
    }
}
