package io.xiaohu.reasons;

import static io.xiaohu.kernel.MoneyState.CHECKING;
import static io.xiaohu.kernel.MoneyState.NOT_TAKEN;
import static io.xiaohu.kernel.MoneyState.RETURNED;
import static io.xiaohu.kernel.MoneyState.TAKEN_BACK;
import static io.xiaohu.reasons.Occasion.answered;
import static io.xiaohu.reasons.Occasion.told;
import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.funding.Sandbox;
import io.xiaohu.kernel.Act;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.SubjectKind;
import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.TestCustomer;
import io.xiaohu.testing.TestPasskey;
import io.xiaohu.testing.TestStaff;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import tools.jackson.databind.JsonNode;

/** What payment channels and banks do, and what becomes of the money then. */
@IntegrationTest
class ChannelReasonsIntegrationTests extends Occasions {

    private static final String NOTICES = "/api/v1/desk/channels/sandbox-b/notices";

    @SuppressWarnings("NullAway.Init")
    private TestCustomer chen;

    @SuppressWarnings("NullAway.Init")
    private ApiCaller finance;

    @SuppressWarnings("NullAway.Init")
    private ApiCaller supervisor;

    @BeforeAll
    void people() {
        chen = newcomer();
        finance = TestStaff.signIn(port, "finance");
        supervisor = TestStaff.signIn(port, "supervisor");
    }

    @Override
    List<Occasion> occasions() {
        return List.of(
                topUpFails(Reason.CHANNEL_TIMEOUT, "5.01", Act.TRY_AGAIN, Act.CHOOSE_CHANNEL),
                topUpFails(Reason.CHANNEL_DOWN, "5.02", Act.CHOOSE_CHANNEL, Act.TRY_AGAIN),
                topUpFails(Reason.CHANNEL_REJECTED, "5.03", Act.CHOOSE_CHANNEL),
                told(Reason.CHANNEL_NO_ANSWER, CHECKING, Act.BILLS)
                        .about(SubjectKind.TOP_UP)
                        .of(this::newcomer)
                        .when(language -> progress(Calls.topUp(actor(), "sandbox", "5.04"))),
                withdrawalFails(Reason.WITHDRAWAL_TIMEOUT, "5.01"),
                withdrawalFails(Reason.WITHDRAWAL_CHANNEL_DOWN, "5.02"),
                withdrawalFails(Reason.WITHDRAWAL_REJECTED, "5.03"),
                told(Reason.WITHDRAWAL_NO_ANSWER, CHECKING, Act.BILLS)
                        .about(SubjectKind.WITHDRAWAL)
                        .of(this::newcomer, "-5.04", "5.04")
                        .when(language -> progress(Calls.withdraw(actor(), "sandbox", "5.04"))),
                told(Reason.WITHDRAWAL_RETURNED, RETURNED, Act.WITHDRAW)
                        .about(SubjectKind.WITHDRAWAL)
                        .of(() -> chen)
                        .when(language -> sentBack()),
                told(Reason.CHARGED_BACK, TAKEN_BACK, Act.BILLS)
                        .about(SubjectKind.TOP_UP)
                        .of(() -> chen)
                        .when(language -> takenBack()),
                answered(Reason.CHANNEL_NOT_FOUND, 422, NOT_TAKEN, Act.CHOOSE_CHANNEL)
                        .of(() -> chen)
                        .when(language -> topUp("no-such-bank")),
                answered(Reason.CHANNEL_DOWN, 422, NOT_TAKEN, Act.CHOOSE_CHANNEL, Act.TRY_AGAIN)
                        .of(() -> chen)
                        .when(language -> whileTold("EMERGENCY")),
                answered(Reason.MAINTENANCE, 503, NOT_TAKEN, Act.CHOOSE_CHANNEL, Act.TRY_AGAIN)
                        .of(() -> chen)
                        .when(language -> whileTold("PLANNED")),
                answered(Reason.FEE_CHANGED, 409, NOT_TAKEN, Act.TRY_AGAIN)
                        .of(() -> chen)
                        .when(language ->
                                Occasion.Told.by(
                                        chen.api()
                                                .post(
                                                        "/api/v1/top-ups",
                                                        Calls.topUp("sandbox", "5.00")
                                                                .replaceFirst(
                                                                        "\\}$",
                                                                        ",\"fee\":"
                                                                                + Calls.money(
                                                                                        "9.00")
                                                                                + "}")))),
                answered(Reason.CARDS_FULL, 409, NOT_TAKEN, Act.CORRECT_INPUT)
                        .of(this::withTenCards)
                        .when(language -> Occasion.Told.by(bind(actor(), card(10), "{}"))),
                answered(Reason.NOTICE_TOO_LATE, 422, NOT_TAKEN, Act.CORRECT_INPUT)
                        .when(language ->
                                Occasion.Told.by(
                                        TestStaff.signIn(port, "finance")
                                                .speaking(language)
                                                .post(NOTICES, notice("PLANNED", 72)))),
                answered(Reason.NOT_CORRECTABLE, 409, NOT_TAKEN, Act.TRY_AGAIN)
                        .of(() -> chen, "5.00", "0.00")
                        .when(language -> {
                            String in = Calls.id(Calls.topUp(chen, "sandbox", "5.00"));
                            return Occasion.Told.by(
                                    Calls.propose(
                                            TestStaff.signIn(port, "finance").speaking(language),
                                            "RETURN_WITHDRAWAL",
                                            in));
                        }));
    }

    private Occasion topUpFails(Reason reason, String amount, Act... acts) {
        return told(reason, NOT_TAKEN, acts)
                .about(SubjectKind.TOP_UP)
                .of(() -> chen)
                .when(language -> end("top-ups", Calls.topUp(chen, "sandbox", amount), "FAILED"));
    }

    private Occasion withdrawalFails(Reason reason, String amount) {
        return told(reason, RETURNED, Act.WITHDRAW)
                .about(SubjectKind.WITHDRAWAL)
                .of(() -> chen)
                .when(language ->
                        end("withdrawals", Calls.withdraw(chen, "sandbox", amount), "REJECTED"));
    }

    private static Occasion.Told progress(ApiCaller.Answer begun) {
        return Occasion.Told.inside(begun.json().path("progress"));
    }

    private Occasion.Told end(String flows, ApiCaller.Answer begun, String state) {
        String path = "/api/v1/" + flows + "/" + Calls.id(begun);
        JsonNode end = Sandbox.untilState(chen, path, state);
        return Occasion.Told.inside(end.path("failure"));
    }

    private Occasion.Told sentBack() {
        ApiCaller.Answer out = Calls.withdraw(chen, "sandbox", "5.00");
        correct("RETURN_WITHDRAWAL", Calls.id(out));
        return end("withdrawals", out, "RETURNED");
    }

    private Occasion.Told takenBack() {
        ApiCaller.Answer in = Calls.topUp(chen, "sandbox", "5.00");
        correct("CHARGE_BACK", Calls.id(in));
        return end("top-ups", in, "CHARGED_BACK");
    }

    private void correct(String kind, String flow) {
        ApiCaller.Answer proposed = Calls.propose(finance, kind, flow);
        assertThat(Calls.approve(supervisor, proposed).status()).isEqualTo(200);
    }

    private Occasion.Told topUp(String channel) {
        return Occasion.Told.by(Calls.topUp(chen, channel, "5.00"));
    }

    /** Planned maintenance is announced days before; this one has begun. */
    private Occasion.Told whileTold(String kind) {
        UUID id = UUID.randomUUID();
        sql.sql(
                        """
                        insert into funding.channel_notice (
                            id, channel, kind, stops, text_zh, text_en, starts_at, ends_at, made_by,
                            made_at)
                        values (:id, 'sandbox-b', :kind, true, '银行线路中断。',
                            'The bank''s line is cut.', now() - interval '1 minute',
                            now() + interval '1 hour', :id, now())
                        """)
                .param("id", id)
                .param("kind", kind)
                .update();
        try {
            return topUp("sandbox-b");
        } finally {
            finance.delete(NOTICES + "/" + id);
        }
    }

    private static String notice(String kind, int hoursAhead) {
        Instant starts = Instant.now().plus(Duration.ofHours(hoursAhead));
        return """
        {"kind":"%s","stops":true,"textZh":"维护。","textEn":"Maintenance.","startsAt":"%s",\
        "endsAt":"%s"}\
        """
                .formatted(kind, starts, starts.plus(Duration.ofHours(1)));
    }

    private TestCustomer newcomer() {
        return TestCustomer.register(port, "陈晓宁").withPin().withMoney("200.00");
    }

    private TestCustomer withTenCards() {
        TestCustomer full = TestCustomer.register(port);
        TestPasskey passkey = TestPasskey.of(full, port);
        for (int i = 0; i < 10; i++) {
            ApiCaller.Answer asked = bind(full, card(i), "{}");
            assertThat(asked.code()).as(asked.text()).isEqualTo("STEP_UP_NEEDED");
            String proven = passkey.answer(full.api(), asked);
            assertThat(bind(full, card(i), proven).status()).isEqualTo(201);
        }
        return full;
    }

    private static ApiCaller.Answer bind(TestCustomer who, String card, String proven) {
        String rest = proven.equals("{}") ? "}" : "," + proven.substring(1);
        return who.api().post("/api/v1/bank-cards", "{\"number\":\"" + card + "\"" + rest);
    }

    private static String card(int n) {
        return CardNumbers.endingIn("%02d".formatted(n));
    }
}
