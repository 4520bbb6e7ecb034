package io.xiaohu.testing;

import static org.assertj.core.api.Assertions.assertThat;

import tools.jackson.databind.JsonNode;

/**
 * The hours of conversations in the app. A calendar stays for good and a channel has one, so
 * whoever comes first makes it.
 */
public final class AppHours {

    public static final String CODE = "APP-TEST";

    private static final String CALENDARS = "/api/v1/desk/service-calendars";

    private AppHours() {}

    /**
     * @param rules what a calendar's {@code rules} are over HTTP
     */
    public static void set(ApiCaller staff, String rules) {
        ApiCaller.Answer made =
                staff.post(
                        CALENDARS,
                        "{\"code\":\"%s\",\"channel\":\"APP\",\"rules\":%s,\"reason\":\"a test\"}"
                                .formatted(CODE, rules));
        if (made.code().equals("CALENDAR_EXISTS")) {
            made =
                    staff.put(
                            CALENDARS + "/" + CODE,
                            "{\"rules\":%s,\"version\":%d,\"reason\":\"a test\"}"
                                    .formatted(rules, version(staff)));
        }
        assertThat(made.status()).as(made.text()).isBetween(200, 299);
    }

    private static long version(ApiCaller staff) {
        for (JsonNode one : staff.get(CALENDARS).json().path("items")) {
            if (one.path("code").asString().equals(CODE)) {
                return one.path("version").asLong();
            }
        }
        throw new AssertionError("There is no calendar " + CODE);
    }
}
