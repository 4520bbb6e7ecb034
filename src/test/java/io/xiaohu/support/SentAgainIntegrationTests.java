package io.xiaohu.support;

import static io.xiaohu.support.TestTalks.mine;
import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.IntegrationTest;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What is sent again because its answer was lost is there once. */
@IntegrationTest
class SentAgainIntegrationTests {

    private static final String CONVERSATIONS = "/api/v1/conversations";
    private static final String QUESTION = "{\"topic\":\"CODE\",\"message\":\"收不到验证码\"}";

    @LocalServerPort private int port;

    private final String key = UUID.randomUUID().toString();

    @Test
    void aGuestWhoOpensAConversationAgainFromElsewhereFindsTheOneThatIsOpen() {
        ApiCaller guest = knownGuest();
        String id = open(guest);
        assertThat(open(guest.from("203.0.113.7"))).isEqualTo(id);
        assertThat(guest.get(CONVERSATIONS).json().path("items").size()).isOne();
        assertThat(guest.get(mine(id)).status()).isEqualTo(200);
    }

    @Test
    void theKeyOfAGuestOpensNothingOfTheirsToAnybodyElse() {
        String id = open(knownGuest());
        for (ApiCaller other : new ApiCaller[] {knownGuest(), new ApiCaller(port)}) {
            assertThat(open(other)).isNotEqualTo(id);
            assertThat(other.get(mine(id)).status()).isEqualTo(404);
        }
    }

    /** As the wallet does it: the cookie is there before something is opened. */
    private ApiCaller knownGuest() {
        ApiCaller guest = new ApiCaller(port);
        assertThat(guest.get(CONVERSATIONS).json().path("items").size()).isZero();
        assertThat(guest.cookie("xiaohu_guest")).isNotEmpty();
        return guest;
    }

    private String open(ApiCaller guest) {
        ApiCaller.Answer answer = guest.post(CONVERSATIONS, QUESTION, key);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json().path("id").asString();
    }
}
