package io.xiaohu.help.core;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One text of an article in one language.
 *
 * @param number counts per article and language
 * @param from the version it began as; null when it began empty
 * @param needs the capability it is about, see {@link ArticleFile}
 * @param note what is new, in its writer's words
 * @param revision counts the saves, so that nobody saves over what they have not seen
 * @param writtenBy who saved it last; empty for the product
 * @param catchesUp whether it was published when the other language had moved on before
 */
public record ArticleVersion(
        String slug,
        String language,
        int number,
        State state,
        Source source,
        @Nullable Integer from,
        ArticleText text,
        @Nullable String needs,
        String note,
        int revision,
        String writtenBy,
        Instant writtenAt,
        @Nullable String publishedBy,
        @Nullable Instant publishedAt,
        boolean catchesUp) {

    /** Where a version stands. */
    public enum State {
        /** The product brings it; the desk has published a text of its own. */
        OFFERED,
        DRAFT,
        IN_REVIEW,
        SENT_BACK,
        /** It is or was what everybody reads. */
        PUBLISHED,
        DROPPED;

        public boolean isDraft() {
            return this == DRAFT || this == SENT_BACK;
        }

        /** Whether somebody at the desk still has to do something about it. */
        public boolean isOpen() {
            return isDraft() || this == IN_REVIEW;
        }
    }

    /** Whose text it is. */
    public enum Source {
        PRODUCT,
        DESK
    }
}
