package io.xiaohu.help.core;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;

/** What an article must be before it is reviewed: whole, and leading only where something is. */
public final class ArticleChecks {

    private static final int LONGEST_TITLE = 80;
    private static final int LEAST_ASKS = 3;
    private static final int MOST_ASKS = 40;
    private static final int LONGEST_ASK = 100;
    private static final int MOST_RELATED = 8;
    private static final int SHORTEST_BODY = 100;
    private static final int LONGEST_BODY = 8_000;
    private static final int SHOWN = 30;
    private static final Pattern ARTICLE = Pattern.compile("/(?:en/|app/)?help/([a-z0-9-]+)");

    private final String slug;
    private final Set<String> slugs;
    private final Set<UUID> pictures;
    private final List<ArticleFault> faults = new ArrayList<>();

    private ArticleChecks(String slug, Set<String> slugs, Set<UUID> pictures) {
        this.slug = slug;
        this.slugs = slugs;
        this.pictures = pictures;
    }

    /**
     * What is wrong, in the order of the form; nothing when it can be reviewed.
     *
     * @param slug of the article
     * @param slugs of all that are published in its language
     * @param pictures that exist
     */
    public static List<ArticleFault> of(
            String slug, ArticleText text, Set<String> slugs, Set<UUID> pictures) {
        ArticleChecks checks = new ArticleChecks(slug, slugs, pictures);
        checks.title(text.title());
        checks.asks(text.asks());
        checks.related(text.related());
        checks.body(text.body());
        return List.copyOf(checks.faults);
    }

    private void title(String title) {
        if (title.isBlank() || title.length() > LONGEST_TITLE) {
            fault("title", "title", Map.of("most", LONGEST_TITLE));
        }
    }

    private void asks(List<String> asks) {
        if (asks.size() < LEAST_ASKS || asks.size() > MOST_ASKS) {
            fault("asks", "asks", Map.of("least", LEAST_ASKS, "most", MOST_ASKS));
        }
        Set<String> seen = new HashSet<>();
        for (String ask : asks) {
            if (ask.length() > LONGEST_ASK) {
                fault("asks", "ask.long", Map.of("ask", shown(ask), "most", LONGEST_ASK));
            }
            if (!seen.add(ask)) {
                fault("asks", "ask.twice", Map.of("ask", shown(ask)));
            }
        }
    }

    private void related(List<String> related) {
        if (related.size() > MOST_RELATED) {
            fault("related", "related.many", Map.of("most", MOST_RELATED));
        }
        for (String other : related) {
            if (other.equals(slug)) {
                fault("related", "related.itself", Map.of());
            } else if (!slugs.contains(other)) {
                fault("related", "related.none", Map.of("slug", other));
            }
        }
    }

    private void body(String body) {
        if (body.length() < SHORTEST_BODY || body.length() > LONGEST_BODY) {
            fault("body", "body", Map.of("least", SHORTEST_BODY, "most", LONGEST_BODY));
        }
        ArticleMarkdown.parse(body)
                .accept(
                        new AbstractVisitor() {
                            @Override
                            public void visit(HtmlBlock html) {
                                fault("body", "html", Map.of("html", shown(html.getLiteral())));
                            }

                            @Override
                            public void visit(HtmlInline html) {
                                fault("body", "html", Map.of("html", shown(html.getLiteral())));
                            }

                            @Override
                            public void visit(Link link) {
                                link(link.getDestination());
                                visitChildren(link);
                            }

                            @Override
                            public void visit(Image image) {
                                image(image);
                            }
                        });
    }

    private void link(String to) {
        Matcher article = ARTICLE.matcher(to);
        boolean leads =
                article.matches()
                        ? slugs.contains(article.group(1)) || article.group(1).equals(slug)
                        : Pages.ALL.contains(to);
        if (!leads) {
            fault("body", "link", Map.of("to", to));
        }
    }

    private void image(Image image) {
        String to = image.getDestination();
        if (ArticleMarkdown.picture(to).filter(pictures::contains).isEmpty()) {
            fault("body", "picture", Map.of("to", to));
        } else if (words(image).isBlank()) {
            fault("body", "picture.words", Map.of());
        }
    }

    /** What stands in the brackets of a picture. */
    private static String words(Node image) {
        StringBuilder words = new StringBuilder();
        image.accept(
                new AbstractVisitor() {
                    @Override
                    public void visit(Text text) {
                        words.append(text.getLiteral());
                    }

                    @Override
                    public void visit(Code code) {
                        words.append(code.getLiteral());
                    }

                    @Override
                    public void visit(SoftLineBreak end) {
                        words.append(' ');
                    }
                });
        return words.toString();
    }

    private static String shown(String text) {
        String line = text.strip();
        return line.length() > SHOWN ? line.substring(0, SHOWN) + "…" : line;
    }

    private void fault(String field, String key, Map<String, Object> args) {
        faults.add(new ArticleFault(field, key, args));
    }
}
