package io.xiaohu.help;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.help.core.ArticleChecks;
import io.xiaohu.help.core.ArticleFile;
import io.xiaohu.help.core.ArticleText;
import io.xiaohu.help.core.Pages;
import io.xiaohu.help.search.ShippedArticles;
import io.xiaohu.support.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every article is whole, its links lead somewhere, and it calls things what the wallet does. */
class ArticlesTests {

    private static final Pattern LINK = Pattern.compile("\\[([^\\]]+)\\]\\(([^)]+)\\)");
    private static final Pattern ROUTE = Pattern.compile("path: '([^']+)'");
    private static final Pattern PLACE =
            Pattern.compile("(?:我的|帮助与反馈|安全中心|收付款) → \\[?([^\\]” →]+)");
    private static final Set<String> SITE =
            Set.of(
                    "/status",
                    "/feedback",
                    "/contact",
                    "/verify-statement",
                    "/en/feedback",
                    "/en/status",
                    "/en/contact",
                    "/en/verify-statement");

    /** Spelt otherwise by many; people may ask so, we do not answer so. */
    private static final Pattern MISSPELT =
            Pattern.compile(
                    "登陆|帐号|帐户|到帐|冲值|付款密码|交易密码|小狐狸|小狐支付|通行秘钥|二步验证"
                            + "|(?i:top up your)|log ?in\\b|\\btopup|XiaoHu|Xiaohu wallet"
                            + "|\\bpasscode|\\bpass-key|customer service");

    /** A hotline or an address: each installation has its own, listed on its contact page. */
    private static final Pattern CONTACT =
            Pattern.compile("[0-9]{3,4}-[0-9]{3,4}-[0-9]{4}|[\\w.]+@[\\w.]+|QQ [0-9]+|\\.example");

    private static final Path WORDS = Path.of("web/wallet/src/i18n");
    private static final int SHORTEST = 100;
    private static final int ENOUGH = 60;

    private final Map<String, ArticleFile> files = ShippedArticles.files();

    @Test
    void thereAreEnoughAndEachIsThereInBothLanguages() {
        Set<String> chinese = slugs("zh");
        assertThat(chinese).hasSizeGreaterThanOrEqualTo(ENOUGH).isEqualTo(slugs("en"));
    }

    @Test
    void bothLanguagesHaveTheSameTopicNeedsAndNeighbours() {
        for (String slug : slugs("zh")) {
            ArticleFile chinese = file(slug, "zh");
            ArticleFile english = file(slug, "en");
            assertThat(english.topic()).as(slug).isEqualTo(chinese.topic());
            assertThat(english.needs()).as(slug).isEqualTo(chinese.needs());
            assertThat(english.related()).as(slug).isEqualTo(chinese.related());
        }
    }

    @Test
    void everyTopicOfSupportHasAnArticleAndNoOtherIsUsed() {
        Set<String> used =
                files.values().stream().map(ArticleFile::topic).collect(Collectors.toSet());
        assertThat(used)
                .isEqualTo(Stream.of(Topic.values()).map(Topic::name).collect(Collectors.toSet()));
    }

    @Test
    void whatIsReadNextExistsAndIsAnotherArticle() {
        files.forEach((name, file) ->
                assertThat(slugs("zh"))
                        .as(name)
                        .containsAll(file.related())
                        .isNotEqualTo(Set.copyOf(file.related())));
        files.forEach((name, file) ->
                assertThat(file.related()).as(name).doesNotContain(name.split("\\.")[0]));
    }

    @Test
    void noneNamesAContactThatAnotherInstallationDoesNotHave() {
        files.forEach((name, file) ->
                assertThat(CONTACT.matcher(file.body()).results().map(MatchResult::group))
                        .as(name)
                        .isEmpty());
    }

    @Test
    void everyLinkLeadsToAPageThatExists() throws IOException {
        Set<String> pages = new LinkedHashSet<>(SITE);
        pages.addAll(walletPages());
        List<String> broken = new ArrayList<>();
        files.forEach((name, file) -> {
            Matcher links = LINK.matcher(file.body());
            while (links.find()) {
                if (!pages.contains(links.group(2))) {
                    broken.add(name + ": " + links.group(2));
                }
            }
        });
        assertThat(broken).isEmpty();
    }

    @Test
    void anEditorMayLinkToEveryPageOfTheWalletThatNeedsNoId() throws IOException {
        assertThat(Pages.ALL)
                .containsAll(SITE)
                .filteredOn(page -> page.startsWith("/app/"))
                .containsExactlyInAnyOrderElementsOf(
                        walletPages().stream().filter(page -> !page.contains(":")).toList());
    }

    private static Set<String> walletPages() throws IOException {
        Set<String> pages = new LinkedHashSet<>();
        Matcher routes = ROUTE.matcher(Files.readString(Path.of("web/wallet/src/router.ts")));
        while (routes.find()) {
            pages.add("/app" + routes.group(1));
        }
        return pages;
    }

    @Test
    void placesInTheWalletAreCalledWhatTheWalletCallsThem() throws IOException {
        StringBuilder words = new StringBuilder();
        try (Stream<Path> all = Files.list(WORDS)) {
            for (Path one : all.filter(it -> it.toString().endsWith(".ts")).toList()) {
                words.append(Files.readString(one));
            }
        }
        List<String> unknown = new ArrayList<>();
        for (String slug : slugs("zh")) {
            Matcher places = PLACE.matcher(file(slug, "zh").body());
            while (places.find()) {
                if (!words.toString().contains("'" + places.group(1) + "'")) {
                    unknown.add(slug + ": " + places.group(1));
                }
            }
        }
        assertThat(unknown).isEmpty();
    }

    @Test
    void everyShippedArticleWouldPassTheReview() {
        files.forEach((name, file) -> {
            String[] parts = name.split("\\.");
            ArticleText text =
                    new ArticleText(
                            file.title(), file.topic(), file.asks(), file.related(), file.body());
            assertThat(ArticleChecks.of(parts[0], text, slugs(parts[1]), Set.of()))
                    .as(name)
                    .isEmpty();
        });
    }

    @Test
    void namesAreSpeltAsTheGlossarySpellsThem() {
        List<String> misspelt = new ArrayList<>();
        files.forEach((name, file) -> {
            Matcher found = MISSPELT.matcher(file.title() + "\n" + file.body());
            while (found.find()) {
                misspelt.add(name + ": " + found.group());
            }
        });
        assertThat(misspelt).isEmpty();
    }

    @Test
    void noneIsEmptyTalkOrMissesItsEverydayQuestions() {
        files.forEach((name, file) -> {
            assertThat(file.body().length()).as(name).isGreaterThan(SHORTEST);
            assertThat(file.asks()).as(name).hasSizeGreaterThanOrEqualTo(3);
        });
    }

    private ArticleFile file(String slug, String language) {
        return java.util.Objects.requireNonNull(files.get(slug + "." + language));
    }

    private Set<String> slugs(String language) {
        return files.keySet().stream()
                .filter(name -> name.endsWith("." + language))
                .map(name -> name.substring(0, name.indexOf('.')))
                .collect(Collectors.toSet());
    }
}
