package io.xiaohu.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.ApiCaller.Sent;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.TestStaff;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** The site's form takes pictures, with scripts off and without an account. */
@IntegrationTest
class SitePicturesIntegrationTests {

    private static final String PLACE = "39.9042N 116.4074E";
    private static final int LARGEST = 10 * 1024 * 1024;

    @LocalServerPort private int port;

    @Test
    void picturesAreDrawnAnewAndSeenByStaffAlone() throws IOException {
        ApiCaller.Answer sent =
                send(
                        "/feedback",
                        "截图里的按钮点不动",
                        List.of(
                                picture("屏幕.jpg", withPlace()),
                                picture("b.png", drawn("png")),
                                picture("", new byte[0])));
        assertThat(sent.status()).as(sent.text()).isEqualTo(303);
        JsonNode kept = kept("截图里的按钮点不动");
        assertThat(kept.path("attachmentIds").size()).isEqualTo(2);
        assertThat(kept.path("source").asString()).isEqualTo("SITE");
        String id = kept.path("attachmentIds").path(0).asString();
        ApiCaller.Answer file = agent().get("/api/v1/desk/attachments/" + id);
        assertThat(file.status()).isEqualTo(200);
        assertThat(file.raw().headers().firstValue("Content-Type")).hasValue("image/jpeg");
        assertThat(file.text()).doesNotContain(PLACE).doesNotContain("Exif");
        assertThat(new ApiCaller(port).get("/api/v1/attachments/" + id).status()).isEqualTo(401);
    }

    @Test
    void whatIsNoPictureIsNamedInOneSentenceAndNothingTypedIsLost() throws IOException {
        ApiCaller.Answer refused =
                send(
                        "/en/feedback",
                        "My <b>words</b> & more",
                        List.of(
                                picture("good.png", drawn("png")),
                                picture("page.html", "<html>".getBytes(StandardCharsets.UTF_8))));
        assertThat(refused.status()).isEqualTo(422);
        Document page = Jsoup.parse(refused.text());
        assertThat(page.select("[role=alert]").text())
                .isEqualTo(
                        "“page.html” is no JPG or PNG picture that can be opened. What you wrote is"
                                + " still here; please choose the pictures again.");
        assertThat(page.select("textarea").text()).isEqualTo("My <b>words</b> & more");
        assertThat(page.select("input[name=kind][checked]").attr("value")).isEqualTo("BUG");
        assertThat(agent().get("/api/v1/desk/feedback?source=SITE").text())
                .doesNotContain("My <b>words");
        assertThat(alert(List.of(picture("a.pdf", "%PDF-1.7 x".getBytes(StandardCharsets.UTF_8)))))
                .startsWith("“a.pdf”不是能打开的 JPG 或 PNG 图片。");
    }

    @Test
    void whatIsTooLargeOrOneTooManyIsSaidSo() throws IOException {
        assertThat(alert(List.of(picture("大图.png", new byte[LARGEST + 1]))))
                .startsWith("“大图.png”超过了 10 MB。");
        assertThat(alert(Collections.nCopies(4, picture("x.png", drawn("png")))))
                .startsWith("图片太多了，最多 3 张。");
        assertThat(alert(List.of(picture("a\u202Egnp.exe", new byte[] {1}))))
                .startsWith("“agnp.exe”");
    }

    @Test
    void evenFarTooMuchIsAnsweredWithAPage() {
        ApiCaller browser = new ApiCaller(port).with("Accept", "text/html");
        ApiCaller.Answer answer =
                browser.form(
                        "/feedback",
                        Collections.nCopies(5, picture("x.png", new byte[LARGEST])),
                        Map.of("text", "x"));
        assertThat(answer.status()).isEqualTo(413);
        assertThat(Jsoup.parse(answer.text()).select("h1").text()).contains("press Back", "返回");
    }

    @Test
    void anotherSitesFormIsRefusedWithPicturesToo() throws IOException {
        ApiCaller foreign = new ApiCaller(port).with("Origin", "https://evil.example");
        assertThat(
                        foreign.form(
                                        "/feedback",
                                        List.of(picture("x.png", drawn("png"))),
                                        Map.of("text", "x"))
                                .code())
                .isEqualTo("FOREIGN_ORIGIN");
    }

    private String alert(List<Sent> files) {
        ApiCaller.Answer refused = send("/feedback", "还在", files);
        assertThat(refused.status()).as(refused.text()).isEqualTo(422);
        Document page = Jsoup.parse(refused.text());
        assertThat(page.select("textarea").text()).isEqualTo("还在");
        return page.select("[role=alert]").text();
    }

    private ApiCaller.Answer send(String path, String text, List<Sent> files) {
        return new ApiCaller(port)
                .form(path, files, Map.of("kind", "BUG", "text", text, "website", ""));
    }

    private JsonNode kept(String words) {
        return agent().get("/api/v1/desk/feedback?source=SITE&q=" + words)
                .json()
                .path("items")
                .path(0);
    }

    private ApiCaller agent() {
        return TestStaff.signIn(port, "agent");
    }

    private static Sent picture(String name, byte[] content) {
        return new Sent("pictures", name, content);
    }

    /** As a phone's camera writes it: where it was taken stands behind the first marker. */
    private static byte[] withPlace() throws IOException {
        byte[] plain = drawn("jpg");
        byte[] told = ("Exif\0\0" + PLACE).getBytes(StandardCharsets.US_ASCII);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(plain, 0, 2);
        out.write(new byte[] {(byte) 0xFF, (byte) 0xE1, 0, (byte) (told.length + 2)});
        out.write(told);
        out.write(plain, 2, plain.length - 2);
        return out.toByteArray();
    }

    private static byte[] drawn(String format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB), format, out);
        return out.toByteArray();
    }
}
