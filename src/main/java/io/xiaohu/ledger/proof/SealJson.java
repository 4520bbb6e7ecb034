package io.xiaohu.ledger.proof;

import io.xiaohu.ledger.core.Micros;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A seal as JSON, the same in its file and in a proof. */
final class SealJson {

    static final JsonMapper JSON = JsonMapper.builder().build();

    private static final String FORMAT = "xiaohu-ledger-seal/1";
    private static final HexFormat HEX = HexFormat.of();

    private SealJson() {}

    static ObjectNode write(Seal seal) {
        ObjectNode node = JSON.createObjectNode();
        node.put("format", FORMAT)
                .put("number", seal.number())
                .put("horizon", Micros.toInstant(seal.horizonMicros()).toString())
                .put("accounts", seal.accounts())
                .put("root", HEX.formatHex(seal.root()));
        ArrayNode events = node.putArray("eventNumbers");
        seal.eventNumbers().forEach(events::add);
        return node.put("auditNumber", seal.auditNumber())
                .put("auditHash", HEX.formatHex(seal.auditHash()))
                .put("previous", HEX.formatHex(seal.previous()))
                .put("publicKey", HEX.formatHex(seal.publicKey()))
                .put("signature", HEX.formatHex(seal.signature()));
    }

    /**
     * @throws MalformedException when it is no seal
     */
    static Seal read(JsonNode node) {
        if (!text(node, "format").equals(FORMAT)) {
            throw new MalformedException("format is not " + FORMAT);
        }
        List<Long> events = new ArrayList<>();
        node.path("eventNumbers").forEach(number -> events.add(number.asLong()));
        return new Seal(
                number(node, "number"),
                micros(node, "horizon"),
                number(node, "accounts"),
                bytes(node, "root"),
                events,
                number(node, "auditNumber"),
                bytes(node, "auditHash"),
                bytes(node, "previous"),
                bytes(node, "publicKey"),
                bytes(node, "signature"));
    }

    static String text(JsonNode node, String name) {
        if (!node.path(name).isString()) {
            throw new MalformedException(name + " is missing");
        }
        return node.path(name).asString();
    }

    static long number(JsonNode node, String name) {
        if (!node.path(name).isIntegralNumber() || !node.path(name).canConvertToLong()) {
            throw new MalformedException(name + " is no whole number");
        }
        return node.path(name).longValue();
    }

    static byte[] bytes(JsonNode node, String name) {
        try {
            return HEX.parseHex(text(node, name));
        } catch (IllegalArgumentException e) {
            throw new MalformedException(name + " is not hexadecimal");
        }
    }

    static long micros(JsonNode node, String name) {
        try {
            return Micros.of(Instant.parse(text(node, name)));
        } catch (DateTimeParseException e) {
            throw new MalformedException(name + " is no time");
        }
    }

    /** Says what of a document cannot be read. */
    static final class MalformedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        MalformedException(String what) {
            super(what, null, false, false);
        }
    }
}
