package io.xiaohu.ledger.core;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Puts values one after another so that no two lists of values give the same bytes, and hashes them
 * with SHA-256: numbers have a fixed length, texts and byte strings are preceded by theirs, and
 * what is missing has the length -1. For one thread.
 */
public final class Canonical {

    private static final int MISSING = -1;

    private final MessageDigest sha256;
    private ByteBuffer bytes = ByteBuffer.allocate(512);

    public Canonical() {
        try {
            this.sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java", e);
        }
    }

    public Canonical put(int number) {
        room(Integer.BYTES).putInt(number);
        return this;
    }

    public Canonical put(long number) {
        room(Long.BYTES).putLong(number);
        return this;
    }

    public Canonical put(@Nullable UUID id) {
        if (id == null) {
            return put(MISSING);
        }
        put(2 * Long.BYTES);
        room(2 * Long.BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits());
        return this;
    }

    public Canonical put(@Nullable String text) {
        return put(text == null ? null : text.getBytes(StandardCharsets.UTF_8));
    }

    public Canonical put(byte @Nullable [] value) {
        if (value == null) {
            return put(MISSING);
        }
        put(value.length);
        room(value.length).put(value);
        return this;
    }

    /** The SHA-256 of what was put, and a fresh start. */
    public byte[] hash() {
        sha256.update(bytes.array(), 0, bytes.position());
        bytes.clear();
        return sha256.digest();
    }

    private ByteBuffer room(int more) {
        if (bytes.remaining() < more) {
            int size = Math.max(2 * bytes.capacity(), bytes.position() + more);
            bytes = ByteBuffer.wrap(Arrays.copyOf(bytes.array(), size)).position(bytes.position());
        }
        return bytes;
    }
}
