package io.xiaohu.ledger.proof;

import static io.xiaohu.ledger.proof.SealJson.bytes;
import static io.xiaohu.ledger.proof.SealJson.micros;
import static io.xiaohu.ledger.proof.SealJson.number;
import static io.xiaohu.ledger.proof.SealJson.text;

import io.xiaohu.ledger.core.Micros;
import io.xiaohu.ledger.proof.SealJson.MalformedException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The parts of a statement's proof as JSON. Amounts are minor units, written as texts. */
final class ProofJson {

    static final String FORMAT = "xiaohu-ledger-statement/1";

    private static final HexFormat HEX = HexFormat.of();

    private ProofJson() {}

    /** Writes an entry with its operation, or with the digest alone when it is only on the way. */
    static void write(ProofEntry entry, byte @Nullable [] onlyDigest, ArrayNode to) {
        ObjectNode node =
                to.addObject()
                        .put("seq", entry.seq())
                        .put("step", entry.step())
                        .put("amountMinor", Long.toString(entry.amount()))
                        .put("heldChangeMinor", Long.toString(entry.heldChange()))
                        .put("postedAfterMinor", Long.toString(entry.postedAfter()))
                        .put("heldAfterMinor", Long.toString(entry.heldAfter()))
                        .put("bookedAt", Micros.toInstant(entry.bookedAtMicros()).toString())
                        .put("hash", HEX.formatHex(entry.hash()));
        ProofEntry.Operation operation = entry.operation();
        if (onlyDigest != null) {
            node.put("operationDigest", HEX.formatHex(onlyDigest));
        } else if (operation != null) {
            write(operation, node.putObject("operation"));
        }
    }

    static ProofEntry readEntry(JsonNode node) {
        return new ProofEntry(
                number(node, "seq"),
                text(node, "step"),
                minor(node, "amountMinor"),
                minor(node, "heldChangeMinor"),
                minor(node, "postedAfterMinor"),
                minor(node, "heldAfterMinor"),
                micros(node, "bookedAt"),
                bytes(node, "hash"),
                node.has("operation") ? readOperation(node.path("operation")) : null);
    }

    private static void write(ProofEntry.Operation operation, ObjectNode node) {
        node.put("id", operation.id().toString())
                .put("owner", operation.owner().toString())
                .put("kind", operation.kind())
                .put("amountMinor", Long.toString(operation.amount()))
                .put("asset", operation.asset());
        putId(node, "counterparty", operation.counterparty());
        putId(node, "original", operation.original());
        ObjectNode metadata = node.putObject("metadata");
        new TreeMap<>(operation.metadata()).forEach(metadata::put);
        node.put("reference", operation.reference()).put("memo", operation.memo());
        if (operation.salt() != null) {
            node.put("salt", operation.salt());
        } else {
            node.put("textDigest", operation.textDigest());
        }
    }

    private static ProofEntry.Operation readOperation(JsonNode node) {
        Map<String, String> metadata = new TreeMap<>();
        node.path("metadata")
                .properties()
                .forEach(fact ->
                        metadata.put(fact.getKey(), text(node.path("metadata"), fact.getKey())));
        return new ProofEntry.Operation(
                id(node, "id"),
                id(node, "owner"),
                text(node, "kind"),
                minor(node, "amountMinor"),
                text(node, "asset"),
                optionalId(node, "counterparty"),
                optionalId(node, "original"),
                metadata,
                text(node, "reference"),
                optionalText(node, "memo"),
                hexText(node, "salt"),
                hexText(node, "textDigest"));
    }

    static UUID id(JsonNode node, String name) {
        try {
            return UUID.fromString(text(node, name));
        } catch (IllegalArgumentException e) {
            throw new MalformedException(name + " is no UUID");
        }
    }

    private static long minor(JsonNode node, String name) {
        try {
            return Long.parseLong(text(node, name));
        } catch (NumberFormatException e) {
            throw new MalformedException(name + " is no amount in minor units");
        }
    }

    private static void putId(ObjectNode node, String name, @Nullable UUID id) {
        node.put(name, id == null ? null : id.toString());
    }

    private static @Nullable UUID optionalId(JsonNode node, String name) {
        return node.path(name).isString() ? id(node, name) : null;
    }

    private static @Nullable String optionalText(JsonNode node, String name) {
        return node.path(name).isString() ? text(node, name) : null;
    }

    private static @Nullable String hexText(JsonNode node, String name) {
        return node.path(name).isString() ? HEX.formatHex(bytes(node, name)) : null;
    }
}
