package io.xiaohu.support;

import static io.xiaohu.support.TestTalks.desk;
import static io.xiaohu.support.TestTalks.line;
import static io.xiaohu.support.TestTalks.mine;
import static io.xiaohu.support.TestTalks.opened;
import static io.xiaohu.support.TestTalks.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.TestCustomer;
import io.xiaohu.testing.TestStaff;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What is sent again because its answer was lost is there once, and what is new is not lost. */
@IntegrationTest
class SentAgainIntegrationTests {

    private static final String CONVERSATIONS = "/api/v1/conversations";
    private static final String QUESTION = "{\"topic\":\"CODE\",\"message\":\"收不到验证码\"}";
    private static final String NOTE = "{\"clientId\":\"%s\",\"text\":\"%s\",\"internal\":true}";

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

    @Test
    void aCustomersLineIsThereOnceAndOtherWordsUnderItsIdAreRefused() {
        TestCustomer chen = TestCustomer.register(port);
        String id = opened(chen, "你好");
        ApiCaller.Answer first = chen.api().post(mine(id), line("c", "转错了人"));
        ApiCaller.Answer again = chen.api().post(mine(id), line("c", " 转错了人 "));
        assertThat(again.status()).as(again.text()).isEqualTo(201);
        assertThat(again.json().path("seq")).isEqualTo(first.json().path("seq"));
        assertThat(chen.api().post(mine(id), line("c", "转错了两次")).code())
                .isEqualTo("IDEMPOTENCY_CONFLICT");
        assertThat(texts(chen, id)).containsOnlyOnce("转错了人").doesNotContain("转错了两次");
    }

    @Test
    void otherWordsUnderTheIdOfALineThatWasTakenBackAreRefusedToo() {
        TestCustomer chen = TestCustomer.register(port);
        String id = opened(chen, "你好");
        long seq = chen.api().post(mine(id), line("c", "转错了人")).json().path("seq").asLong();
        chen.api().post(mine(id) + "/" + seq + "/withdraw", "{}");
        assertThat(chen.api().post(mine(id), line("c", "转错了人")).json().path("seq").asLong())
                .isEqualTo(seq);
        assertThat(chen.api().post(mine(id), line("c", "转错了两次")).code())
                .isEqualTo("IDEMPOTENCY_CONFLICT");
    }

    @Test
    void anAgentsAnswerIsThereOnceAndNeitherOtherWordsNorANoteArePassedOffAsIt() {
        TestCustomer chen = TestCustomer.register(port);
        String id = opened(chen, "你好");
        ApiCaller agent = TestStaff.signIn(port, "agent");
        agent.post(desk(id, "claim"), "{}");
        String path = desk(id, "messages");
        assertThat(agent.post(path, NOTE.formatted("n", "客人很急")).status()).isEqualTo(201);
        assertThat(agent.post(path, line("n", "客人很急")).code()).isEqualTo("IDEMPOTENCY_CONFLICT");
        ApiCaller.Answer first = agent.post(path, line("r", "钱没有动"));
        assertThat(agent.post(path, line("r", "钱没有动")).json().path("seq"))
                .isEqualTo(first.json().path("seq"));
        assertThat(agent.post(path, line("r", "钱在路上")).code()).isEqualTo("IDEMPOTENCY_CONFLICT");
        assertThat(agent.post(path, NOTE.formatted("r", "钱没有动")).code())
                .isEqualTo("IDEMPOTENCY_CONFLICT");
        assertThat(texts(chen, id)).containsOnlyOnce("钱没有动").doesNotContain("客人很急", "钱在路上");
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
