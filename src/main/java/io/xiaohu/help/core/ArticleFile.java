package io.xiaohu.help.core;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An article as it is shipped: lines of {@code key: value}, an empty line, Markdown.
 *
 * @param needs the capability it is about, which the operator may not have switched on; null for
 *     what every wallet has
 */
public record ArticleFile(
        String title,
        String topic,
        List<String> asks,
        List<String> related,
        @Nullable String needs,
        String body) {

    private static final Set<String> KEYS = Set.of("title", "topic", "asks", "related", "needs");

    /**
     * @throws IllegalArgumentException when it is not well formed
     */
    public static ArticleFile read(String text) {
        int end = text.indexOf("\n\n");
        if (end < 0) {
            throw new IllegalArgumentException("no empty line between head and body");
        }
        Map<String, String> head = new HashMap<>();
        for (String line : text.substring(0, end).split("\n")) {
            int colon = line.indexOf(": ");
            if (colon < 0 || !KEYS.contains(line.substring(0, colon))) {
                throw new IllegalArgumentException("not a line of the head: " + line);
            }
            head.put(line.substring(0, colon), line.substring(colon + 2).strip());
        }
        return new ArticleFile(
                required(head, "title"),
                required(head, "topic"),
                parts(required(head, "asks"), "\\|"),
                parts(head.getOrDefault("related", ""), ","),
                head.get("needs"),
                text.substring(end).strip());
    }

    private static String required(Map<String, String> head, String key) {
        String value = head.get(key);
        if (value == null || value.isEmpty()) {
            throw new IllegalArgumentException("the head has no " + key);
        }
        return value;
    }

    private static List<String> parts(String value, String separator) {
        return Arrays.stream(value.split(separator))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }
}
