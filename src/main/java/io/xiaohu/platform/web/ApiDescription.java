package io.xiaohu.platform.web;

import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.xiaohu.kernel.Asset;
import io.xiaohu.kernel.IdempotentRequest;
import io.xiaohu.kernel.Money;
import io.xiaohu.kernel.MovesMoney;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * What the API's description says beyond what controllers show: money, keys, problems, and which
 * fields are always there.
 */
@Configuration(proxyBeanMethods = false)
class ApiDescription {

    static {
        SpringDocUtils.getConfig()
                .replaceWithSchema(Money.class, money())
                .addRequestWrapperToIgnore(IdempotentRequest.class);
    }

    @Bean
    OpenAPI describedApi() {
        return new OpenAPI()
                .info(
                        new Info()
                                .title("Xiaohu Wallet")
                                .version("1")
                                .description(
                                        "A wallet with customer care built in. Errors are"
                                            + " application/problem+json with code, title, detail,"
                                            + " money (where it is), retry, actions, subject,"
                                            + " support, fields and traceId. Accept-Language: zh-CN"
                                            + " or en.")
                                .license(new License().name("Apache-2.0")));
    }

    @Bean
    OperationCustomizer keysAndProblems() {
        return (operation, handler) -> {
            boolean movesMoney = handler.hasMethodAnnotation(MovesMoney.class);
            if (movesMoney || !handler.hasMethodAnnotation(GetMapping.class)) {
                operation.addParametersItem(
                        new HeaderParameter()
                                .name(IdempotencyFilter.KEY_HEADER)
                                .required(movesMoney)
                                .description("One attempt's key; sent again, it is done once.")
                                .example("0f8c2f6e-6c1b-4c0e-9a53-1f0a3f1f7b11")
                                .schema(new StringSchema().maxLength(128)));
            }
            operation
                    .getResponses()
                    .addApiResponse(
                            "4XX",
                            new ApiResponse()
                                    .description(
                                            "Refused: a problem that says why and what to do."));
            return operation;
        };
    }

    /** A record's component is always there unless it is {@code @Nullable}. */
    @Bean
    ModelConverter presentUnlessNullable() {
        return new ModelConverter() {
            @Override
            public @Nullable Schema<?> resolve(
                    AnnotatedType type,
                    ModelConverterContext context,
                    Iterator<ModelConverter> chain) {
                Schema<?> schema =
                        chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
                Class<?> raw = rawClass(type);
                if (schema == null || raw == null || !raw.isRecord() || raw == Money.class) {
                    return schema;
                }
                Schema<?> described =
                        schema.get$ref() == null
                                ? schema
                                : context.getDefinedModels()
                                        .get(schema.get$ref().replaceFirst(".*/", ""));
                if (described != null && described.getProperties() != null) {
                    require(described, raw);
                }
                return schema;
            }
        };
    }

    private static void require(Schema<?> schema, Class<?> type) {
        List<String> known =
                schema.getRequired() == null ? List.of() : List.copyOf(schema.getRequired());
        Arrays.stream(type.getRecordComponents())
                .filter(component -> !isNullable(component))
                .map(RecordComponent::getName)
                .filter(schema.getProperties()::containsKey)
                .filter(name -> !known.contains(name))
                .forEach(schema::addRequiredItem);
    }

    private static boolean isNullable(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static @Nullable Class<?> rawClass(AnnotatedType type) {
        return switch (type.getType()) {
            case Class<?> raw -> raw;
            case com.fasterxml.jackson.databind.JavaType jackson -> jackson.getRawClass();
            default -> null;
        };
    }

    private static Schema<?> money() {
        return new ObjectSchema()
                .description("An exact amount; never a JSON number.")
                .addProperty("amount", new StringSchema().example("12.34"))
                .addProperty(
                        "asset",
                        new StringSchema()
                                ._enum(Arrays.stream(Asset.values()).map(Asset::name).toList())
                                .example("CNY"))
                .required(List.of("amount", "asset"));
    }
}
