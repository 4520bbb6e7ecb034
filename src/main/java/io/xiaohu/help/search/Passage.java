package io.xiaohu.help.search;

import io.xiaohu.help.Article;
import io.xiaohu.help.core.ArticleMarkdown;
import io.xiaohu.help.core.Grams;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A part of an article that can answer by itself.
 *
 * @param slug of its article
 */
record Passage(String slug, Kind kind, String text) {

    private static final Pattern BLOCKS = Pattern.compile("\\n\\s*\\n");

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

    /**
     * The blocks of an article that answer a question: from the one that shares the most words with
     * it on, as many as may be said at once, in lines.
     */
    static String answering(String markdown, String question, int most) {
        List<String> blocks = BLOCKS.splitAsStream(markdown).map(Passage::lines).toList();
        Set<String> asked = Set.copyOf(Grams.of(question));
        int best = 0;
        long shared = 0;
        for (int i = 0; i < blocks.size(); i++) {
            long common =
                    Grams.of(blocks.get(i)).stream().distinct().filter(asked::contains).count();
            if (common > shared) {
                best = i;
                shared = common;
            }
        }
        StringBuilder said = new StringBuilder(blocks.get(best));
        for (int i = best + 1; i < blocks.size(); i++) {
            if (said.length() + blocks.get(i).length() >= most) {
                break;
            }
            said.append('\n').append(blocks.get(i));
        }
        return said.length() <= most ? said.toString() : said.substring(0, most) + "…";
    }

    /** A block without marks, each point of a list in a line of its own. */
    private static String lines(String block) {
        return String.join("\n", ArticleMarkdown.lines(block.stripIndent()));
    }

    /** Markdown without its marks. */
    static String plain(String markdown) {
        return String.join(" ", ArticleMarkdown.lines(markdown));
    }
}
