package io.xiaohu.platform.web;

import io.xiaohu.kernel.Asset;
import io.xiaohu.kernel.Money;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import org.springframework.boot.jackson.JacksonComponent;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;

/** Money on the wire: {@code {"amount":"12.34","asset":"CNY"}}, the amount always a string. */
@JacksonComponent
class MoneyJson {

    static final class Writer extends ValueSerializer<Money> {
        @Override
        public void serialize(Money money, JsonGenerator out, SerializationContext context) {
            out.writeStartObject();
            out.writeStringProperty("amount", money.amount());
            out.writeStringProperty("asset", money.asset().name());
            out.writeEndObject();
        }
    }

    static final class Reader extends ValueDeserializer<Money> {
        @Override
        public Money deserialize(JsonParser in, DeserializationContext context) {
            JsonNode node = context.readTree(in);
            boolean exact =
                    node.isObject()
                            && node.size() == 2
                            && node.path("amount").isString()
                            && node.path("asset").isString();
            if (!exact) {
                throw Problem.of(Reason.AMOUNT_INVALID).exception();
            }
            Asset asset =
                    Asset.ofCode(node.path("asset").stringValue())
                            .orElseThrow(() -> Problem.of(Reason.ASSET_NOT_SUPPORTED).exception());
            return Money.parse(node.path("amount").stringValue(), asset);
        }
    }
}
