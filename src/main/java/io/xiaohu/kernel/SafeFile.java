package io.xiaohu.kernel;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * A file that may be shown to somebody else. Its type is what its content says, whatever its name
 * says. A picture is drawn anew, so that neither where it was taken nor anything hidden in it goes
 * along.
 */
public record SafeFile(String mediaType, byte[] content) {

    private static final long MOST_PIXELS = 40_000_000;
    private static final byte[] PDF = "%PDF-".getBytes(StandardCharsets.US_ASCII);

    /**
     * @throws io.xiaohu.kernel.ProblemException FILE_TYPE_REFUSED when it is no JPEG, PNG or PDF,
     *     or a picture whose size would exhaust the memory
     */
    public static SafeFile of(byte[] content) {
        if (content.length > PDF.length && Arrays.equals(Arrays.copyOf(content, PDF.length), PDF)) {
            return new SafeFile("application/pdf", content);
        }
        try (ImageInputStream in =
                ImageIO.createImageInputStream(new ByteArrayInputStream(content))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw refused();
            }
            ImageReader reader = readers.next();
            try {
                return drawnAnew(reader, in);
            } finally {
                reader.dispose();
            }
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw refused();
        }
    }

    public boolean isPicture() {
        return mediaType.startsWith("image/");
    }

    private static SafeFile drawnAnew(ImageReader reader, ImageInputStream in) throws IOException {
        reader.setInput(in, true, true);
        String format = reader.getFormatName().toLowerCase(Locale.ROOT);
        boolean jpeg = format.equals("jpeg") || format.equals("jpg");
        if (!jpeg && !format.equals("png")) {
            throw refused();
        }
        long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
        if (pixels > MOST_PIXELS) {
            throw refused();
        }
        BufferedImage read = reader.read(0);
        int kind = jpeg ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_INT_ARGB;
        BufferedImage anew = new BufferedImage(read.getWidth(), read.getHeight(), kind);
        Graphics2D pen = anew.createGraphics();
        pen.drawImage(read, 0, 0, null);
        pen.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(anew, jpeg ? "jpg" : "png", out);
        return new SafeFile(jpeg ? "image/jpeg" : "image/png", out.toByteArray());
    }

    private static RuntimeException refused() {
        return Problem.of(Reason.FILE_TYPE_REFUSED).field("file").exception();
    }
}
