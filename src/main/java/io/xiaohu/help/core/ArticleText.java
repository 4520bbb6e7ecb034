package io.xiaohu.help.core;

import java.util.List;

/**
 * What an article says in one language.
 *
 * @param asks everyday ways to ask what it answers
 * @param related slugs of articles people read next
 * @param body Markdown
 */
public record ArticleText(
        String title, String topic, List<String> asks, List<String> related, String body) {

    public ArticleText {
        asks = List.copyOf(asks);
        related = List.copyOf(related);
    }
}
