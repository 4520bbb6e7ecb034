package io.xiaohu.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xiaohu.kernel.Keyring;
import io.xiaohu.kernel.Phone;
import io.xiaohu.notification.DeliveryStep.State;
import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.TestCustomer;
import io.xiaohu.testing.TestTexts;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A text on its way out of the database. */
@IntegrationTest
class TextDeliveryIntegrationTests {

    @LocalServerPort private int port;
    @Autowired private OutgoingTexts texts;
    @Autowired private JdbcClient sql;
    @Autowired private Keyring keyring;
    @Autowired private TransactionTemplate transactions;

    @Test
    void aTextIsSealedThenHandedOverThenErased() {
        Phone phone = Phone.parse(TestCustomer.newPhone());
        UUID[] id = new UUID[1];
        transactions.executeWithoutResult(status -> {
            id[0] = texts.send(phone, TestTexts.free("NOTE", "请查收"));
            byte[] sealed = content(id[0]);
            assertThat(new String(sealed, java.nio.charset.StandardCharsets.UTF_8))
                    .doesNotContain("请查收");
            byte[] elsewhere =
                    UUID.randomUUID().toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
            assertThatThrownBy(() -> keyring.open(Keyring.Purpose.OUTGOING_TEXT, sealed, elsewhere))
                    .isInstanceOf(IllegalStateException.class);
        });
        String outbox = new ApiCaller(port).get("/demo/outbox?to=" + phone.e164()).text();
        assertThat(outbox).contains("请查收");
        assertThat(content(id[0])).isEmpty();
        assertThat(texts.trace(id[0]).stream().map(DeliveryStep::state))
                .containsExactly(State.ASKED, State.ACCEPTED, State.DELIVERED);
    }

    @Test
    void inTheDemoACallIsReadInTheOutbox() {
        Phone phone = Phone.parse(TestCustomer.newPhone());
        assertThat(texts.canCall()).isTrue();
        UUID id = texts.call(phone, TestTexts.free("NOTE", "请接听"));
        assertThat(new ApiCaller(port).get("/demo/outbox?to=" + phone.e164()).text())
                .contains("请接听");
        assertThat(texts.trace(id).getLast().textKey()).isEqualTo("call.DELIVERED");
    }

    @Test
    void aTextOfARolledBackCallIsNeverSent() {
        Phone phone = Phone.parse(TestCustomer.newPhone());
        transactions.executeWithoutResult(status -> {
            texts.send(phone, TestTexts.free("NOTE", "不会发出"));
            status.setRollbackOnly();
        });
        assertThat(new ApiCaller(port).get("/demo/outbox?to=" + phone.e164()).text())
                .doesNotContain("不会发出");
    }

    @Test
    void theOutboxIsReadUnderAnySpellingOfThePhone() {
        String number = TestCustomer.newPhone();
        texts.send(Phone.parse(number), TestTexts.free("NOTE", "到了"));
        ApiCaller anyone = new ApiCaller(port);
        String spaced = number.substring(0, 3) + "%20" + number.substring(3);
        for (String to : new String[] {number, "%2B86" + number, "+86" + number, spaced}) {
            assertThat(anyone.get("/demo/outbox?to=" + to).text()).as(to).contains("到了");
        }
        assertThat(anyone.get("/demo/outbox?to=nobody@example.com").text()).contains("items");
        assertThat(anyone.get("/demo/outbox").status()).isEqualTo(400);
        assertThat(anyone.get("/demo/outbox?to=x").status()).isEqualTo(400);
    }

    private byte[] content(UUID id) {
        return sql.sql(
                        "select coalesce(content, '') from notification.outgoing_text where id ="
                                + " :id")
                .param("id", id)
                .query(byte[].class)
                .single();
    }
}
