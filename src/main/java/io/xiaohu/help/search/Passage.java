package io.xiaohu.help.search;

import io.xiaohu.help.Article;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A part of an article that can answer by itself.
 *
 * @param slug of its article
 */
record Passage(String slug, Kind kind, String text) {

    private static final Pattern MARKS =
            Pattern.compile("!(?=\\[)|\\]\\([^)]*\\)|[*_#>|`\\[\\]]|(?m)^\\s*(?:-|\\d+\\.)\\s");

    /** What part it is. */
    enum Kind {
        TITLE,
        ASK,
        WHOLE
    }

    /** Title and everyday questions of an article. */
    static List<Passage> of(Article article) {
        List<Passage> passages = new ArrayList<>();
        passages.add(new Passage(article.slug(), Kind.TITLE, article.title()));
        article.asks().forEach(ask -> passages.add(new Passage(article.slug(), Kind.ASK, ask)));
        return passages;
    }

    /** Markdown without its marks. */
    static String plain(String markdown) {
        return MARKS.matcher(markdown).replaceAll(" ").replaceAll("\\s+", " ").strip();
    }
}
