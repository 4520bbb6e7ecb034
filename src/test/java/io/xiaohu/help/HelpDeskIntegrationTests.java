package io.xiaohu.help;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xiaohu.help.core.ArticleVersion;
import io.xiaohu.help.jdbc.ArticleVersions;
import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.SecondServer;
import io.xiaohu.testing.TestStaff;
import io.xiaohu.testing.Waiting;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Articles are written by one and published by another, and everybody reads them at once. */
@IntegrationTest
class HelpDeskIntegrationTests {

    private static final String ARTICLES = "/api/v1/desk/help-articles";

    @LocalServerPort private int port;
    @Autowired private JdbcClient sql;
    @Autowired private ApplicationContext here;

    @SuppressWarnings("NullAway.Init")
    @Autowired
    private ArticleVersions versions;

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
    void aNewArticleIsWrittenByOneAndPublishedByAnother() {
        begin("new-article", "旅行时怎么办");
        assertThat(read("new-article").status()).isEqualTo(404);
        assertThat(act(editor, "new-article", 1, "submission").path("state").asString())
                .isEqualTo("IN_REVIEW");
        ApiCaller.Answer own = decide(editor, "new-article", 1, "publication", 1);
        assertThat(own.code()).isEqualTo("SECOND_PERSON_NEEDED");
        JsonNode published = act(supervisor, "new-article", 1, "publication");
        assertThat(published.path("publishedBy").asString()).isEqualTo("刘洋");
        assertThat(read("new-article").json().path("title").asString()).isEqualTo("旅行时怎么办");
    }

    @Test
    void whatIsPublishedIsFoundBySearchAndFollowsOnTheSiteAtOnce() {
        publish("found-article", "出国旅行怎么付款", HelpTexts.BODY);
        assertThat(found("出国旅行付款")).contains("found-article");
        assertThat(page("/help/found-article")).contains("出国旅行怎么付款");
        JsonNode draft = draft("found-article", 1);
        int number = draft.path("number").asInt();
        save(editor, "found-article", number, 1, "到国外怎么付款", HelpTexts.BODY);
        assertThat(page("/help/found-article")).contains("出国旅行怎么付款");
        act(editor, "found-article", number, "submission");
        act(supervisor, "found-article", number, "publication");
        assertThat(page("/help/found-article")).contains("到国外怎么付款");
        assertThat(page("/help")).contains("到国外怎么付款").doesNotContain("出国旅行怎么付款");
    }

    @Test
    void whatIsPublishedOnOneServerIsReadAndFoundOnTheOther() {
        try (ConfigurableApplicationContext second = SecondServer.beside(here)) {
            ApiCaller elsewhere = new ApiCaller(SecondServer.portOf(second)).speaking("zh-CN");
            String search = "/api/v1/help/search?q=" + encoded("双机热备份");
            assertThat(slugs(elsewhere.get(search))).doesNotContain("two-servers");
            publish("two-servers", "双机热备份时怎么办", HelpTexts.BODY);
            Waiting.until(() -> slugs(elsewhere.get(search)).contains("two-servers"));
            Waiting.until(() -> elsewhere.page("/help/two-servers").text().contains("双机热备份"));
            supervisor.post(ARTICLES + "/two-servers/zh/withdrawal", "{\"reason\":\"写错了\"}");
            Waiting.until(() -> !slugs(elsewhere.get(search)).contains("two-servers"));
            Waiting.until(() -> elsewhere.page("/help/two-servers").status() == 404);
        }
    }

    @Test
    void anArticleThatIsThereInOneLanguageSaysSoOnThePageOfTheOther() {
        publish("one-language", "只有中文的文章", HelpTexts.BODY);
        assertThat(page("/en/help/one-language"))
                .contains("in Chinese only for now")
                .contains("<h1 lang=\"zh-CN\">只有中文的文章")
                .doesNotContain("Did this help?");
        assertThat(page("/help/one-language")).doesNotContain("暂时只有");
        assertThat(new ApiCaller(port).get("/sitemap.xml").text()).contains("/help/one-language");
    }

    @Test
    void whatWasSavedAfterItWasSeenIsNotPublished() {
        begin("raced-article", "同时改的文章");
        act(editor, "raced-article", 1, "submission");
        ArticleVersion seen = versions.find("raced-article", "zh", 1).orElseThrow();
        String reason = "{\"revision\":1,\"reason\":\"还要改\"}";
        assertThat(editor.post(version("raced-article", 1) + "/return", reason).status())
                .isEqualTo(200);
        save(editor, "raced-article", 1, 1, "没人审过", HelpTexts.BODY);
        act(editor, "raced-article", 1, "submission");
        assertThat(versions.publish(seen, "刘洋", false)).isFalse();
        assertThat(decide(supervisor, "raced-article", 1, "publication", 1).code())
                .isEqualTo("ARTICLE_CHANGED");
        assertThat(read("raced-article").status()).isEqualTo(404);
    }

    @Test
    void aCommentWithWhatNoDatabaseKeepsIsCountedWithoutIt() {
        publish("nul-article", "有人乱评的文章", HelpTexts.BODY);
        ApiCaller.Answer sent =
                new ApiCaller(port)
                        .form(
                                "/help/nul-article",
                                Map.of(),
                                Map.of("helped", "false", "comment", "不\u0000清楚"));
        assertThat(sent.status()).as(sent.text()).isLessThan(400);
        JsonNode whole = supervisor.get(ARTICLES + "/nul-article/zh").json();
        assertThat(whole.path("comments").get(0).path("text").asString()).isEqualTo("不清楚");
    }

    @Test
    void anOlderTextComesBackByTwoAndTheHistoryStays() {
        publish("back-article", "第一版标题", HelpTexts.BODY);
        int second = draft("back-article", 1).path("number").asInt();
        save(editor, "back-article", second, 1, "第二版标题", HelpTexts.BODY);
        act(editor, "back-article", second, "submission");
        act(supervisor, "back-article", second, "publication");
        ApiCaller.Answer asked = rollBack(supervisor, "back-article", 1);
        assertThat(asked.json().path("state").asString()).as(asked.text()).isEqualTo("IN_REVIEW");
        assertThat(asked.json().path("from").asInt()).isEqualTo(1);
        assertThat(title("back-article")).isEqualTo("第二版标题");
        assertThat(decide(supervisor, "back-article", 3, "publication", 1).code())
                .isEqualTo("SECOND_PERSON_NEEDED");
        act(editor, "back-article", 3, "publication");
        assertThat(title("back-article")).isEqualTo("第一版标题");
        JsonNode whole = supervisor.get(ARTICLES + "/back-article/zh").json();
        assertThat(whole.path("versions").size()).isEqualTo(3);
        assertThat(whole.path("article").path("live").asInt()).isEqualTo(3);
        assertThat(rollBack(editor, "back-article", 3).code()).isEqualTo("ARTICLE_CHANGED");
    }

    @Test
    void whatIsTakenDownIsGoneAtOnceAndComesBackByTwo() {
        publish("down-article", "马上撤下的文章", HelpTexts.BODY);
        String down = ARTICLES + "/down-article/zh/withdrawal";
        assertThat(supervisor.post(down, "{\"reason\":\"写错了\"}").status()).isEqualTo(204);
        assertThat(read("down-article").status()).isEqualTo(404);
        assertThat(new ApiCaller(port).page("/help/down-article").status()).isEqualTo(404);
        assertThat(supervisor.post(down, "{\"reason\":\"再来\"}").status()).isEqualTo(404);
        rollBack(editor, "down-article", 1);
        act(supervisor, "down-article", 2, "publication");
        assertThat(title("down-article")).isEqualTo("马上撤下的文章");
    }

    @Test
    void theSecondOfTwoWhoSaveTheSameDraftIsRefusedAndNothingIsLost() {
        begin("stale-article", "草稿");
        save(editor, "stale-article", 1, 1, "她的标题", HelpTexts.BODY);
        ApiCaller.Answer late =
                editor.put(version("stale-article", 1), HelpTexts.save(1, "他的标题", HelpTexts.BODY));
        assertThat(late.code()).isEqualTo("ARTICLE_CHANGED");
        assertThat(late.json().path("revision").asInt()).isEqualTo(2);
        JsonNode kept = editor.get(version("stale-article", 1)).json();
        assertThat(kept.path("text").path("title").asString()).isEqualTo("她的标题");
        assertThat(decide(editor, "stale-article", 1, "submission", 1).code())
                .isEqualTo("ARTICLE_CHANGED");
    }

    @Test
    void whatIsSentBackSaysWhyAndIsADraftAgain() {
        begin("sent-back", "退回的文章");
        act(editor, "sent-back", 1, "submission");
        assertThat(
                        editor.put(version("sent-back", 1), HelpTexts.save(1, "偷改", HelpTexts.BODY))
                                .code())
                .isEqualTo("ARTICLE_CHANGED");
        String body = "{\"revision\":1,\"reason\":\"步骤少了一步\"}";
        assertThat(supervisor.post(version("sent-back", 1) + "/return", body).status())
                .isEqualTo(200);
        JsonNode whole = editor.get(ARTICLES + "/sent-back/zh").json();
        assertThat(whole.path("events").get(0).path("note").asString()).isEqualTo("步骤少了一步");
        assertThat(whole.path("versions").get(0).path("state").asString()).isEqualTo("SENT_BACK");
        save(editor, "sent-back", 1, 1, "改好的文章", HelpTexts.BODY);
        act(editor, "sent-back", 1, "submission");
        assertThat(act(supervisor, "sent-back", 1, "publication").path("state").asString())
                .isEqualTo("PUBLISHED");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "See [here](https://elsewhere.example).; body; leads nowhere",
                "See [here](/app/nowhere).; body; leads nowhere",
                "See [here](/help/no-such-article).; body; leads nowhere",
                "A <b>bold</b> word.; body; HTML",
                "![](image:00000000-0000-0000-0000-000000000000); body; no picture",
            })
    void whatIsWrongIsSaidInASentenceBeforeItIsReviewed(String words, String field, String said) {
        String slug = "faulty-" + Integer.toHexString(words.hashCode());
        ApiCaller.Answer made =
                editor.post(ARTICLES, HelpTexts.begin(slug, "标题", HelpTexts.BODY + "\n\n" + words));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        ApiCaller.Answer refused = decide(editor, slug, 1, "submission", 1);
        assertThat(refused.code()).isEqualTo("ARTICLE_UNFIT");
        JsonNode fault = refused.json().path("fields").get(0);
        assertThat(fault.path("name").asString()).isEqualTo(field);
        assertThat(fault.path("detail").asString()).contains(said);
    }

    @Test
    void aPreviewShowsWhatTheSiteWouldAndNamesEveryFault() {
        String body =
                """
                {"slug":"preview","language":"zh","text":{"title":"","topic":"OTHER","asks":["一"],\
                "related":["preview","none"],"body":"**好** <script>alert(1)</script>"}}\
                """;
        JsonNode tried = editor.post("/api/v1/desk/help-previews", body).json();
        assertThat(tried.path("html").asString())
                .contains("<strong>好</strong>")
                .doesNotContain("<script");
        List<String> fields = new ArrayList<>();
        tried.path("faults").forEach(fault -> fields.add(fault.path("field").asString()));
        assertThat(fields)
                .containsExactly("title", "asks", "related", "related", "body", "body", "body");
    }

    @Test
    void aLanguageIsBehindUntilItCatchesUp() {
        publish("two-tongues", "双语文章", HelpTexts.BODY);
        assertThat(behind("two-tongues", "zh")).isFalse();
        String english =
                HelpTexts.begin("two-tongues", "Two tongues", HelpTexts.BODY)
                        .replace("\"language\":\"zh\"", "\"language\":\"en\"");
        assertThat(editor.post(ARTICLES, english).status()).isEqualTo(201);
        assertThat(behind("two-tongues", "en")).isTrue();
        String draft = ARTICLES + "/two-tongues/en/versions/1";
        editor.post(draft + "/submission", "{\"revision\":1}");
        assertThat(supervisor.post(draft + "/publication", "{\"revision\":1}").status())
                .isEqualTo(200);
        assertThat(behind("two-tongues", "en")).isFalse();
        assertThat(behind("two-tongues", "zh")).isFalse();
    }

    @Test
    void everyActIsAuditedAndNoneIsForAnAgent() {
        publish("audited-article", "留痕的文章", HelpTexts.BODY);
        List<String> acts =
                sql.sql(
                                """
                                select action
                                from audit.line
                                where subject = 'help-article:audited-article.zh'
                                order by n
                                """)
                        .query((row, n) -> row.getString("action"))
                        .list();
        assertThat(acts)
                .containsExactly(
                        "help-article.drafted", "help-article.submitted", "help-article.published");
        assertThat(TestStaff.signIn(port, "agent").get(ARTICLES).status()).isEqualTo(403);
        assertThat(
                        supervisor
                                .post(ARTICLES, HelpTexts.begin("hers", "她的", HelpTexts.BODY))
                                .status())
                .isEqualTo(403);
    }

    @Test
    void whatWasPublishedKeepsItsTextWhoeverWritesToTheTable() {
        publish("kept-text", "不变的文章", HelpTexts.BODY);
        JdbcClient.StatementSpec rewriting =
                sql.sql("update help.article_version set body = 'x' where slug = 'kept-text'");
        assertThatThrownBy(rewriting::update).hasMessageContaining("keeps its text");
    }

    @Test
    void votesAreCountedAndCommentsNameNobody() {
        publish("voted-article", "有人评的文章", HelpTexts.BODY);
        ApiCaller reader = new ApiCaller(port).speaking("zh-CN");
        String votes = "/api/v1/help/articles/voted-article/votes";
        reader.post(votes, "{\"helped\":true}");
        reader.post(
                votes, "{\"helped\":false,\"comment\":\"我的手机 13812345678 收不到，回 li@b.example\"}");
        sql.sql(
                        """
                        insert into help.vote (id, slug, language, helped, comment, at)
                        values (gen_random_uuid(), 'voted-article', 'zh', true, '',
                            now() - interval '90 days')
                        """)
                .update();
        JsonNode whole = supervisor.get(ARTICLES + "/voted-article/zh").json();
        JsonNode counts = whole.path("article").path("votes");
        assertThat(counts.path("helped").asInt()).isEqualTo(2);
        assertThat(counts.path("helpedLately").asInt()).isEqualTo(1);
        assertThat(counts.path("notHelpedLately").asInt()).isEqualTo(1);
        assertThat(whole.path("comments").get(0).path("text").asString())
                .isEqualTo("我的手机 ****5678 收不到，回 ***@b.example");
    }

    @Test
    void theListNarrowsByStateTopicLanguageAndWords() {
        begin("listed-article", "列表里独一无二的标题");
        assertThat(listed("?state=DRAFT&q=" + encoded("独一无二"))).containsExactly("listed-article");
        assertThat(listed("?state=LIVE&q=" + encoded("独一无二"))).isEmpty();
        assertThat(listed("?language=en&topic=TOP_UP")).contains("fees").doesNotContain("disputes");
    }

    private void begin(String slug, String title) {
        ApiCaller.Answer made = editor.post(ARTICLES, HelpTexts.begin(slug, title, HelpTexts.BODY));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        assertThat(
                        editor.post(ARTICLES, HelpTexts.begin(slug, title, HelpTexts.BODY))
                                .json()
                                .path("fields")
                                .get(0)
                                .path("name")
                                .asString())
                .isEqualTo("slug");
    }

    private void publish(String slug, String title, String body) {
        editor.post(ARTICLES, HelpTexts.begin(slug, title, body));
        act(editor, slug, 1, "submission");
        act(supervisor, slug, 1, "publication");
    }

    private JsonNode draft(String slug, int from) {
        return editor.post(ARTICLES + "/" + slug + "/zh/versions", "{\"from\":" + from + "}")
                .json();
    }

    private void save(ApiCaller who, String slug, int number, int seen, String title, String body) {
        ApiCaller.Answer saved = who.put(version(slug, number), HelpTexts.save(seen, title, body));
        assertThat(saved.status()).as(saved.text()).isEqualTo(200);
    }

    /** At the revision there is now. */
    private JsonNode act(ApiCaller who, String slug, int number, String what) {
        int revision = editor.get(version(slug, number)).json().path("revision").asInt();
        ApiCaller.Answer done = decide(who, slug, number, what, revision);
        assertThat(done.status()).as(done.text()).isEqualTo(200);
        return done.json();
    }

    private static ApiCaller.Answer decide(
            ApiCaller who, String slug, int number, String what, int revision) {
        return who.post(version(slug, number) + "/" + what, "{\"revision\":" + revision + "}");
    }

    private static ApiCaller.Answer rollBack(ApiCaller who, String slug, int to) {
        return who.post(
                ARTICLES + "/" + slug + "/zh/roll-backs",
                "{\"to\":" + to + ",\"reason\":\"旧的更好\"}");
    }

    private static String version(String slug, int number) {
        return ARTICLES + "/" + slug + "/zh/versions/" + number;
    }

    private ApiCaller.Answer read(String slug) {
        return new ApiCaller(port).speaking("zh-CN").get("/api/v1/help/articles/" + slug);
    }

    private String title(String slug) {
        return read(slug).json().path("title").asString();
    }

    private String page(String path) {
        return new ApiCaller(port).page(path).text();
    }

    private boolean behind(String slug, String language) {
        return editor.get(ARTICLES + "/" + slug + "/" + language)
                .json()
                .path("article")
                .path("behind")
                .asBoolean();
    }

    private List<String> found(String question) {
        return slugs(
                new ApiCaller(port)
                        .speaking("zh-CN")
                        .get("/api/v1/help/search?q=" + encoded(question)));
    }

    private List<String> listed(String query) {
        return slugs(editor.get(ARTICLES + query));
    }

    private static List<String> slugs(ApiCaller.Answer answer) {
        List<String> slugs = new ArrayList<>();
        answer.json().path("items").forEach(item -> slugs.add(item.path("slug").asString()));
        return slugs;
    }

    private static String encoded(String words) {
        return URLEncoder.encode(words, StandardCharsets.UTF_8);
    }
}
