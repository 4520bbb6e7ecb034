package io.xiaohu.platform.web;

import io.xiaohu.kernel.IdempotentRequest;
import io.xiaohu.kernel.Keyring;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What "the same content" means for a call sent twice: its body with sorted fields, without what
 * proves who is calling, since a corrected PIN goes on with the same key.
 */
@Component
class RequestContent {

    private static final Set<String> PROOFS =
            Set.of("pin", "currentPin", "password", "newPassword", "code", "challengeId", "proof");

    private final JsonMapper json;
    private final Keyring keyring;

    RequestContent(JsonMapper json, Keyring keyring) {
        this.json = json;
        this.keyring = keyring;
    }

    IdempotentRequest.Digest digest(HttpServletRequest request) {
        return new IdempotentRequest.Digest(keyring, canonical(request));
    }

    /**
     * The phone in the body of a call made signed out, by which such a caller is told from others.
     */
    @Nullable String phone(HttpServletRequest request) {
        JsonNode body = parsed(bytes(request));
        return body != null && body.path("phone").isString()
                ? body.path("phone").stringValue()
                : null;
    }

    /** An answer as it may be kept: a token is given once. */
    byte[] withoutTokens(byte[] answer) {
        return parsed(answer) instanceof ObjectNode body && body.remove("csrfToken") != null
                ? json.writeValueAsBytes(body)
                : answer;
    }

    private byte[] canonical(HttpServletRequest request) {
        byte[] bytes = bytes(request);
        JsonNode body = parsed(bytes);
        if (body == null || !body.isObject()) {
            return bytes;
        }
        Map<String, JsonNode> sorted = new TreeMap<>();
        body.properties()
                .forEach(field -> {
                    if (!PROOFS.contains(field.getKey()) && !field.getValue().isNull()) {
                        sorted.put(field.getKey(), field.getValue());
                    }
                });
        return json.writeValueAsBytes(sorted);
    }

    private static byte[] bytes(HttpServletRequest request) {
        return request instanceof BodyFilter.WithBody read
                ? read.body()
                : String.valueOf(request.getContentLengthLong()).getBytes(StandardCharsets.UTF_8);
    }

    private @Nullable JsonNode parsed(byte[] body) {
        try {
            return body.length == 0 ? null : json.readTree(body);
        } catch (JacksonException e) {
            return null;
        }
    }
}
