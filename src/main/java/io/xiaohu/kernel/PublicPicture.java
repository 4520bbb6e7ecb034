package io.xiaohu.kernel;

import java.util.Set;

/**
 * A picture for everybody to see, drawn anew as JPEG or PNG and no larger than pages need.
 *
 * @param width in pixels
 * @param height in pixels
 */
public record PublicPicture(String mediaType, byte[] content, int width, int height) {

    private static final int MOST_BYTES = 5 * 1024 * 1024;
    private static final int LONGEST_SIDE = 1_600;
    private static final Set<String> FORMATS = Set.of("jpeg", "jpg", "png", "webp");

    /**
     * @throws io.xiaohu.kernel.ProblemException FILE_TOO_LARGE above 5 MB; FILE_TYPE_REFUSED when
     *     it is no JPEG, PNG or WebP, or a picture whose size would exhaust the memory
     */
    public static PublicPicture of(byte[] content) {
        if (content.length > MOST_BYTES) {
            throw Problem.of(Reason.FILE_TOO_LARGE).with("max", "5 MB").field("file").exception();
        }
        Drawn drawn = Drawn.of(content, FORMATS, LONGEST_SIDE);
        return new PublicPicture(drawn.mediaType(), drawn.content(), drawn.width(), drawn.height());
    }
}
