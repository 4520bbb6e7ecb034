package io.xiaohu.kernel;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * A picture drawn anew as JPEG or PNG: nothing but what is seen of it goes along.
 *
 * @param width in pixels
 * @param height in pixels
 */
record Drawn(String mediaType, byte[] content, int width, int height) {

    private static final long MOST_PIXELS = 40_000_000;

    /**
     * @param formats names of formats that are taken, in small letters
     * @param longest what is larger on a side is drawn smaller
     * @throws io.xiaohu.kernel.ProblemException FILE_TYPE_REFUSED when it is nothing of that, or so
     *     large that it would exhaust the memory
     */
    static Drawn of(byte[] content, Set<String> formats, int longest) {
        try (ImageInputStream in =
                ImageIO.createImageInputStream(new ByteArrayInputStream(content))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw refused();
            }
            ImageReader reader = readers.next();
            try {
                return anew(reader, in, formats, longest);
            } finally {
                reader.dispose();
            }
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw refused();
        }
    }

    private static Drawn anew(
            ImageReader reader, ImageInputStream in, Set<String> formats, int longest)
            throws IOException {
        reader.setInput(in, true, true);
        String format = reader.getFormatName().toLowerCase(Locale.ROOT);
        long pixels = formats.contains(format) ? pixels(reader) : Long.MAX_VALUE;
        if (pixels > MOST_PIXELS) {
            throw refused();
        }
        BufferedImage read = reader.read(0);
        boolean jpeg = !format.equals("png") && !read.getColorModel().hasAlpha();
        double scale = Math.min(1, (double) longest / Math.max(read.getWidth(), read.getHeight()));
        int width = Math.max(1, (int) Math.round(read.getWidth() * scale));
        int height = Math.max(1, (int) Math.round(read.getHeight() * scale));
        int kind = jpeg ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_INT_ARGB;
        BufferedImage anew = new BufferedImage(width, height, kind);
        Graphics2D pen = anew.createGraphics();
        pen.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        pen.drawImage(read, 0, 0, width, height, null);
        pen.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(anew, jpeg ? "jpg" : "png", out);
        return new Drawn(jpeg ? "image/jpeg" : "image/png", out.toByteArray(), width, height);
    }

    private static long pixels(ImageReader reader) throws IOException {
        return (long) reader.getWidth(0) * reader.getHeight(0);
    }

    private static RuntimeException refused() {
        return Problem.of(Reason.FILE_TYPE_REFUSED).field("file").exception();
    }
}
