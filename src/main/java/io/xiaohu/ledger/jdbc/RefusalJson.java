package io.xiaohu.ledger.jdbc;

import io.xiaohu.kernel.Asset;
import io.xiaohu.kernel.Money;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import java.time.Instant;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A refusal as it is kept: the reason with what its sentence names, so that it can be told again in
 * any language. Money and times keep their type.
 */
@Component
class RefusalJson {

    private final JsonMapper json;

    RefusalJson(JsonMapper json) {
        this.json = json;
    }

    String write(Problem problem) {
        ObjectNode node = json.createObjectNode().put("reason", problem.reason().name());
        ObjectNode args = node.putObject("args");
        problem.args()
                .forEach((name, value) -> {
                    switch (value) {
                        case Money money ->
                                args.putObject(name)
                                        .put("minor", money.minor())
                                        .put("asset", money.asset().name());
                        case Instant at -> args.putObject(name).put("at", at.toString());
                        case Number number -> args.put(name, number.longValue());
                        default -> args.put(name, value.toString());
                    }
                });
        return node.toString();
    }

    Problem read(String text) {
        JsonNode node = json.readTree(text);
        Problem problem = Problem.of(Reason.valueOf(node.path("reason").asString()));
        for (var arg : node.path("args").properties()) {
            problem = problem.with(arg.getKey(), value(arg.getValue()));
        }
        return problem;
    }

    private static Object value(JsonNode node) {
        if (node.has("minor")) {
            Asset asset = Asset.valueOf(node.path("asset").asString());
            return new Money(node.path("minor").asLong(), asset);
        }
        if (node.has("at")) {
            return Instant.parse(node.path("at").asString());
        }
        return node.isNumber() ? node.asLong() : node.asString();
    }
}
