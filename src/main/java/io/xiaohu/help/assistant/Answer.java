package io.xiaohu.help.assistant;

import org.jspecify.annotations.Nullable;

/**
 * What is answered, and what it was taken from.
 *
 * @param about what makes it this answer: the same is not told twice in a conversation
 * @param slug of the article it was taken from; null when from the customer's own facts
 * @param source as the customer sees it
 * @param href where the source is in the wallet
 */
record Answer(String about, @Nullable String slug, String text, String source, String href) {

    /** The same with something said before it. */
    Answer after(String words) {
        return new Answer(about, slug, words + "\n" + text, source, href);
    }
}
