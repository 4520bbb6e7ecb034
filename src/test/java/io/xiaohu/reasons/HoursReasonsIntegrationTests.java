package io.xiaohu.reasons;

import static io.xiaohu.kernel.MoneyState.NOT_TAKEN;
import static io.xiaohu.reasons.Occasion.answered;
import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.kernel.Act;
import io.xiaohu.kernel.Reason;
import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.TestStaff;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;

/** What a supervisor who changes service hours is told. */
@IntegrationTest
class HoursReasonsIntegrationTests extends Occasions {

    private static final String CALENDARS = "/api/v1/desk/service-calendars";
    private static final String CODE = "TEST-REASONS";
    private static final String REGION = "TR";
    private static final String RULES =
            """
            {"zone":"Asia/Shanghai","labelZh":"测试","labelEn":"Test",\
            "week":[[],[],[],[],[],[],[]]}\
            """;

    @SuppressWarnings("NullAway.Init")
    private ApiCaller supervisor;

    private long version;

    @BeforeAll
    void aCalendar() {
        supervisor = TestStaff.signIn(port, "supervisor");
        ApiCaller.Answer added = add();
        assertThat(added.status()).as(added.text()).isEqualTo(201);
        version = added.json().path("version").asLong();
    }

    @Override
    List<Occasion> occasions() {
        return List.of(
                answered(Reason.CALENDAR_EXISTS, 409, NOT_TAKEN, Act.CORRECT_INPUT)
                        .when(language -> {
                            supervisor.speaking(language);
                            return Occasion.Told.by(add());
                        }),
                answered(Reason.CALENDAR_CHANGED, 409, NOT_TAKEN, Act.TRY_AGAIN)
                        .when(language -> {
                            long seen = version;
                            version = change(seen).json().path("version").asLong();
                            supervisor.speaking(language);
                            return Occasion.Told.by(change(seen));
                        }),
                answered(Reason.CALENDAR_FILE_INVALID, 422, NOT_TAKEN, Act.CORRECT_INPUT)
                        .when(language ->
                                Occasion.Told.by(
                                        supervisor
                                                .speaking(language)
                                                .form(
                                                        CALENDARS + "/" + CODE + "/imports",
                                                        Map.of("file", text("no calendar")),
                                                        Map.of()))),
                answered(Reason.PEAK_TOO_LATE, 422, NOT_TAKEN, Act.CORRECT_INPUT)
                        .when(language -> {
                            supervisor.speaking(language);
                            return Occasion.Told.by(announcePeak(Instant.now().minusSeconds(1)));
                        }));
    }

    private ApiCaller.Answer add() {
        return supervisor.post(
                CALENDARS,
                "{\"code\":\"%s\",\"region\":\"%s\",\"rules\":%s,\"reason\":\"a new market\"}"
                        .formatted(CODE, REGION, RULES));
    }

    private ApiCaller.Answer change(long seen) {
        return supervisor.put(
                CALENDARS + "/" + CODE,
                "{\"rules\":%s,\"version\":%d,\"reason\":\"fewer people\"}".formatted(RULES, seen));
    }

    private ApiCaller.Answer announcePeak(Instant starts) {
        return supervisor.post(
                "/api/v1/desk/service-peaks",
                """
                {"region":"%s","startsAt":"%s","endsAt":"%s","answerWithinSeconds":600,\
                "textZh":"咨询较多。","textEn":"Many ask."}\
                """
                        .formatted(REGION, starts, starts.plus(Duration.ofHours(2))));
    }

    private static byte[] text(String content) {
        return content.getBytes(StandardCharsets.UTF_8);
    }
}
