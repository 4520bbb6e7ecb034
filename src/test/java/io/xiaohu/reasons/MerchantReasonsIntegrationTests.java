package io.xiaohu.reasons;

import static io.xiaohu.kernel.MoneyState.NOT_TAKEN;
import static io.xiaohu.reasons.Occasion.answered;

import io.xiaohu.kernel.Act;
import io.xiaohu.kernel.ConsoleCommand;
import io.xiaohu.kernel.Reason;
import io.xiaohu.payment.TestMerchant;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.TestCustomer;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.beans.factory.annotation.Autowired;

/** What a merchant's server is told. Why a pay code does not pay is the buyer's affair. */
@IntegrationTest
class MerchantReasonsIntegrationTests extends Occasions {

    private static final String BODY =
            "{\"orderNumber\":\"%s\",\"amount\":{\"amount\":\"1.00\",\"asset\":\"CNY\"},\"subject\":\"Tea\"}";

    @Autowired private List<ConsoleCommand> commands = List.of();

    @SuppressWarnings("NullAway.Init")
    private TestMerchant shop;

    @SuppressWarnings("NullAway.Init")
    private TestCustomer chen;

    @BeforeAll
    void aShopAndABuyer() {
        shop = TestMerchant.open(port, commands, "Tea " + UUID.randomUUID());
        chen = TestCustomer.register(port, "陈晓宁").withPin().withMoney("100.00");
    }

    @Override
    List<Occasion> occasions() {
        return List.of(
                refused(Reason.NOT_PAID, 409, Act.TRY_AGAIN)
                        .when(language -> {
                            String number = number();
                            shop.order(number, "1.00");
                            return by(shop.speaking(language).refund(number, "r1", "1.00"));
                        }),
                refused(Reason.PAY_CODE_INVALID, 422, Act.TRY_AGAIN)
                        .when(language ->
                                by(
                                        shop.speaking(language)
                                                .charge(number(), "1.00", "280000000000000000"))),
                refused(Reason.PAY_CODE_REFUSED, 422, Act.TRY_AGAIN)
                        .when(language ->
                                by(shop.speaking(language).charge(number(), "100.01", payCode()))),
                refused(Reason.SIGNATURE_WRONG, 401, Act.CORRECT_INPUT)
                        .when(language -> {
                            String body = BODY.formatted(number());
                            shop.at = Instant.now();
                            shop.nonce = number();
                            return by(
                                    shop.speaking(language)
                                            .send("POST", TestMerchant.ORDERS, body, "other"));
                        }),
                refused(Reason.SIGNATURE_STALE, 401, Act.TRY_AGAIN)
                        .when(language -> {
                            String body = BODY.formatted(number());
                            shop.at = Instant.now().minusSeconds(301);
                            shop.nonce = number();
                            return by(
                                    shop.speaking(language)
                                            .send("POST", TestMerchant.ORDERS, body, body));
                        }),
                refused(Reason.REQUEST_REPLAYED, 409, Act.CORRECT_INPUT)
                        .when(language -> {
                            String body = BODY.formatted(number());
                            shop.speaking(language).post(TestMerchant.ORDERS, body);
                            return by(shop.send("POST", TestMerchant.ORDERS, body, body));
                        }));
    }

    /** Nothing of the buyer's moves. */
    private Occasion refused(Reason reason, int status, Act act) {
        return answered(reason, status, NOT_TAKEN, act).of(() -> chen);
    }

    private static Occasion.Told by(TestMerchant.Answer answer) {
        return new Occasion.Told(answer.status(), answer.json());
    }

    private static String number() {
        return "order-" + UUID.randomUUID();
    }

    private String payCode() {
        return chen.api()
                .post("/api/v1/me/pay-codes", Calls.pin(TestCustomer.PIN))
                .json()
                .path("code")
                .asString();
    }
}
