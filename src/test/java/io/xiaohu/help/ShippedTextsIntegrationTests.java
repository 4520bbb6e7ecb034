package io.xiaohu.help;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.help.core.ArticleFile;
import io.xiaohu.help.jdbc.Articles;
import io.xiaohu.kernel.Tokens;
import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.TestStaff;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** A newer text of the product never takes the place of what the desk has published. */
@IntegrationTest
class ShippedTextsIntegrationTests {

    private static final String ARTICLES = "/api/v1/desk/help-articles/";

    @LocalServerPort private int port;
    @Autowired private Articles articles;
    @Autowired private JdbcClient sql;

    @Test
    void aNewerTextTakesThePlaceOfTheProductsOwn() {
        ship("plain-seed", "旧标题");
        assertThat(title("plain-seed")).isEqualTo("旧标题");
        ship("plain-seed", "新标题");
        assertThat(title("plain-seed")).isEqualTo("新标题");
        ship("plain-seed", "旧标题");
        assertThat(title("plain-seed")).isEqualTo("新标题");
    }

    @Test
    void aNewerTextIsOfferedWhereTheDeskPublishedItsOwnAndCanBeTakenOver() {
        ship("edited-seed", "产品的标题");
        ApiCaller editor = TestStaff.signIn(port, "admin");
        ApiCaller supervisor = TestStaff.signIn(port, "supervisor");
        String versions = ARTICLES + "edited-seed/zh/versions";
        editor.post(versions, "{\"from\":1}");
        editor.put(versions + "/2", HelpTexts.save(1, "编辑的标题", HelpTexts.BODY));
        editor.post(versions + "/2/submission", "{\"revision\":2}");
        supervisor.post(versions + "/2/publication", "{\"revision\":2}");
        ship("edited-seed", "产品的新标题");
        assertThat(title("edited-seed")).isEqualTo("编辑的标题");
        assertThat(offered(editor, "edited-seed").asInt()).isEqualTo(3);
        JsonNode draft = editor.post(versions, "{\"from\":3}").json();
        assertThat(draft.path("text").path("title").asString()).isEqualTo("产品的新标题");
        assertThat(offered(editor, "edited-seed").isMissingNode()).isTrue();
        assertThat(title("edited-seed")).isEqualTo("编辑的标题");
    }

    @Test
    void whatTheDeskTookDownDoesNotComeBackWithANewerText() {
        ship("withdrawn-seed", "撤下的标题");
        ApiCaller supervisor = TestStaff.signIn(port, "supervisor");
        supervisor.post(ARTICLES + "withdrawn-seed/zh/withdrawal", "{\"reason\":\"不适用\"}");
        ship("withdrawn-seed", "又来了");
        assertThat(read("withdrawn-seed").status()).isEqualTo(404);
        assertThat(offered(supervisor, "withdrawn-seed").asInt()).isEqualTo(2);
    }

    @Test
    void aServerThatStartsAgainTakesNothingInTwice() throws IOException {
        long before = count();
        articles.bringUpToDate();
        assertThat(count()).isEqualTo(before);
    }

    private void ship(String slug, String title) {
        String file =
                "title: " + title + "\ntopic: OTHER\nasks: 一|二|三\n\n" + HelpTexts.BODY + title;
        articles.take(
                List.of(
                        new Articles.Shipped(
                                slug,
                                "zh",
                                ArticleFile.read(file),
                                Tokens.sha256(file.getBytes(StandardCharsets.UTF_8)))));
    }

    private static JsonNode offered(ApiCaller staff, String slug) {
        return staff.get(ARTICLES + slug + "/zh").json().path("article").path("offered");
    }

    private ApiCaller.Answer read(String slug) {
        return new ApiCaller(port).speaking("zh-CN").get("/api/v1/help/articles/" + slug);
    }

    private String title(String slug) {
        return read(slug).json().path("title").asString();
    }

    private long count() {
        return sql.sql("select count(*) from help.article_version").query(Long.class).single();
    }
}
