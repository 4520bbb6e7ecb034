package io.xiaohu.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.IntegrationTest;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** The description others build against. */
@IntegrationTest
class ApiDescriptionIntegrationTests {

    @LocalServerPort private int port;

    @Test
    void everyOperationSaysWhatItDoesAndOnlyWhatACallerSends() {
        JsonNode api = new ApiCaller(port).get("/v3/api-docs").json();
        assertThat(api.path("paths").size()).isGreaterThan(45);
        api.path("paths")
                .properties()
                .forEach(path ->
                        path.getValue()
                                .properties()
                                .forEach(operation ->
                                        described(path.getKey(), operation.getValue())));
    }

    @Test
    void moneyIsADecimalStringAndMoneyCallsNeedAKey() {
        JsonNode api = new ApiCaller(port).get("/v3/api-docs").json();
        JsonNode transfer = api.path("paths").path("/api/v1/transfers").path("post");
        assertThat(transfer.path("parameters").toString()).contains("Idempotency-Key");
        JsonNode balance = api.path("components").path("schemas").path("Balance");
        assertThat(balance.path("properties").path("available").toString())
                .contains("amount")
                .doesNotContain("minor");
        assertThat(balance.path("required").toString()).contains("available", "held", "total");
    }

    private static void described(String path, JsonNode operation) {
        assertThat(operation.path("summary").asString("")).as(path).isNotBlank();
        assertThat(operation.path("description").asString("")).as(path).isNotBlank();
        for (JsonNode parameter : operation.path("parameters")) {
            assertThat(parameter.path("name").asString())
                    .as(path)
                    .isNotIn("me", "who", "caller", "request", "locale");
        }
    }
}
