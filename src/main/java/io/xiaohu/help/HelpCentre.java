package io.xiaohu.help;

import io.xiaohu.help.core.Grams;
import io.xiaohu.help.jdbc.Articles;
import io.xiaohu.kernel.Languages;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jsoup.Jsoup;
import org.jsoup.safety.Safelist;
import org.springframework.stereotype.Service;

/** Finds and shows articles. */
@Service
public class HelpCentre {

    private static final int MOST = 10;
    private static final int EXCERPT = 80;
    private static final int TITLE_WEIGHT = 4;
    private static final int ASKS_WEIGHT = 3;

    private final Articles articles;
    private final Parser markdown =
            Parser.builder().extensions(List.of(TablesExtension.create())).build();
    private final HtmlRenderer html =
            HtmlRenderer.builder()
                    .extensions(List.of(TablesExtension.create()))
                    .escapeHtml(true)
                    .build();

    HelpCentre(Articles articles) {
        this.articles = articles;
    }

    /** The articles that fit best; for nothing asked, all of them. */
    public List<Found> search(String question, Locale locale) {
        Set<String> asked = Grams.of(question);
        List<Article> found =
                asked.isEmpty()
                        ? articles.all(language(locale))
                        : articles.withAny(asked, language(locale));
        return found.stream()
                .map(article -> found(article, score(article, asked)))
                .sorted(Comparator.comparingLong(Found::score).reversed())
                .limit(asked.isEmpty() ? Integer.MAX_VALUE : MOST)
                .toList();
    }

    public Optional<Article> article(String slug, Locale locale) {
        return articles.find(slug, language(locale));
    }

    /** The body as safe HTML. */
    public String html(Article article) {
        String rendered = html.render(markdown.parse(article.body()));
        return Jsoup.clean(rendered, Safelist.relaxed().removeTags("img"));
    }

    private static long score(Article article, Set<String> asked) {
        return TITLE_WEIGHT * shared(article.title(), asked)
                + ASKS_WEIGHT * shared(article.asks(), asked)
                + shared(article.body(), asked);
    }

    private static long shared(String text, Set<String> asked) {
        return Grams.of(text).stream().filter(asked::contains).count();
    }

    private Found found(Article article, long score) {
        String plain = Jsoup.parse(html.render(markdown.parse(article.body()))).text();
        String excerpt = plain.length() > EXCERPT ? plain.substring(0, EXCERPT) + "…" : plain;
        return new Found(article.slug(), article.title(), article.topic(), excerpt, score);
    }

    private static String language(Locale locale) {
        return Languages.supported(locale) == Languages.ENGLISH ? "en" : "zh";
    }
}
