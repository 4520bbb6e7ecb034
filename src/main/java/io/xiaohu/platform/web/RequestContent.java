package io.xiaohu.platform.web;

import io.xiaohu.kernel.IdempotentRequest;
import io.xiaohu.kernel.Keyring;
import io.xiaohu.kernel.Tokens;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What "the same content" means for a call sent twice: its body with sorted fields, without what
 * proves who is calling, since a corrected PIN goes on with the same key.
 */
@Component
class RequestContent {

    private static final Set<String> PROOFS =
            Set.of(
                    "pin",
                    "currentPin",
                    "password",
                    "currentPassword",
                    "newPassword",
                    "code",
                    "challengeId",
                    "proof");

    /** What an answer tells once and nobody keeps. */
    private static final Set<String> TOLD_ONCE =
            Set.of("csrfToken", "totpSecret", "otpauthUri", "totpQr", "recoveryCodes");

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

    /** An answer as it may be kept: tokens and secrets are told once. */
    byte[] withoutSecrets(byte[] answer) {
        if (!(parsed(answer) instanceof ObjectNode body)
                || TOLD_ONCE.stream().noneMatch(body::has)) {
            return answer;
        }
        body.remove(TOLD_ONCE);
        return json.writeValueAsBytes(body);
    }

    private byte[] canonical(HttpServletRequest request) {
        byte[] bytes = bytes(request);
        JsonNode body = parsed(bytes);
        if (body == null || !body.isObject()) {
            return bytes;
        }
        ObjectNode content = ((ObjectNode) body).deepCopy();
        content.remove(PROOFS);
        return json.writeValueAsBytes(sorted(content));
    }

    /** With the fields of every object in one order, and none that says nothing. */
    private static JsonNode sorted(JsonNode node) {
        if (node instanceof ArrayNode list) {
            ArrayNode all = list.arrayNode();
            list.forEach(element -> all.add(sorted(element)));
            return all;
        }
        if (!(node instanceof ObjectNode object)) {
            return node;
        }
        Map<String, JsonNode> fields = new TreeMap<>();
        object.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
        ObjectNode all = object.objectNode();
        fields.forEach((name, value) -> {
            if (!value.isNull()) {
                all.set(name, sorted(value));
            }
        });
        return all;
    }

    private static byte[] bytes(HttpServletRequest request) {
        return request instanceof BodyFilter.WithBody read ? read.body() : parts(request);
    }

    /** The hashes of what a form carries; one that cannot be read is refused by its call. */
    private static byte[] parts(HttpServletRequest request) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try {
            for (Part part : request.getParts()) {
                all.writeBytes(Tokens.sha256(part.getName().getBytes(StandardCharsets.UTF_8)));
                try (InputStream content = part.getInputStream()) {
                    all.writeBytes(Tokens.sha256(content.readAllBytes()));
                }
            }
        } catch (IOException | ServletException | IllegalStateException unreadable) {
            return String.valueOf(request.getContentLengthLong()).getBytes(StandardCharsets.UTF_8);
        }
        return all.toByteArray();
    }

    private @Nullable JsonNode parsed(byte[] body) {
        try {
            return body.length == 0 ? null : json.readTree(body);
        } catch (JacksonException e) {
            return null;
        }
    }
}
