package io.xiaohu.help;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.help.search.HelpSearch;
import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.IntegrationTest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Everyday questions find their article, and nothing anybody types breaks the search. */
@IntegrationTest
class HelpSearchIntegrationTests {

    @LocalServerPort private int port;
    @Autowired private JdbcClient sql;
    @Autowired private HelpSearch search;

    @ParameterizedTest
    @CsvSource({
        "钱充了没到账, top-up-not-arrived",
        "充值失败怎么回事, top-up-not-arrived",
        "提现三天没到, withdrawal-time",
        "收不到短信验证码, code-not-received",
        "账户被锁了登不上, sign-in-locked",
        "密码忘了, forgot-password",
        "额度, verification-and-limits",
        "怎么提升限额, verification-and-limits",
        "tixian mei dao, withdrawal-time",
        "充直没到账, top-up-not-arrived",
        "转错人了怎么办, transfer-mistake",
        "支付密码锁定, payment-pin",
        "有人冒充客服让我转账, caller-claims",
        "不是我操作的登录, account-activity",
        "怎么申请争议, disputes",
        "我要投诉 12363, legal-help",
        "人工客服几点上班, service-hours",
        "客服电话多少, contact-us",
        "我有个建议, feedback",
        "怎么注销账户, close-account",
        "退款没到, refunds",
        "我被骗了, defrauded",
        "收到诈骗短信, suspicious-links",
        "这个短信是你们发的吗, is-it-really-us",
        "银行卡提不出钱, withdrawal-failed",
        "怎么提现, how-to-withdraw",
        "实名认证, real-name",
        "账号被盗了, account-activity",
        "登不上去, forgot-password",
    })
    void anEverydayQuestionFindsItsArticleAmongTheFirstThree(String question, String slug) {
        assertThat(slugs("zh-CN", question)).contains(slug);
    }

    @ParameterizedTest
    @CsvSource({
        "top-up failed, top-up-not-arrived",
        "forgot my password, forgot-password",
        "no code, code-not-received",
        "is this phishing, suspicious-links",
        "how to withdraw, how-to-withdraw",
        "scam, is-it-really-us",
        "close my account, close-account",
    })
    void englishQuestionsFindEnglishArticles(String question, String slug) {
        assertThat(slugs("en", question)).contains(slug);
    }

    @ParameterizedTest
    @ValueSource(strings = {"😀", "\u202e\u200b", "' or 1=1 --", "%", "a b c d e f", "钱"})
    void whateverIsTypedGetsAnAnswer(String question) {
        ApiCaller.Answer answer = search("zh-CN", question);
        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void aVeryLongQuestionIsBadInput() {
        assertThat(search("zh-CN", "a".repeat(300)).status()).isEqualTo(400);
    }

    @Test
    void everyArticleExistsInBothLanguagesAndIsWhole() {
        JsonNode all = search("zh-CN", "").json().path("items");
        assertThat(all.size()).isGreaterThanOrEqualTo(60);
        for (JsonNode item : all) {
            String path = "/api/v1/help/articles/" + item.path("slug").asString();
            for (String language : List.of("zh-CN", "en")) {
                JsonNode article = new ApiCaller(port).speaking(language).get(path).json();
                assertThat(article.path("html").asString().length()).as(path).isGreaterThan(60);
                assertThat(article.path("html").asString()).doesNotContain("<script");
            }
        }
    }

    @Test
    void anArticleNamesWhatToReadNextAndLinksIntoTheWallet() {
        JsonNode article =
                new ApiCaller(port)
                        .speaking("zh-CN")
                        .get("/api/v1/help/articles/how-to-top-up")
                        .json();
        assertThat(article.path("related").size()).isPositive();
        assertThat(article.path("html").asString()).contains("href=\"/app/top-up\"");
    }

    @Test
    void whatIsNotSwitchedOnHasNoArticle() {
        ApiCaller caller = new ApiCaller(port).speaking("zh-CN");
        assertThat(caller.get("/api/v1/help/articles/digital-currency").status()).isEqualTo(404);
        assertThat(slugs("zh-CN", "数字货币")).doesNotContain("digital-currency");
    }

    @Test
    void whetherAnArticleHelpedIsCountedAndForNoOtherThanAnArticle() {
        ApiCaller caller = new ApiCaller(port).speaking("zh-CN");
        String vote = "{\"helped\": false, \"comment\": \" 没写多久 \"}";
        assertThat(caller.post("/api/v1/help/articles/fees/votes", vote).status()).isEqualTo(204);
        assertThat(caller.post("/api/v1/help/articles/none/votes", vote).status()).isEqualTo(404);
        assertThat(
                        sql.sql("select comment from help.vote where slug = 'fees'")
                                .query(String.class)
                                .single())
                .isEqualTo("没写多久");
    }

    @Test
    void whatArticlesMeanIsWorkedOutOnceForAllServers() {
        assertThat(search.understand()).isTrue();
        Integer kept =
                sql.sql("select count(*) from help.passage_vector").query(Integer.class).single();
        assertThat(kept).isGreaterThan(400);
        assertThat(search.understand()).isTrue();
        assertThat(slugs("zh-CN", "刚才打进去的款怎么不见了")).isNotEmpty();
    }

    private List<String> slugs(String language, String question) {
        List<String> slugs = new ArrayList<>();
        search(language, question)
                .json()
                .path("items")
                .forEach(item -> slugs.add(item.path("slug").asString()));
        return slugs.subList(0, Math.min(3, slugs.size()));
    }

    private ApiCaller.Answer search(String language, String question) {
        String q = URLEncoder.encode(question, StandardCharsets.UTF_8);
        return new ApiCaller(port).speaking(language).get("/api/v1/help/search?q=" + q);
    }
}
