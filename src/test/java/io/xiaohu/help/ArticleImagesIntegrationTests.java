package io.xiaohu.help;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.TestStaff;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Pictures are drawn anew, and everybody sees those of published articles and no others. */
@IntegrationTest
class ArticleImagesIntegrationTests {

    private static final String ARTICLES = "/api/v1/desk/help-articles";
    private static final String IMAGES = "/api/v1/desk/help-images";

    /** One green pixel as WebP without loss. */
    private static final byte[] WEBP =
            Base64.getDecoder().decode("UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==");

    @LocalServerPort private int port;

    @SuppressWarnings("NullAway.Init")
    private ApiCaller editor;

    @SuppressWarnings("NullAway.Init")
    private ApiCaller supervisor;

    @BeforeEach
    void signIn() {
        editor = TestStaff.signIn(port, "admin");
        supervisor = TestStaff.signIn(port, "supervisor");
    }

    @Test
    void aPictureIsPublicOnceAPublishedArticleShowsItAndNoLonger() throws IOException {
        String id = upload(drawn("png", 40, 30)).json().path("id").asString();
        String body = HelpTexts.BODY + "\n\n![余额页面](image:" + id + ")";
        editor.post(ARTICLES, HelpTexts.begin("with-picture", "有图的文章", body));
        assertThat(new ApiCaller(port).get("/help-images/" + id).status()).isEqualTo(404);
        assertThat(new ApiCaller(port).get(IMAGES + "/" + id).status()).isEqualTo(401);
        assertThat(supervisor.get(IMAGES + "/" + id).status()).isEqualTo(200);
        publish("with-picture");
        ApiCaller.Answer seen = new ApiCaller(port).get("/help-images/" + id);
        assertThat(seen.status()).isEqualTo(200);
        assertThat(seen.raw().headers().firstValue("Content-Type")).contains("image/png");
        assertThat(seen.raw().headers().firstValue("Cache-Control").orElse(""))
                .contains("public")
                .contains("max-age=2592000");
        assertThat(seen.raw().headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        ApiCaller.Answer page = new ApiCaller(port).page("/help/with-picture");
        assertThat(page.text())
                .contains("src=\"/help-images/" + id + "\"")
                .contains("alt=\"余额页面\"")
                .contains("width=\"40\" height=\"30\"")
                .contains("loading=\"lazy\"");
        assertThat(page.raw().headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("img-src 'self'");
        supervisor.post(ARTICLES + "/with-picture/zh/withdrawal", "{\"reason\":\"撤下\"}");
        assertThat(new ApiCaller(port).get("/help-images/" + id).status()).isEqualTo(404);
    }

    @Test
    void aPictureNeedsWordsForThoseWhoDoNotSeeIt() throws IOException {
        String id = upload(drawn("jpg", 20, 20)).json().path("id").asString();
        String body = HelpTexts.BODY + "\n\n![](image:" + id + ")";
        editor.post(ARTICLES, HelpTexts.begin("no-words", "没有说明的图", body));
        ApiCaller.Answer refused =
                editor.post(ARTICLES + "/no-words/zh/versions/1/submission", "{\"revision\":1}");
        assertThat(refused.code()).isEqualTo("ARTICLE_UNFIT");
        assertThat(refused.json().path("fields").get(0).path("detail").asString())
                .contains("what it shows");
    }

    @Test
    void aLargePictureIsDrawnSmaller() throws IOException {
        JsonNode kept = upload(drawn("jpg", 3_200, 1_200)).json();
        assertThat(kept.path("width").asInt()).isEqualTo(1_600);
        assertThat(kept.path("height").asInt()).isEqualTo(600);
    }

    @Test
    void webpIsTakenAndKeptAsWhatEveryBrowserShows() {
        ApiCaller.Answer kept = upload(WEBP);
        assertThat(kept.status()).as(kept.text()).isEqualTo(201);
        ApiCaller.Answer seen = editor.get(IMAGES + "/" + kept.json().path("id").asString());
        assertThat(seen.raw().headers().firstValue("Content-Type").orElse(""))
                .isIn("image/png", "image/jpeg");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%PDF-1.7 no picture", "<svg xmlns='http://www.w3.org/2000/svg'/>", ""})
    void whatIsNoPictureIsRefused(String content) {
        assertThat(upload(content.getBytes(StandardCharsets.UTF_8)).code())
                .isEqualTo("FILE_TYPE_REFUSED");
    }

    @Test
    void whatIsTooLargeIsRefused() {
        assertThat(upload(new byte[5 * 1024 * 1024 + 1]).code()).isEqualTo("FILE_TOO_LARGE");
    }

    @Test
    void aPictureOfElsewhereIsNotShown() {
        String text =
                """
                {"slug":"x","language":"zh","text":{"title":"x","topic":"OTHER","asks":[],\
                "related":[],"body":"![a](https://elsewhere.example/a.png) ![b](/logo.png)"}}\
                """;
        assertThat(editor.post("/api/v1/desk/help-previews", text).json().path("html").asString())
                .doesNotContain("<img");
    }

    private void publish(String slug) {
        String version = ARTICLES + "/" + slug + "/zh/versions/1";
        editor.post(version + "/submission", "{\"revision\":1}");
        ApiCaller.Answer published = supervisor.post(version + "/publication", "{\"revision\":1}");
        assertThat(published.status()).as(published.text()).isEqualTo(200);
    }

    private ApiCaller.Answer upload(byte[] content) {
        return editor.upload(IMAGES, "picture", content);
    }

    private static byte[] drawn(String format, int width, int height) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), format, out);
        return out.toByteArray();
    }
}
