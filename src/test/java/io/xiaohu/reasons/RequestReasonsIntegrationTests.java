package io.xiaohu.reasons;

import static io.xiaohu.kernel.MoneyState.NOT_TAKEN;
import static io.xiaohu.reasons.Occasion.answered;

import io.xiaohu.kernel.Act;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.SubjectKind;
import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.TestCustomer;
import io.xiaohu.testing.TestStaff;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;

/** What is wrong with a call before anything is looked at: its form, its caller, how many come. */
@IntegrationTest
class RequestReasonsIntegrationTests extends Occasions {

    private static final String TOP_UPS = "/api/v1/top-ups";

    @SuppressWarnings("NullAway.Init")
    private TestCustomer chen;

    @BeforeAll
    void somebodyWithMoney() {
        chen = TestCustomer.register(port, "陈晓宁").withPin().withMoney("100.00");
    }

    @Override
    List<Occasion> occasions() {
        return List.of(
                wrongTopUp(Reason.BAD_INPUT, "{\"channel\":\"sandbox\"}"),
                wrongTopUp(Reason.AMOUNT_INVALID, Calls.topUp("sandbox", "1.234")),
                wrongTopUp(Reason.AMOUNT_INVALID, Calls.topUp("sandbox", "0.00")),
                wrongTopUp(
                        Reason.ASSET_NOT_SUPPORTED,
                        Calls.topUp("sandbox", "1.00").replace("CNY", "USDC")),
                answered(Reason.PHONE_INVALID, 400, NOT_TAKEN, Act.CORRECT_INPUT)
                        .when(language -> code(language, "12345")),
                answered(Reason.PHONE_NOT_SUPPORTED, 400, NOT_TAKEN, Act.CORRECT_INPUT)
                        .when(language -> code(language, "4008108888")),
                answered(Reason.DESTINATION_INVALID, 400, NOT_TAKEN, Act.CORRECT_INPUT)
                        .of(() -> chen)
                        .when(language ->
                                post(
                                        "/api/v1/withdrawals",
                                        Calls.withdrawal("sandbox", "1.00")
                                                .replace(Calls.CARD, "6222020000000000001"))),
                answered(Reason.IDEMPOTENCY_KEY_REQUIRED, 400, NOT_TAKEN, Act.CORRECT_INPUT)
                        .of(() -> chen)
                        .when(language ->
                                Occasion.Told.by(
                                        chen.api()
                                                .post(
                                                        TOP_UPS,
                                                        Calls.topUp("sandbox", "1.00"),
                                                        null))),
                answered(Reason.IDEMPOTENCY_CONFLICT, 409, NOT_TAKEN, Act.BILLS)
                        .about(SubjectKind.TOP_UP)
                        .of(() -> chen, "1.00", "0.00")
                        .when(this::sameKeyOtherContent),
                answered(Reason.NOT_FOUND, 404, NOT_TAKEN, Act.BILLS)
                        .when(language -> get("/api/v1/movements/" + UUID.randomUUID(), language)),
                answered(Reason.METHOD_NOT_ALLOWED, 405, NOT_TAKEN, Act.CORRECT_INPUT)
                        .of(() -> chen)
                        .when(language ->
                                Occasion.Told.by(chen.api().change("PATCH", TOP_UPS, "{}", "key"))),
                answered(Reason.NOT_ACCEPTABLE, 406, NOT_TAKEN, Act.CORRECT_INPUT)
                        .when(language ->
                                Occasion.Told.by(
                                        guest(language)
                                                .with("Accept", "image/png")
                                                .get("/api/v1/service-hours"))),
                answered(Reason.BODY_TOO_LARGE, 413, NOT_TAKEN, Act.CORRECT_INPUT)
                        .of(() -> chen)
                        .when(language -> post(TOP_UPS, "{\"x\":\"" + "a".repeat(70_000) + "\"}")),
                answered(Reason.MEDIA_TYPE_NOT_SUPPORTED, 415, NOT_TAKEN, Act.CORRECT_INPUT)
                        .when(language ->
                                Occasion.Told.by(
                                        guest(language)
                                                .with("Content-Type", "text/plain")
                                                .post("/api/v1/trust/check", "words"))),
                answered(Reason.TOO_MANY_REQUESTS, 429, NOT_TAKEN, Act.TRY_AGAIN)
                        .when(this::tooMany),
                answered(Reason.UNAVAILABLE, 503, NOT_TAKEN, Act.TRY_AGAIN, Act.CONTACT_SUPPORT)
                        .of(() -> chen)
                        .about(SubjectKind.WITHDRAWAL)
                        .when(language -> whileNothingMayLeave()),
                answered(Reason.NOT_SIGNED_IN, 401, NOT_TAKEN, Act.SIGN_IN)
                        .when(language ->
                                Occasion.Told.by(guest(language).get("/api/v1/balances"))),
                answered(Reason.NOT_ALLOWED, 403, NOT_TAKEN, Act.CONTACT_SUPPORT)
                        .when(language ->
                                Occasion.Told.by(
                                        TestStaff.signIn(port, "agent")
                                                .speaking(language)
                                                .get("/api/v1/desk/sandbox"))),
                answered(Reason.CSRF_TOKEN_WRONG, 403, NOT_TAKEN, Act.TRY_AGAIN)
                        .when(this::withoutToken),
                answered(Reason.FOREIGN_ORIGIN, 403, NOT_TAKEN, Act.SIGN_IN)
                        .when(language ->
                                Occasion.Told.by(
                                        guest(language)
                                                .with("Origin", "https://evil.example")
                                                .post("/api/v1/codes", "{}"))),
                answered(Reason.FILE_TYPE_REFUSED, 422, NOT_TAKEN, Act.CORRECT_INPUT)
                        .of(() -> chen)
                        .when(language -> file("<script>".getBytes(StandardCharsets.UTF_8))),
                answered(Reason.FILE_TOO_LARGE, 413, NOT_TAKEN, Act.CORRECT_INPUT)
                        .of(() -> chen)
                        .when(language -> file(new byte[10 * 1024 * 1024 + 1])));
    }

    private Occasion wrongTopUp(Reason reason, String body) {
        return answered(reason, 400, NOT_TAKEN, Act.CORRECT_INPUT)
                .of(() -> chen)
                .when(language -> post(TOP_UPS, body));
    }

    private Occasion.Told sameKeyOtherContent(String language) {
        String key = UUID.randomUUID().toString();
        chen.api().post(TOP_UPS, Calls.topUp("sandbox", "1.00"), key);
        return Occasion.Told.by(chen.api().post(TOP_UPS, Calls.topUp("sandbox", "2.00"), key));
    }

    private Occasion.Told tooMany(String language) {
        ApiCaller caller = guest(language).from("203.0.113.201");
        ApiCaller.Answer last = caller.get("/api/v1/trust/check?value=x");
        for (int i = 0; i < 1_000 && last.status() != 429; i++) {
            last = caller.get("/api/v1/trust/check?value=x");
        }
        return Occasion.Told.by(last);
    }

    /** As after a start on a backup, until two people have reconciled it. */
    private Occasion.Told whileNothingMayLeave() {
        sql.sql("insert into ledger.gate (reason) values ('a test')").update();
        try {
            return post("/api/v1/withdrawals", Calls.withdrawal("sandbox", "1.00"));
        } finally {
            sql.sql("delete from ledger.gate").update();
        }
    }

    private Occasion.Told withoutToken(String language) {
        ApiCaller elsewhere = guest(language);
        Calls.signIn(elsewhere, chen.phone(), TestCustomer.PASSWORD);
        return Occasion.Told.by(
                elsewhere.withoutCsrfToken().put("/api/v1/me/payment-pin", Calls.pin("271828")));
    }

    private Occasion.Told code(String language, String phone) {
        return Occasion.Told.by(Calls.askCode(guest(language), phone, "REGISTER"));
    }

    private Occasion.Told file(byte[] content) {
        return Occasion.Told.by(chen.api().upload("/api/v1/attachments", "shot.png", content));
    }

    private Occasion.Told post(String path, String body) {
        return Occasion.Told.by(chen.api().post(path, body));
    }

    private Occasion.Told get(String path, String language) {
        ApiCaller.Answer answer = chen.api().speaking(language).get(path);
        chen.api().speaking("en");
        return Occasion.Told.by(answer);
    }

    private ApiCaller guest(String language) {
        return new ApiCaller(port).speaking(language);
    }
}
