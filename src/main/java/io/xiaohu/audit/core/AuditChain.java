package io.xiaohu.audit.core;

import io.xiaohu.audit.AuditLine;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/**
 * The hash of a line: SHA-256 over the hash of the line before it (nothing before the first), then
 * number, time, actor, action, subject and details, each as its length in bytes, a colon and its
 * UTF-8 bytes. Details are JSON with keys in order.
 */
public final class AuditChain {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private AuditChain() {}

    public static byte[] hash(byte[] before, AuditLine line) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(before);
            for (String part :
                    new String[] {
                        Long.toString(line.number()),
                        line.at().toString(),
                        line.actor(),
                        line.action(),
                        line.subject(),
                        canonical(line.details())
                    }) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                sha.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
                sha.update(bytes);
            }
            return sha.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java", e);
        }
    }

    /** The details as they are hashed. */
    public static String canonical(Map<String, String> details) {
        return JSON.writeValueAsString(new TreeMap<>(details));
    }

    /** Reads details; what is no text is read as its JSON. */
    public static Map<String, String> details(String json) {
        Map<String, String> details = new TreeMap<>();
        JSON.readTree(json)
                .properties()
                .forEach(field -> details.put(field.getKey(), field.getValue().asString()));
        return details;
    }
}
