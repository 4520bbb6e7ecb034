package io.xiaohu.platform.web;

import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.springframework.boot.jackson.JacksonComponent;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;

/**
 * Text on the wire: a JSON string and nothing else, well formed. Half a surrogate pair is no text:
 * it can be neither hashed nor stored.
 */
@JacksonComponent
class TextJson {

    static final class Reader extends ValueDeserializer<String> {
        @Override
        public String deserialize(JsonParser in, DeserializationContext context) {
            if (in.currentToken() != JsonToken.VALUE_STRING) {
                throw Problem.of(Reason.BAD_INPUT).exception();
            }
            String text = in.getString();
            try {
                StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
                return text;
            } catch (CharacterCodingException e) {
                throw Problem.of(Reason.BAD_INPUT).exception();
            }
        }
    }
}
