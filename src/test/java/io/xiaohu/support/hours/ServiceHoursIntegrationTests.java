package io.xiaohu.support.hours;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.audit.AuditTrail;
import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.AtOnce;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.TestCustomer;
import io.xiaohu.testing.TestStaff;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Hours, asked for over the socket and changed at the desk. */
@IntegrationTest
class ServiceHoursIntegrationTests {

    private static final String CALENDARS = "/api/v1/desk/service-calendars";
    private static final String PEAKS = "/api/v1/desk/service-peaks";

    @LocalServerPort private int port;
    @Autowired private AuditTrail audit;
    @Autowired private JdbcClient sql;

    @ParameterizedTest
    @CsvSource({
        // As shipped: around the clock, unless another calendar applies
        ", , 2026-11-22T03:00:00+08:00, true, , ",
        "CN, , 2026-10-01T03:00:00+08:00, true, , ",
        "HK-MO, , 2026-11-23T03:00:00+08:00, false, 2026-11-23T00:00:00Z, ",
        "HK-MO, , 2026-11-24T01:00:00+08:00, true, , 2026-11-23T18:00:00Z",
        "OTHER, , 2026-11-23T10:00:00+08:00, true, , 2026-11-23T10:00:00Z",
        "other, , 2026-11-22T10:00:00+08:00, false, 2026-11-23T01:00:00Z, ",
        // A region without a calendar of its own is elsewhere; an unknown channel is any
        "US, , 2026-11-22T10:00:00+08:00, false, 2026-11-23T01:00:00Z, ",
        "OTHER, PIGEON, 2026-11-23T10:00:00+08:00, true, , 2026-11-23T10:00:00Z",
        // Mainland holidays and the make-up day before them
        "OTHER, , 2026-10-01T10:00:00+08:00, false, 2026-10-08T01:00:00Z, ",
        "OTHER, , 2026-10-10T10:00:00+08:00, true, , 2026-10-10T10:00:00Z",
        "OTHER, , 2026-09-20T10:00:00+08:00, true, , 2026-09-20T10:00:00Z",
    })
    void anyMomentHasItsAnswer(
            @Nullable String region,
            @Nullable String channel,
            String at,
            boolean open,
            @Nullable String opens,
            @Nullable String closes) {
        JsonNode told = told(region, channel, at);
        assertThat(told.path("open").asBoolean()).isEqualTo(open);
        assertThat(told.path("opensAt").asString("")).isEqualTo(opens == null ? "" : opens);
        assertThat(told.path("closesAt").asString("")).isEqualTo(closes == null ? "" : closes);
        assertThat(told.has("opensAt") && told.has("closesAt") && told.has("expectedWaitSeconds"))
                .isTrue();
    }

    @Test
    void aHolidayIsAnnouncedBeforeItAndAWaitOfAnotherDayIsNotMadeUp() {
        JsonNode before = told("OTHER", null, "2026-09-29T10:00:00+08:00");
        assertThat(before.path("notice").asString()).isEqualTo("国庆节：10月1日至10月7日休息");
        assertThat(before.path("expectedWaitSeconds").isNull()).isTrue();
        assertThat(before.path("waitReason").asString()).isNotBlank();
        JsonNode closed = told("OTHER", null, "2026-10-03T10:00:00+08:00");
        assertThat(closed.path("expectedWaitSeconds").isNull()).isTrue();
        assertThat(closed.path("waitReason").asString()).contains("10月8日 09:00");
        assertThat(closed.path("today").asString()).isEqualTo("休息");
        JsonNode english =
                new ApiCaller(port)
                        .speaking("en")
                        .get("/api/v1/service-hours?region=OTHER&at=2026-09-29T10:00:00%2B08:00")
                        .json();
        assertThat(english.path("notice").asString())
                .isEqualTo("National Day: closed 1 Oct to 7 Oct");
        assertThat(english.path("hours").asString()).isEqualTo("weekdays 09:00–18:00");
    }

    @Test
    void aCalendarIsAddedChangedAndKeptWithWhoAndWhy() {
        ApiCaller supervisor = TestStaff.signIn(port, "supervisor");
        ApiCaller.Answer added =
                supervisor.post(
                        CALENDARS,
                        """
                        {"code":"BERLIN","region":"DE","rules":%s,"reason":"a new market"}\
                        """
                                .formatted(rules("Europe/Berlin", "\"22:00-06:00\"", null)));
        assertThat(added.status()).as(added.text()).isEqualTo(201);
        long version = added.json().path("version").asLong();
        // The night on which clocks go back, in both of its hours
        assertThat(open("DE", "2026-10-25T02:30:00+02:00")).isTrue();
        assertThat(open("DE", "2026-10-25T02:30:00+01:00")).isTrue();
        assertThat(open("DE", "2026-10-25T06:00:00+01:00")).isFalse();
        assertThat(month(supervisor, "BERLIN", "2026-10").path(24).path("openSeconds").asLong())
                .isEqualTo(Duration.ofHours(9).toSeconds());
        ApiCaller.Answer changed =
                supervisor.put(
                        CALENDARS + "/BERLIN",
                        "{\"rules\":%s,\"version\":%d,\"reason\":\"fewer people\"}"
                                .formatted(
                                        rules("Europe/Berlin", "\"09:00-12:00\"", null), version));
        assertThat(changed.status()).as(changed.text()).isEqualTo(200);
        assertThat(open("DE", "2026-10-25T02:30:00+02:00")).isFalse();
        assertThat(
                        supervisor
                                .put(
                                        CALENDARS + "/BERLIN",
                                        "{\"rules\":%s,\"version\":%d,\"reason\":\"late\"}"
                                                .formatted(
                                                        rules("Europe/Berlin", "", null), version))
                                .code())
                .isEqualTo("CALENDAR_CHANGED");
        JsonNode history = supervisor.get(CALENDARS + "/BERLIN/changes").json().path("items");
        assertThat(history.path(0).path("what").asString()).isEqualTo("CHANGED");
        assertThat(history.path(0).path("before").asString()).contains("22:00-06:00");
        assertThat(history.path(0).path("after").asString()).contains("09:00-12:00");
        assertThat(history.path(0).path("reason").asString()).isEqualTo("fewer people");
        assertThat(history.path(0).path("by").asString()).isNotBlank();
        assertThat(audit.firstBreak()).isEmpty();
    }

    @Test
    void aChannelInARegionGoesBeforeTheChannelAndTheRegion() {
        ApiCaller admin = TestStaff.signIn(port, "admin");
        add(admin, "TEST-FAX", null, "FAX", "\"01:00-02:00\"");
        add(admin, "TEST-FAX-FJ", "FJ", "FAX", "\"03:00-04:00\"");
        add(admin, "TEST-FJ", "FJ", null, "\"05:00-06:00\"");
        assertThat(hours("FJ", "FAX")).isEqualTo("每天 03:00–04:00");
        assertThat(hours(null, "FAX")).isEqualTo("每天 01:00–02:00");
        assertThat(hours("CN", "FAX")).isEqualTo("每天 01:00–02:00");
        assertThat(hours("FJ", null)).isEqualTo("每天 05:00–06:00");
        assertThat(hours("FJ", "PIGEON")).isEqualTo("每天 05:00–06:00");
        assertThat(hours(null, "PIGEON")).isEqualTo("每天 00:00–24:00");
        assertThat(
                        admin.post(
                                        CALENDARS,
                                        "{\"code\":\"AGAIN\",\"channel\":\"FAX\",\"rules\":%s,\"reason\":\"x\"}"
                                                .formatted(rules("Asia/Tokyo", "", null)))
                                .code())
                .isEqualTo("CALENDAR_EXISTS");
    }

    @Test
    void oneDateIsSetAndTakenBackAndOfManyAtOnceOneWins() {
        ApiCaller admin = TestStaff.signIn(port, "admin");
        add(admin, "TEST-DAY", "TD", null, "\"09:00-18:00\"");
        String day = CALENDARS + "/TEST-DAY/days/2028-02-29";
        List<Integer> answers =
                AtOnce.times(
                        5, n -> admin.put(day, closed(version(admin, "TEST-DAY", 2))).status());
        assertThat(answers).containsOnlyOnce(200);
        assertThat(open("TD", "2028-02-29T10:00:00+08:00")).isFalse();
        admin.put(
                day,
                "{\"rule\":\"WEEK\",\"version\":%d,\"reason\":\"after all\"}"
                        .formatted(version(admin, "TEST-DAY", 0)));
        assertThat(open("TD", "2028-02-29T10:00:00+08:00")).isTrue();
        for (String bad :
                List.of(
                        "{\"rule\":\"SHIFTS\",\"shifts\":[\"9-18\"],\"version\":%d,\"reason\":\"x\"}",
                        "{\"rule\":\"SHIFTS\",\"version\":%d,\"reason\":\"x\"}",
                        "{\"rule\":\"LIKE\",\"version\":%d,\"reason\":\"x\"}",
                        "{\"rule\":\"SHIFTS\",\"shifts\":[\"09:00-12:00\",\"11:00-13:00\"],\"version\":%d,\"reason\":\"x\"}",
                        "{\"rule\":\"CLOSED\",\"version\":%d,\"reason\":\" \"}")) {
            ApiCaller.Answer refused = admin.put(day, bad.formatted(version(admin, "TEST-DAY", 0)));
            assertThat(refused.status()).as(bad).isEqualTo(400);
        }
    }

    @Test
    void holidaysAreImportedFromAFileAfterSayingWhatChanges() {
        ApiCaller supervisor = TestStaff.signIn(port, "supervisor");
        byte[] file = ics().getBytes(StandardCharsets.UTF_8);
        String path = CALENDARS + "/CN-HOLIDAYS/imports";
        ApiCaller.Answer preview =
                supervisor.form(path, Map.of("file", file), Map.of("likeWeekday", "5"));
        assertThat(preview.status()).as(preview.text()).isEqualTo(200);
        assertThat(preview.json().path("applied").asBoolean()).isFalse();
        assertThat(preview.json().path("changes").size()).isEqualTo(4);
        assertThat(preview.json().path("same").asInt()).isEqualTo(1);
        assertThat(preview.json().path("skipped").asInt()).isEqualTo(3);
        assertThat(open("OTHER", "2028-05-01T10:00:00+08:00")).isTrue();
        ApiCaller.Answer applied =
                supervisor.form(
                        path,
                        Map.of("file", file),
                        Map.of(
                                "likeWeekday", "5",
                                "apply", "true",
                                "version", "" + version(supervisor, "CN-HOLIDAYS", 0),
                                "reason", "published"));
        assertThat(applied.status()).as(applied.text()).isEqualTo(200);
        assertThat(applied.json().path("calendar").path("knownUntil").asString())
                .isEqualTo("2028-12-31");
        assertThat(open("OTHER", "2028-05-01T10:00:00+08:00")).isFalse();
        assertThat(open("OTHER", "2028-05-03T10:00:00+08:00")).isFalse();
        assertThat(open("OTHER", "2028-05-04T10:00:00+08:00")).isTrue();
        assertThat(open("OTHER", "2028-05-06T10:00:00+08:00")).isTrue();
        for (String bad : List.of("", "x", "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")) {
            byte[] content = bad.isEmpty() ? new byte[] {0} : bad.getBytes(StandardCharsets.UTF_8);
            assertThat(supervisor.form(path, Map.of("file", content), Map.of()).code())
                    .isEqualTo("CALENDAR_FILE_INVALID");
        }
    }

    @Test
    void aPeakIsPublishedBeforeItStartsAndItsWaitIsPromised() {
        ApiCaller admin = TestStaff.signIn(port, "admin");
        add(admin, "TEST-PEAK", "PK", null, "\"00:00-24:00\"");
        Instant starts = Instant.now().truncatedTo(ChronoUnit.SECONDS).plus(Duration.ofHours(5));
        Instant ends = starts.plus(Duration.ofHours(2));
        ApiCaller.Answer announced = admin.post(PEAKS, peak("PK", starts, ends));
        assertThat(announced.status()).as(announced.text()).isEqualTo(201);
        JsonNode now = caller().get("/api/v1/service-hours?region=PK").json();
        assertThat(now.path("notices").path(0).path("kind").asString()).isEqualTo("PEAK_COMING");
        assertThat(now.path("notice").asString()).contains("双十一").contains("10 分钟");
        JsonNode during = told("PK", null, starts.plusSeconds(60).toString());
        assertThat(during.path("notices").path(0).path("kind").asString()).isEqualTo("PEAK");
        assertThat(during.path("expectedWaitSeconds").asLong()).isEqualTo(600);
        assertThat(told("PK", null, ends.toString()).path("expectedWaitSeconds").isNull()).isTrue();
        assertThat(told("CN", null, starts.plusSeconds(60).toString()).toString())
                .doesNotContain("双十一");
        assertThat(admin.post(PEAKS, peak("PK", Instant.now().minusSeconds(1), ends)).code())
                .isEqualTo("PEAK_TOO_LATE");
        assertThat(admin.post(PEAKS, peak("PK", starts, starts)).code()).isEqualTo("BAD_INPUT");
        String id = announced.json().path("id").asString();
        assertThat(admin.delete(PEAKS + "/" + id).status()).isEqualTo(204);
        assertThat(admin.delete(PEAKS + "/" + id).status()).isEqualTo(404);
        assertThat(told("PK", null, starts.plusSeconds(60).toString()).toString())
                .doesNotContain("双十一");
    }

    @Test
    void onlySupervisorsAndAdminsChangeHoursAndTheServersRoleCannotRewriteHistory() {
        ApiCaller agent = TestStaff.signIn(port, "agent");
        assertThat(agent.get(CALENDARS).status()).isEqualTo(200);
        assertThat(
                        agent.put(
                                        CALENDARS + "/CN-HOLIDAYS/days/2027-01-01",
                                        closed(version(agent, "CN-HOLIDAYS", 0)))
                                .code())
                .isEqualTo("NOT_ALLOWED");
        assertThat(agent.post(PEAKS, peak("CN", Instant.MAX, Instant.MAX)).status())
                .isBetween(400, 403);
        assertThat(TestStaff.signIn(port, "finance").get(CALENDARS).status()).isEqualTo(403);
        assertThat(TestCustomer.register(port).api().get(CALENDARS).status()).isEqualTo(401);
        for (String table : List.of("service_calendar_change", "service_peak")) {
            for (String what : List.of("update", "delete", "truncate")) {
                assertThat(
                                sql.sql("select has_table_privilege('xiaohu_app', :table, :what)")
                                        .param("table", "support." + table)
                                        .param("what", what)
                                        .query(Boolean.class)
                                        .single())
                        .as(table + " " + what)
                        .isFalse();
            }
        }
    }

    private JsonNode told(@Nullable String region, @Nullable String channel, String at) {
        String query =
                "?at="
                        + at.replace("+", "%2B")
                        + (region == null ? "" : "&region=" + region)
                        + (channel == null ? "" : "&channel=" + channel);
        ApiCaller.Answer answer = caller().get("/api/v1/service-hours" + query);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    private ApiCaller caller() {
        return new ApiCaller(port).speaking("zh-CN");
    }

    private boolean open(String region, String at) {
        return told(region, null, at).path("open").asBoolean();
    }

    private String hours(@Nullable String region, @Nullable String channel) {
        return told(region, channel, "2026-11-25T10:00:00+08:00").path("hours").asString();
    }

    private static void add(
            ApiCaller staff,
            String code,
            @Nullable String region,
            @Nullable String channel,
            String shifts) {
        ApiCaller.Answer answer =
                staff.post(
                        CALENDARS,
                        "{\"code\":\"%s\",%s%s\"rules\":%s,\"reason\":\"x\"}"
                                .formatted(
                                        code,
                                        region == null ? "" : "\"region\":\"" + region + "\",",
                                        channel == null ? "" : "\"channel\":\"" + channel + "\",",
                                        rules("Asia/Shanghai", shifts, null)));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    }

    private static long version(ApiCaller staff, String code, long known) {
        if (known > 0) {
            return known;
        }
        for (JsonNode one : staff.get(CALENDARS).json().path("items")) {
            if (one.path("code").asString().equals(code)) {
                return one.path("version").asLong();
            }
        }
        throw new AssertionError("no calendar " + code);
    }

    private static JsonNode month(ApiCaller staff, String code, String month) {
        return staff.get(CALENDARS + "/" + code + "/month?month=" + month).json().path("items");
    }

    private static String rules(String zone, String shifts, @Nullable String observes) {
        String day = "[" + shifts + "]";
        return """
        {"zone":"%s","labelZh":"测试","labelEn":"Test",%s"week":[%s,%s,%s,%s,%s,%s,%s]}\
        """
                .formatted(
                        zone,
                        observes == null ? "" : "\"observes\":\"" + observes + "\",",
                        day,
                        day,
                        day,
                        day,
                        day,
                        day,
                        day);
    }

    private static String closed(long version) {
        return "{\"rule\":\"CLOSED\",\"nameZh\":\"盘点\",\"version\":%d,\"reason\":\"stocktaking\"}"
                .formatted(version);
    }

    private static String peak(String region, Instant starts, Instant ends) {
        return """
        {"region":"%s","startsAt":"%s","endsAt":"%s","answerWithinSeconds":600,
        "textZh":"双十一咨询较多。","textEn":"Many ask about the sales."}\
        """
                .formatted(region, starts, ends);
    }

    private static String ics() {
        return """
        BEGIN:VCALENDAR
        VERSION:2.0
        PRODID:-//test//test//ZH
        BEGIN:VEVENT
        UID:1
        DTSTART;VALUE=DATE:20280501
        DTEND;VALUE=DATE:20280504
        SUMMARY:劳动节（休）
        END:VEVENT
        BEGIN:VEVENT
        UID:2
        DTSTART;VALUE=DATE:20280506
        SUMMARY:劳动节（班）
        END:VEVENT
        BEGIN:VEVENT
        UID:3
        DTSTART;VALUE=DATE:20261001
        SUMMARY:国庆节
        X-APPLE-SPECIAL-DAY:WORK-HOLIDAY
        END:VEVENT
        BEGIN:VEVENT
        UID:4
        DTSTART;VALUE=DATE:20280504
        SUMMARY:青年节
        END:VEVENT
        BEGIN:VEVENT
        UID:5
        DTSTART:20280505T010000Z
        SUMMARY:会议（休）
        END:VEVENT
        BEGIN:VEVENT
        UID:6
        DTSTART;VALUE=DATE:20280507
        RRULE:FREQ=YEARLY
        SUMMARY:每年（休）
        END:VEVENT
        END:VCALENDAR
        """
                .replace("\n", "\r\n");
    }
}
