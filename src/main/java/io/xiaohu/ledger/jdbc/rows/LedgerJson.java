package io.xiaohu.ledger.jdbc.rows;

import io.xiaohu.kernel.Asset;
import io.xiaohu.kernel.Money;
import io.xiaohu.kernel.MoneyState;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.SubjectKind;
import io.xiaohu.kernel.SubjectRef;
import io.xiaohu.ledger.core.CounterUse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the ledger keeps as JSON: a refusal with what its sentence names, so that it can be told
 * again in any language (money and times keep their type), an operation's metadata, and the
 * counters it advanced.
 */
@Component
public class LedgerJson {

    private final JsonMapper json;

    LedgerJson(JsonMapper json) {
        this.json = json;
    }

    public String write(Problem problem) {
        ObjectNode node = json.createObjectNode().put("reason", problem.reason().name());
        write(problem.args(), node.putObject("args"));
        if (!problem.extra().isEmpty()) {
            write(problem.extra(), node.putObject("extra"));
        }
        if (problem.money() != null) {
            node.put("money", problem.money().name());
        }
        if (problem.arrivesBy() != null) {
            node.put("arrivesBy", problem.arrivesBy().toString());
        }
        if (problem.answerBy() != null) {
            node.put("answerBy", problem.answerBy().toString());
        }
        if (problem.subject() != null) {
            node.putObject("subject")
                    .put("kind", problem.subject().kind().name())
                    .put("id", problem.subject().id().toString());
        }
        return node.toString();
    }

    private static void write(Map<String, Object> named, ObjectNode to) {
        named.forEach((name, value) -> {
            switch (value) {
                case Money money ->
                        to.putObject(name)
                                .put("minor", money.minor())
                                .put("asset", money.asset().name());
                case Instant at -> to.putObject(name).put("at", at.toString());
                case Number number -> to.put(name, number.longValue());
                default -> to.put(name, value.toString());
            }
        });
    }

    public Problem read(String text) {
        JsonNode node = json.readTree(text);
        JsonNode subject = node.path("subject");
        return new Problem(
                Reason.valueOf(node.path("reason").asString()),
                values(node.path("args")),
                node.has("money") ? MoneyState.valueOf(node.path("money").asString()) : null,
                node.has("arrivesBy") ? Instant.parse(node.path("arrivesBy").asString()) : null,
                node.has("answerBy") ? Instant.parse(node.path("answerBy").asString()) : null,
                subject.isMissingNode()
                        ? null
                        : new SubjectRef(
                                SubjectKind.valueOf(subject.path("kind").asString()),
                                UUID.fromString(subject.path("id").asString())),
                List.of(),
                values(node.path("extra")));
    }

    private static Map<String, Object> values(JsonNode named) {
        Map<String, Object> values = new HashMap<>();
        named.properties().forEach(each -> values.put(each.getKey(), value(each.getValue())));
        return values;
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

    /** An operation's metadata; null when there is none. */
    public @Nullable String metadata(Map<String, String> metadata) {
        return metadata.isEmpty() ? null : json.writeValueAsString(metadata);
    }

    public Map<String, String> readMetadata(@Nullable String text) {
        Map<String, String> metadata = new HashMap<>();
        if (text != null) {
            json.readTree(text)
                    .properties()
                    .forEach(fact -> metadata.put(fact.getKey(), fact.getValue().asString()));
        }
        return metadata;
    }

    /** The counters an operation advanced; null when there are none. */
    public @Nullable String uses(List<CounterUse> uses) {
        if (uses.isEmpty()) {
            return null;
        }
        ArrayNode all = json.createArrayNode();
        for (CounterUse use : uses) {
            all.addObject()
                    .put("counter", use.key().counter())
                    .put("period", use.key().period())
                    .put("asset", use.key().asset().name())
                    .put("amount", use.amount());
        }
        return all.toString();
    }

    /**
     * @param owner whose counters they are
     */
    public List<CounterUse> readUses(@Nullable String text, UUID owner) {
        List<CounterUse> uses = new ArrayList<>();
        if (text != null) {
            for (JsonNode use : json.readTree(text)) {
                CounterUse.Key key =
                        new CounterUse.Key(
                                owner,
                                use.path("counter").asString(),
                                use.path("period").asString(),
                                Asset.valueOf(use.path("asset").asString()));
                uses.add(new CounterUse(key, use.path("amount").asLong()));
            }
        }
        return uses;
    }
}
