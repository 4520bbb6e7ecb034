package io.xiaohu.platform.web;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.xiaohu.kernel.Failure;
import io.xiaohu.kernel.Languages;
import io.xiaohu.kernel.Money;
import io.xiaohu.kernel.MoneyState;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.ProblemTexts;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.SubjectKind;
import io.xiaohu.kernel.SubjectRef;
import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Examples for every body and answer, made from their schemas, and what a problem looks like. */
@Configuration(proxyBeanMethods = false)
class ApiExamples {

    private static final String PROBLEM = "Problem";
    private static final int DEEPEST = 6;
    private static final String ID = "0198c7e2-5b1a-7c3e-9f00-3a1d5e7b9c11";

    /** What a reader would type; a text that is not here shows its own name. */
    private static final Map<String, String> TEXTS =
            Map.ofEntries(
                    Map.entry("phone", "13800137281"),
                    Map.entry("toPhone", "13900137282"),
                    Map.entry("password", "little-fox-in-the-snow"),
                    Map.entry("currentPassword", "little-fox-in-the-snow"),
                    Map.entry("newPassword", "warm-tea-on-a-cold-day"),
                    Map.entry("kind", "UNFREEZE"),
                    Map.entry("evidence", "回拨了登记的手机号，核对了最近两笔交易"),
                    Map.entry("code", "271828"),
                    Map.entry("proof", "271828"),
                    Map.entry("pin", "314159"),
                    Map.entry("currentPin", "314159"),
                    Map.entry("channel", "sandbox"),
                    Map.entry("destination", "4111111111111111"),
                    Map.entry("username", "agent"),
                    Map.entry("clientId", "c-1"),
                    Map.entry("value", "https://xiaohu-wallet.example"),
                    Map.entry("message", "充值没有到账"),
                    Map.entry("text", "您好"),
                    Map.entry("story", "扣了款，没有到账"),
                    Map.entry("note", "已核实"));

    @Bean
    OpenApiCustomizer examplesEverywhere(JsonMapper json) {
        return api -> {
            api.getComponents().addSchemas(PROBLEM, problemSchema());
            Object problem = json.convertValue(problem(), Map.class);
            api.getPaths()
                    .values()
                    .forEach(path ->
                            path.readOperations()
                                    .forEach(operation -> complete(operation, api, problem)));
        };
    }

    private static void complete(Operation operation, OpenAPI api, Object problem) {
        if (operation.getRequestBody() != null) {
            fill(operation.getRequestBody().getContent(), api, true);
        }
        operation
                .getResponses()
                .forEach((status, answer) -> {
                    if (status.startsWith("2")) {
                        fill(answer.getContent(), api, false);
                    } else if (status.startsWith("4")) {
                        answer.setContent(
                                new Content()
                                        .addMediaType(
                                                "application/problem+json",
                                                new MediaType()
                                                        .schema(new Schema<>().$ref(PROBLEM))
                                                        .example(problem)));
                    }
                });
    }

    private static void fill(@Nullable Content content, OpenAPI api, boolean onlyRequired) {
        if (content == null) {
            return;
        }
        content.forEach((type, media) -> {
            if (type.contains("json") && media.getSchema() != null && media.getExample() == null) {
                media.setExample(example("", media.getSchema(), api, onlyRequired, 0));
            }
        });
    }

    private static Object example(
            String name, Schema<?> schema, OpenAPI api, boolean onlyRequired, int depth) {
        if (schema.get$ref() != null) {
            String target = schema.get$ref().replaceFirst(".*/", "");
            Schema<?> found = api.getComponents().getSchemas().get(target);
            return found == null || depth > DEEPEST
                    ? Map.of()
                    : example(name, found, api, onlyRequired, depth + 1);
        }
        if (schema.getExample() != null) {
            return schema.getExample();
        }
        if (schema.getEnum() != null && !schema.getEnum().isEmpty()) {
            return schema.getEnum().getFirst();
        }
        if (schema.getItems() != null) {
            return List.of(example(name, schema.getItems(), api, onlyRequired, depth + 1));
        }
        if (schema.getProperties() != null) {
            return fields(schema, api, onlyRequired, depth);
        }
        return simple(name, schema);
    }

    private static Map<String, Object> fields(
            Schema<?> schema, OpenAPI api, boolean onlyRequired, int depth) {
        List<String> required = schema.getRequired() == null ? List.of() : schema.getRequired();
        Map<String, Object> all = new LinkedHashMap<>();
        schema.getProperties()
                .forEach((name, field) -> {
                    if (!onlyRequired || required.isEmpty() || required.contains(name)) {
                        all.put(name, example(name, field, api, onlyRequired, depth + 1));
                    }
                });
        return all;
    }

    private static Object simple(String name, Schema<?> schema) {
        Set<String> types =
                schema.getTypes() != null
                        ? schema.getTypes()
                        : Set.of(String.valueOf(schema.getType()));
        if (types.contains("boolean")) {
            return true;
        }
        if (types.contains("integer") || types.contains("number")) {
            return 1;
        }
        return switch (String.valueOf(schema.getFormat())) {
            case "uuid" -> ID;
            case "date-time" -> "2026-11-24T20:32:18Z";
            default -> TEXTS.getOrDefault(name, name);
        };
    }

    private static ProblemAnswer problem() {
        Problem refused =
                Problem.of(Reason.INSUFFICIENT_BALANCE)
                        .with("available", Money.cny(12_34))
                        .with("missing", Money.cny(87_66))
                        .about(new SubjectRef(SubjectKind.ATTEMPT, UUID.fromString(ID)));
        Failure failure = ProblemTexts.render(refused, Languages.CHINESE);
        return new ProblemAnswer(
                URI.create("urn:xiaohu:problem:" + refused.reason()),
                refused.reason().status(),
                failure,
                List.of(),
                ID.replace("-", ""),
                Map.of());
    }

    private static Schema<?> problemSchema() {
        List<String> states = Arrays.stream(MoneyState.values()).map(MoneyState::name).toList();
        return new ObjectSchema()
                .description("Why it was refused, where the money is, what to do next (RFC 9457).")
                .addProperty("type", new StringSchema())
                .addProperty("status", new Schema<Integer>().type("integer"))
                .addProperty("code", new StringSchema())
                .addProperty("title", new StringSchema())
                .addProperty("detail", new StringSchema())
                .addProperty("money", new StringSchema()._enum(states))
                .addProperty("arrivesBy", new StringSchema().format("date-time"))
                .addProperty("answerBy", new StringSchema().format("date-time"))
                .addProperty("retry", new Schema<Boolean>().type("boolean"))
                .addProperty("actions", new ArraySchema().items(new ObjectSchema()))
                .addProperty("subject", new ObjectSchema())
                .addProperty("support", new Schema<Boolean>().type("boolean"))
                .addProperty("fields", new ArraySchema().items(new ObjectSchema()))
                .addProperty("traceId", new StringSchema())
                .required(
                        List.of(
                                "type", "status", "code", "title", "detail", "money", "retry",
                                "actions", "support", "fields", "traceId"));
    }
}
