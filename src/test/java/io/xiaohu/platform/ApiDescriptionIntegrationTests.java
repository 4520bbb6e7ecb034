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
    void everyBodyAndAnswerHasAnExampleAndEveryRefusalIsAProblem() {
        JsonNode api = new ApiCaller(port).get("/v3/api-docs").json();
        for (JsonNode path : api.path("paths")) {
            path.properties().forEach(call -> exemplified(call.getKey(), call.getValue()));
        }
        JsonNode transfer = api.path("paths").path("/api/v1/transfers").path("post");
        JsonNode body = transfer.at("/requestBody/content/application~1json/example");
        assertThat(body.path("amount").path("amount").asString()).isEqualTo("12.34");
        assertThat(body.path("pin").asString()).isEqualTo("314159");
    }

    private static void exemplified(String method, JsonNode call) {
        String name = call.path("summary").asString();
        JsonNode problem = call.at("/responses/4XX/content/application~1problem+json");
        assertThat(problem.path("schema").path("$ref").asString()).as(name).endsWith("/Problem");
        assertThat(problem.path("example").propertyNames())
                .as(name)
                .contains("code", "title", "detail", "money", "actions", "subject", "traceId");
        for (JsonNode content : call.path("requestBody").path("content")) {
            boolean form = content.toString().contains("binary");
            assertThat(form || content.has("example")).as(name).isTrue();
        }
        boolean takesKey = call.path("parameters").toString().contains("Idempotency-Key");
        assertThat(takesKey).as(name).isEqualTo(!method.equals("get"));
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
