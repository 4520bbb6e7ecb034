package io.xiaohu.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.TestStaff;
import io.xiaohu.testing.Waiting;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Somebody without an account follows their conversation over a real connection. */
@IntegrationTest
class GuestEventsIntegrationTests {

    private static final String EVENTS = "/api/v1/guest-events";

    @LocalServerPort private int port;
    @Autowired private JdbcClient sql;

    private final Queue<String> heard = new ConcurrentLinkedQueue<>();
    private ApiCaller guest = new ApiCaller(0);
    private ApiCaller agent = new ApiCaller(0);
    private String id = "";
    private Stream<String> lines = Stream.empty();

    @BeforeEach
    void aGuestWhoAsked() {
        guest = new ApiCaller(port);
        id = asked(guest);
        agent = TestStaff.signIn(port, "agent");
        agent.post(desk("claim"), "{}");
        listen(guest);
        Waiting.until(() -> told("message") == 1);
    }

    @AfterEach
    void hangUp() {
        lines.close();
    }

    @Test
    void anAnswerIsToldOfAtOnce() {
        reply("请看短信拦截", false);
        Waiting.until(() -> told("message") > 1);
        assertThat(heard).contains("data: {\"conversationId\":\"" + id + "\"}");
    }

    @Test
    void whoComesBackIsToldOfWhatTheyMissed() {
        lines.close();
        reply("请看短信拦截", false);
        heard.clear();
        listen(guest);
        Waiting.until(() -> told("message") == 1);
    }

    @Test
    void anAgentWhoTypesIsSeen() {
        agent.post(desk("typing"), "{}");
        Waiting.until(() -> told("typing") == 1);
    }

    @Test
    void aNoteForStaffIsNotToldOf() {
        reply("这位客人问过三次", true);
        agent.post(desk("typing"), "{}");
        Waiting.until(() -> told("typing") == 1);
        assertThat(told("message")).isEqualTo(1);
    }

    @Test
    void aChangeNobodyWasWokenForIsFound() {
        sql.sql("update support.conversation set staff_read = staff_read + 1 where id = :id")
                .param("id", UUID.fromString(id))
                .update();
        Waiting.until(() -> told("message") > 1);
    }

    @Test
    void whoeverHasNotAskedAnythingFollowsNothing() {
        assertThat(new ApiCaller(port).get(EVENTS).status()).isEqualTo(404);
    }

    @Test
    void anotherGuestHearsNothingOfIt() {
        ApiCaller other = new ApiCaller(port);
        asked(other);
        lines.close();
        heard.clear();
        listen(other);
        Waiting.until(() -> told("message") == 1);
        reply("请看短信拦截", false);
        agent.post(desk("typing"), "{}");
        String third = asked(other);
        Waiting.until(() -> heard.stream().anyMatch(line -> line.contains(third)));
        assertThat(heard).noneMatch(line -> line.contains(id));
    }

    private static String asked(ApiCaller guest) {
        return guest.post("/api/v1/conversations", "{\"topic\":\"CODE\",\"message\":\"没有验证码\"}")
                .json()
                .path("id")
                .asString();
    }

    private String desk(String act) {
        return "/api/v1/desk/conversations/" + id + "/" + act;
    }

    private void reply(String text, boolean internal) {
        ApiCaller.Answer said =
                agent.post(
                        desk("messages"),
                        "{\"clientId\":\"a\",\"text\":\"%s\",\"internal\":%s}"
                                .formatted(text, internal));
        assertThat(said.status()).as(said.text()).isEqualTo(201);
    }

    private void listen(ApiCaller caller) {
        HttpResponse<Stream<String>> response = caller.stream(EVENTS, 0);
        lines = response.body();
        Stream<String> read = lines;
        Thread.ofVirtual()
                .start(() -> {
                    try {
                        read.forEach(heard::add);
                    } catch (UncheckedIOException hungUp) {
                        // Closing the connection ends the reading.
                    }
                });
    }

    private long told(String event) {
        return heard.stream().filter(line -> line.equals("event: " + event)).count();
    }
}
