package io.xiaohu.kernel;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;

/**
 * A file that may be shown to somebody else. Its type is what its content says, whatever its name
 * says. A picture is drawn anew, so that neither where it was taken nor anything hidden in it goes
 * along.
 */
public record SafeFile(String mediaType, byte[] content) {

    private static final byte[] PDF = "%PDF-".getBytes(StandardCharsets.US_ASCII);

    /**
     * @throws io.xiaohu.kernel.ProblemException FILE_TYPE_REFUSED when it is no JPEG, PNG or PDF,
     *     or a picture whose size would exhaust the memory
     */
    public static SafeFile of(byte[] content) {
        if (content.length > PDF.length && Arrays.equals(Arrays.copyOf(content, PDF.length), PDF)) {
            return new SafeFile("application/pdf", content);
        }
        Drawn drawn = Drawn.of(content, Set.of("jpeg", "jpg", "png"), Integer.MAX_VALUE);
        return new SafeFile(drawn.mediaType(), drawn.content());
    }

    public boolean isPicture() {
        return mediaType.startsWith("image/");
    }
}
