package io.xiaohu.kernel;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.SampleModel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Semaphore;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.stream.ImageInputStream;

/**
 * A picture drawn anew as JPEG or PNG: nothing but what is seen of it goes along. One that would
 * take much memory is read coarser, and no more than a few are read at a time.
 *
 * @param width in pixels
 * @param height in pixels
 */
record Drawn(String mediaType, byte[] content, int width, int height) {

    /** What telephones' largest pictures have. */
    private static final long MOST_PIXELS = 51_000_000;

    /** For what is read and what is drawn from it: one of 12 megapixels is kept as it is. */
    private static final long MOST_MEMORY = 100_000_000;

    private static final int AT_ONCE = 2;
    private static final Semaphore PLACES = new Semaphore(AT_ONCE, true);

    /** Written as they were read; nothing else of the file is in them. */
    private static final Set<Integer> PLAIN =
            Set.of(
                    BufferedImage.TYPE_3BYTE_BGR,
                    BufferedImage.TYPE_INT_RGB,
                    BufferedImage.TYPE_BYTE_GRAY,
                    BufferedImage.TYPE_4BYTE_ABGR,
                    BufferedImage.TYPE_INT_ARGB);

    /**
     * @param formats names of formats that are taken, in small letters
     * @param longest what is larger on a side is drawn smaller
     * @throws io.xiaohu.kernel.ProblemException FILE_TYPE_REFUSED when it is nothing of that, or so
     *     large that it would exhaust the memory
     */
    static Drawn of(byte[] content, Set<String> formats, int longest) {
        PLACES.acquireUninterruptibly();
        try {
            return inItsPlace(content, formats, longest);
        } finally {
            PLACES.release();
        }
    }

    private static Drawn inItsPlace(byte[] content, Set<String> formats, int longest) {
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
        ImageReadParam coarser = reader.getDefaultReadParam();
        int step = step(reader, longest);
        coarser.setSourceSubsampling(step, step, 0, 0);
        BufferedImage read = reader.read(0, coarser);
        boolean jpeg = !format.equals("png") && !read.getColorModel().hasAlpha();
        double scale = Math.min(1, (double) longest / Math.max(read.getWidth(), read.getHeight()));
        BufferedImage anew =
                scale == 1 && PLAIN.contains(read.getType()) ? read : redrawn(read, scale, jpeg);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(anew, jpeg ? "jpg" : "png", out);
        return new Drawn(
                jpeg ? "image/jpeg" : "image/png",
                out.toByteArray(),
                anew.getWidth(),
                anew.getHeight());
    }

    private static BufferedImage redrawn(BufferedImage read, double scale, boolean jpeg) {
        int width = Math.max(1, (int) Math.round(read.getWidth() * scale));
        int height = Math.max(1, (int) Math.round(read.getHeight() * scale));
        int kind = jpeg ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_INT_ARGB;
        BufferedImage anew = new BufferedImage(width, height, kind);
        Graphics2D pen = anew.createGraphics();
        pen.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        pen.drawImage(read, 0, 0, width, height, null);
        pen.dispose();
        return anew;
    }

    /** One of how many pixels is read on each side: no more than are kept or the memory holds. */
    private static int step(ImageReader reader, int longest) throws IOException {
        Iterator<ImageTypeSpecifier> kinds = reader.getImageTypes(0);
        if (!kinds.hasNext()) {
            throw refused();
        }
        ImageTypeSpecifier kind = kinds.next();
        SampleModel samples = kind.getSampleModel();
        long each =
                (long) samples.getNumBands()
                                * DataBuffer.getDataTypeSize(samples.getDataType())
                                / Byte.SIZE
                        + (PLAIN.contains(kind.getBufferedImageType()) ? 0 : Integer.BYTES);
        int width = reader.getWidth(0);
        int height = reader.getHeight(0);
        int step = Math.max(1, Math.max(width, height) / 2 / longest);
        while (each * Math.ceilDiv(width, step) * Math.ceilDiv(height, step) > MOST_MEMORY) {
            step++;
        }
        return step;
    }

    private static long pixels(ImageReader reader) throws IOException {
        return (long) reader.getWidth(0) * reader.getHeight(0);
    }

    private static RuntimeException refused() {
        return Problem.of(Reason.FILE_TYPE_REFUSED).field("file").exception();
    }
}
