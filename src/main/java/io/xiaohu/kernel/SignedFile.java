package io.xiaohu.kernel;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A file that carries its signature behind its end, in one line of text, so that any change of it
 * is told. A PDF with such a line is still one: readers pass over what follows its end.
 */
public final class SignedFile {

    private static final byte[] MARK = "\n%xiaohu-signed-1 ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] LABEL = "xiaohu signed file 1".getBytes(StandardCharsets.US_ASCII);
    private static final HexFormat HEX = HexFormat.of();

    /** Public key and signature as hexadecimal, a space between them, a line feed. */
    private static final int VALUES = 64 + 1 + 128 + 1;

    private static final int TRAILER = MARK.length + VALUES;

    private SignedFile() {}

    /** Whose signature a file carries, and whether it is right. */
    @SuppressWarnings("ArrayRecordComponent") // never compared as a whole
    public record Signature(byte[] publicKey, boolean isRight) {}

    public static byte[] sign(byte[] content, SigningKeys keys) {
        String values =
                HEX.formatHex(keys.publicKey())
                        + " "
                        + HEX.formatHex(keys.sign(message(content)))
                        + "\n";
        return ByteBuffer.allocate(content.length + TRAILER)
                .put(content)
                .put(MARK)
                .put(values.getBytes(StandardCharsets.US_ASCII))
                .array();
    }

    /** The signature behind the end of a file; empty when there is none. */
    public static Optional<Signature> signature(byte[] file) {
        int end = file.length - TRAILER;
        if (end < 0 || !Arrays.equals(MARK, Arrays.copyOfRange(file, end, end + MARK.length))) {
            return Optional.empty();
        }
        String values =
                new String(file, end + MARK.length, VALUES, StandardCharsets.US_ASCII).strip();
        try {
            byte[] publicKey = HEX.parseHex(values.substring(0, 64));
            byte[] signature = HEX.parseHex(values.substring(65));
            byte[] content = Arrays.copyOf(file, end);
            return Optional.of(
                    new Signature(
                            publicKey,
                            SigningKeys.isSigned(publicKey, message(content), signature)));
        } catch (IllegalArgumentException | IndexOutOfBoundsException notHexadecimal) {
            return Optional.empty();
        }
    }

    /** Nothing else that the keys sign begins like this. */
    private static byte[] message(byte[] content) {
        byte[] digest = Tokens.sha256(content);
        return ByteBuffer.allocate(LABEL.length + digest.length).put(LABEL).put(digest).array();
    }
}
