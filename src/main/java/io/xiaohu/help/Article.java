package io.xiaohu.help;

import java.time.Instant;

/**
 * A published article.
 *
 * @param body Markdown
 */
public record Article(
        String slug, String title, String topic, String asks, String body, Instant updatedAt) {}
