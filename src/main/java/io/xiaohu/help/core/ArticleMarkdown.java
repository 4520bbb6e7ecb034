package io.xiaohu.help.core;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Image;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.jsoup.safety.Safelist;

/**
 * The Markdown of articles as safe HTML. A picture is one of the help centre's own, written {@code
 * ![what it shows](image:<id>)}; any other is left out.
 */
public final class ArticleMarkdown {

    private static final List<Extension> EXTENSIONS = List.of(TablesExtension.create());
    private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();
    private static final HtmlRenderer TEXT =
            HtmlRenderer.builder().extensions(EXTENSIONS).escapeHtml(true).build();
    private static final Safelist SAFE =
            Safelist.relaxed().addAttributes("img", "loading").preserveRelativeLinks(true);

    private static final Pattern PICTURE =
            Pattern.compile("image:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})");

    private ArticleMarkdown() {}

    /** How large a picture is, in pixels. */
    public record Size(int width, int height) {}

    static Node parse(String body) {
        return PARSER.parse(body);
    }

    /** The pictures a text shows. */
    public static Set<UUID> pictures(String body) {
        Set<UUID> pictures = new LinkedHashSet<>();
        Matcher found = PICTURE.matcher(body);
        while (found.find()) {
            pictures.add(UUID.fromString(found.group(1)));
        }
        return pictures;
    }

    /** The picture a destination names. */
    static Optional<UUID> picture(String destination) {
        Matcher found = PICTURE.matcher(destination);
        return found.matches() ? Optional.of(UUID.fromString(found.group(1))) : Optional.empty();
    }

    static void eachImage(Node document, Consumer<Image> seen) {
        document.accept(
                new AbstractVisitor() {
                    @Override
                    public void visit(Image image) {
                        seen.accept(image);
                    }
                });
    }

    /**
     * The body as safe HTML.
     *
     * @param path under which pictures are served, such as {@code /help-images/}
     * @param sizes of the pictures that exist; others are left out
     */
    public static String html(String body, String path, Map<UUID, Size> sizes) {
        Node document = parse(body);
        List<Image> foreign = new ArrayList<>();
        eachImage(
                document,
                image -> {
                    if (picture(image.getDestination()).filter(sizes::containsKey).isEmpty()) {
                        foreign.add(image);
                    }
                });
        foreign.forEach(Node::unlink);
        HtmlRenderer renderer =
                HtmlRenderer.builder()
                        .extensions(EXTENSIONS)
                        .escapeHtml(true)
                        .attributeProviderFactory(context ->
                                (node, tag, attributes) -> {
                                    if (node instanceof Image image) {
                                        describe(image, path, sizes, attributes);
                                    }
                                })
                        .build();
        return Jsoup.clean(renderer.render(document), "https://relative.invalid/", SAFE);
    }

    /**
     * What a text says, without its marks: points of a list, rows of a table and the rest in lines.
     */
    public static List<String> lines(String body) {
        Document said = Jsoup.parse(TEXT.render(parse(body)));
        said.select("img").forEach(image -> image.replaceWith(new TextNode(image.attr("alt"))));
        return said.select("h1, h2, h3, h4, h5, h6, pre, li, tr, p:not(li p)").stream()
                .map(ArticleMarkdown::own)
                .filter(line -> !line.isBlank())
                .toList();
    }

    /** The text of a point without that of the points below it, which are lines of their own. */
    private static String own(Element line) {
        Element alone = line.clone();
        alone.select("ul, ol").remove();
        return alone.text();
    }

    private static void describe(
            Image image, String path, Map<UUID, Size> sizes, Map<String, String> attributes) {
        picture(image.getDestination())
                .ifPresent(id -> {
                    Size size = sizes.get(id);
                    if (size != null) {
                        attributes.put("src", path + id);
                        attributes.put("width", Integer.toString(size.width()));
                        attributes.put("height", Integer.toString(size.height()));
                        attributes.put("loading", "lazy");
                    }
                });
    }
}
