package io.xiaohu.help.search;

import io.xiaohu.help.Article;
import io.xiaohu.help.core.ArticleFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The articles in the jar, without a database. */
public final class ShippedArticles {

    private static final Path FOLDER = Path.of("src/main/resources/help");

    private ShippedArticles() {}

    /** As they are written, by slug and language such as {@code fees.zh}. */
    public static Map<String, ArticleFile> files() {
        Map<String, ArticleFile> all = new TreeMap<>();
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file : files.filter(it -> it.toString().endsWith(".md")).toList()) {
                String name = file.getFileName().toString();
                all.put(
                        name.substring(0, name.length() - ".md".length()),
                        ArticleFile.read(Files.readString(file)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    /** As they are published where nothing is switched on. */
    public static Map<String, List<Article>> published() {
        Map<String, List<Article>> published = new LinkedHashMap<>();
        for (String language : List.of("zh", "en")) {
            published.put(
                    language,
                    files().entrySet().stream()
                            .filter(file -> file.getKey().endsWith("." + language))
                            .filter(file -> file.getValue().needs() == null)
                            .map(file -> article(file.getKey(), file.getValue()))
                            .toList());
        }
        return published;
    }

    private static Article article(String name, ArticleFile file) {
        return new Article(
                name.substring(0, name.indexOf('.')),
                file.title(),
                file.topic(),
                file.asks(),
                file.related(),
                file.body(),
                Instant.EPOCH);
    }
}
