package io.xiaohu.audit.seal;

import io.xiaohu.kernel.SigningKeys;
import io.xiaohu.kernel.Tokens;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where the trail ended at a moment, signed. What is signed is the text of all other fields, one a
 * line.
 *
 * @param number the last line then
 * @param hash that line's hash, which covers all before it
 * @param at when it was signed
 * @param previous SHA-256 of the text signed before it in this folder; empty for the first
 * @param publicKey whose signature it is
 */
record SealedHead(
        long number, String hash, Instant at, String previous, String publicKey, String signature) {

    private static final String FORMAT = "xiaohu-audit-head/1";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HexFormat HEX = HexFormat.of();

    static SealedHead sign(
            long number, byte[] hash, Instant at, String previous, SigningKeys keys) {
        SealedHead bare =
                new SealedHead(
                        number,
                        HEX.formatHex(hash),
                        at,
                        previous,
                        HEX.formatHex(keys.publicKey()),
                        "");
        return new SealedHead(
                bare.number,
                bare.hash,
                bare.at,
                bare.previous,
                bare.publicKey,
                HEX.formatHex(keys.sign(bare.text())));
    }

    /** What the next one names. */
    String digest() {
        return HEX.formatHex(Tokens.sha256(text()));
    }

    /** Whether one of these keys, present or past, signed it. */
    boolean isSignedBy(SigningKeys keys) {
        try {
            byte[] key = HEX.parseHex(publicKey);
            return keys.knows(key) && SigningKeys.isSigned(key, text(), HEX.parseHex(signature));
        } catch (IllegalArgumentException notHexadecimal) {
            return false;
        }
    }

    /** One line of JSON. */
    String written() {
        return JSON.createObjectNode()
                .put("format", FORMAT)
                .put("number", number)
                .put("hash", hash)
                .put("at", at.toString())
                .put("previous", previous)
                .put("publicKey", publicKey)
                .put("signature", signature)
                .toString();
    }

    /**
     * @throws IllegalArgumentException when it is no signed head
     */
    static SealedHead read(String line) {
        try {
            JsonNode node = JSON.readTree(line);
            if (!node.path("format").asString("").equals(FORMAT)
                    || !node.path("number").isIntegralNumber()) {
                throw new IllegalArgumentException("no signed head");
            }
            return new SealedHead(
                    node.path("number").longValue(),
                    node.path("hash").asString(""),
                    Instant.parse(node.path("at").asString("")),
                    node.path("previous").asString(""),
                    node.path("publicKey").asString(""),
                    node.path("signature").asString(""));
        } catch (JacksonException | DateTimeException e) {
            throw new IllegalArgumentException("no signed head", e);
        }
    }

    private byte[] text() {
        return String.join(
                        "\n",
                        FORMAT,
                        Long.toString(number),
                        hash,
                        at.toString(),
                        previous,
                        publicKey)
                .getBytes(StandardCharsets.UTF_8);
    }
}
