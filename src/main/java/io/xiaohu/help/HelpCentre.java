package io.xiaohu.help;

import io.xiaohu.help.core.ArticleMarkdown;
import io.xiaohu.help.core.Grams;
import io.xiaohu.help.jdbc.ArticleImages;
import io.xiaohu.help.jdbc.ArticleVotes;
import io.xiaohu.help.jdbc.Articles;
import io.xiaohu.help.search.HelpSearch;
import io.xiaohu.help.search.Hit;
import io.xiaohu.help.search.Shelf;
import io.xiaohu.kernel.Languages;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.PublicPicture;
import io.xiaohu.kernel.Reason;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.stereotype.Service;

/** Finds and shows articles. */
@Service
public class HelpCentre {

    /** The signal that an article changed. */
    public static final String CHANGED = Articles.CHANGED;

    /** Where everybody finds the pictures of published articles. */
    public static final String PICTURES = "/help-images/";

    private static final int MOST = 10;
    private static final int EXCERPT = 80;
    private static final int SAID_AT_ONCE = 280;
    private static final double IN_THOUSANDTHS = 1_000;

    /** A form's parts may hold what no database keeps. */
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}&&[^\n\t]]");

    private final HelpSearch search;
    private final ArticleVotes votes;
    private final ArticleImages images;

    HelpCentre(HelpSearch search, ArticleVotes votes, ArticleImages images) {
        this.search = search;
        this.votes = votes;
        this.images = images;
    }

    /** The articles that fit best; for nothing asked, all of them. */
    public List<Found> search(String question, Locale locale) {
        String language = language(locale);
        Shelf shelf = search.shelf();
        if (Grams.of(question).isEmpty() && Grams.characters(question).isEmpty()) {
            return shelf.all(language).stream().map(article -> found(shelf, article, 0)).toList();
        }
        return search.find(question, language, MOST).stream()
                .flatMap(hit -> shown(shelf, hit, language).stream())
                .toList();
    }

    private static Optional<Found> shown(Shelf shelf, Hit hit, String language) {
        return shelf.find(hit.slug(), language)
                .map(article -> found(shelf, article, Math.round(hit.score() * IN_THOUSANDTHS)));
    }

    public Optional<Article> article(String slug, Locale locale) {
        return search.shelf().find(slug, language(locale));
    }

    /** What of an article answers a question, short enough for a conversation. */
    public String answering(Article article, String question) {
        return Shelf.answering(article, question, SAID_AT_ONCE);
    }

    /** What people read next. */
    public List<Article> related(Article article, Locale locale) {
        Shelf shelf = search.shelf();
        return article.related().stream()
                .flatMap(slug -> shelf.find(slug, language(locale)).stream())
                .toList();
    }

    /**
     * Counts whether an article helped; who says so is not kept.
     *
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND
     */
    public void vote(String slug, Locale locale, boolean helped, String comment) {
        if (article(slug, locale).isEmpty()) {
            throw Problem.of(Reason.NOT_FOUND).exception();
        }
        votes.add(slug, language(locale), helped, CONTROL.matcher(comment).replaceAll("").strip());
    }

    /** The body as safe HTML. */
    public String html(Article article) {
        Set<UUID> pictures = ArticleMarkdown.pictures(article.body());
        return ArticleMarkdown.html(article.body(), PICTURES, images.sizes(pictures));
    }

    /** A picture that a published article shows; any other is not there. */
    public Optional<PublicPicture> picture(UUID id) {
        return search.shelf().shows(id) ? images.find(id) : Optional.empty();
    }

    private static Found found(Shelf shelf, Article article, long score) {
        String plain = shelf.plain(article);
        String excerpt = plain.length() > EXCERPT ? plain.substring(0, EXCERPT) + "…" : plain;
        return new Found(article.slug(), article.title(), article.topic(), excerpt, score);
    }

    private static String language(Locale locale) {
        return Languages.supported(locale) == Languages.ENGLISH ? "en" : "zh";
    }
}
