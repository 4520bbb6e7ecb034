package io.xiaohu.support;

import static io.xiaohu.support.TestTalks.desk;
import static io.xiaohu.support.TestTalks.opened;
import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.TestCustomer;
import io.xiaohu.testing.TestStaff;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Where colleagues, and the house, name somebody of the staff. */
@IntegrationTest
class MentionsIntegrationTests {

    @LocalServerPort private int port;

    @Test
    void noneIsLostBehindManyOthers() {
        String id = opened(TestCustomer.register(port), "你好");
        ApiCaller agent = TestStaff.signIn(port, "agent");
        List<String> notes = IntStream.range(0, 51).mapToObj(n -> "@刘洋 第 " + n + " 条").toList();
        notes.forEach(text -> assertThat(note(agent, id, text)).isEqualTo(201));
        ApiCaller supervisor = TestStaff.signIn(port, "supervisor");
        assertThat(supervisor.get("/api/v1/desk/mentions").json().path("items").size())
                .isEqualTo(50);
        assertThat(TestStaff.mentions(supervisor, id)).containsExactlyElementsOf(notes.reversed());
        assertThat(supervisor.get("/api/v1/desk/mentions?cursor=tomorrow").status()).isEqualTo(400);
    }

    private static int note(ApiCaller staff, String id, String text) {
        return staff.post(
                        desk(id, "messages"),
                        "{\"clientId\":\"%s\",\"text\":\"%s\",\"internal\":true}"
                                .formatted(text, text))
                .status();
    }
}
