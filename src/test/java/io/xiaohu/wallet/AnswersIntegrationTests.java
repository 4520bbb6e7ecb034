package io.xiaohu.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.TestCustomer;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Fields that are always there, whatever they say. */
@IntegrationTest
class AnswersIntegrationTests {

    @LocalServerPort private int port;

    @Test
    void channelsSayWhatTheyAreAndTake() {
        JsonNode sandbox =
                TestCustomer.register(port)
                        .api()
                        .get("/api/v1/payment-channels")
                        .json()
                        .path("items")
                        .path(0);
        assertThat(sandbox.propertyNames()).contains("health", "notice", "limits", "fee");
        assertThat(sandbox.path("limits").path("max").path("amount").asString())
                .isEqualTo("50000.00");
    }

    @Test
    void theDemoOutboxNamesWhoATextWasFor() {
        TestCustomer chen = TestCustomer.register(port);
        JsonNode text =
                new ApiCaller(port)
                        .get("/demo/outbox?to=" + chen.phone())
                        .json()
                        .path("items")
                        .path(0);
        assertThat(text.propertyNames()).contains("to", "kind", "text", "at");
        assertThat(text.path("to").asString()).isEqualTo("+86" + chen.phone());
    }
}
