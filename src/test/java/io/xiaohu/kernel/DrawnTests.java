package io.xiaohu.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A picture is kept as it is seen, and takes no more memory than there is for one. */
class DrawnTests {

    private static final Set<String> FORMATS = Set.of("jpeg", "png");

    @ParameterizedTest(name = "{0} x {1} is kept as {2} x {3}")
    @CsvSource({"4032,3024,4032,3024", "8160,6120,4080,3060", "1,1,1,1", "3,9000,3,9000"})
    void aPhotographIsKeptAndAVeryLargeOneIsReadCoarser(
            int width, int height, int keptWidth, int keptHeight) throws IOException {
        Drawn drawn =
                Drawn.of(
                        picture("png", width, height, BufferedImage.TYPE_BYTE_BINARY),
                        FORMATS,
                        Integer.MAX_VALUE);
        assertThat(drawn.width()).isEqualTo(keptWidth);
        assertThat(drawn.height()).isEqualTo(keptHeight);
    }

    @Test
    void oneLargerThanAnyTelephoneMakesIsRefused() throws IOException {
        byte[] bomb = picture("png", 8000, 6400, BufferedImage.TYPE_BYTE_BINARY);
        assertThatThrownBy(() -> Drawn.of(bomb, FORMATS, Integer.MAX_VALUE))
                .isInstanceOf(ProblemException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "jpeg, 5, image/jpeg", // three bytes
        "jpeg, 10, image/jpeg", // grey
        "png, 5, image/png",
        "png, 6, image/png", // with a transparency
        "png, 11, image/png" // grey with sixteen bits
    })
    void whatIsSeenStays(String format, int type, String mediaType) throws IOException {
        Drawn drawn = Drawn.of(picture(format, 400, 300, type), FORMATS, Integer.MAX_VALUE);
        assertThat(drawn.mediaType()).isEqualTo(mediaType);
        BufferedImage seen = ImageIO.read(new ByteArrayInputStream(drawn.content()));
        assertThat(new Color(seen.getRGB(100, 150)).getRed()).isGreaterThan(240);
        assertThat(new Color(seen.getRGB(300, 150)).getRed()).isLessThan(15);
    }

    @Test
    void oneForPagesIsNoLargerThanTheyNeed() throws IOException {
        byte[] large = picture("jpeg", 4032, 3024, BufferedImage.TYPE_BYTE_GRAY);
        Drawn drawn = Drawn.of(large, FORMATS, 1600);
        assertThat(drawn.width()).isEqualTo(1600);
        assertThat(drawn.height()).isEqualTo(1200);
    }

    @Test
    void manyAtOnceAreAllAnswered() throws IOException {
        byte[] picture = picture("png", 40, 30, BufferedImage.TYPE_3BYTE_BGR);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all =
                    IntStream.range(0, 50)
                            .mapToObj(i -> threads.submit(() -> Drawn.of(picture, FORMATS, 20)))
                            .toList();
            assertThat(all).allSatisfy(one -> assertThat(one.get().width()).isEqualTo(20));
        }
    }

    /** White on its left half, black on its right. */
    private static byte[] picture(String format, int width, int height, int type)
            throws IOException {
        BufferedImage image = new BufferedImage(width, height, type);
        Graphics2D pen = image.createGraphics();
        pen.setColor(Color.BLACK);
        pen.fillRect(0, 0, width, height);
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, width / 2, height);
        pen.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, format, out);
        return out.toByteArray();
    }
}
