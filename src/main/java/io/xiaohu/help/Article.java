package io.xiaohu.help;

import java.time.Instant;
import java.util.List;

/**
 * A published article.
 *
 * @param asks everyday ways to ask what it answers
 * @param related slugs of articles people read next
 * @param body Markdown
 */
public record Article(
        String slug,
        String title,
        String topic,
        List<String> asks,
        List<String> related,
        String body,
        Instant updatedAt) {}
