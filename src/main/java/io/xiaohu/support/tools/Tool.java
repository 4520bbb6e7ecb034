package io.xiaohu.support.tools;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A tool as it is now.
 *
 * @param ownerId whose it is; null when everybody's
 * @param shortcut what a canned answer is called by
 */
public record Tool<T extends Contents>(
        UUID id,
        Kind kind,
        @Nullable UUID ownerId,
        String nameZh,
        String nameEn,
        @Nullable String shortcut,
        T content,
        boolean enabled,
        long version,
        Instant changedAt) {

    /** What kinds there are, and what each is made of. */
    public enum Kind {
        ANSWER(Contents.Answer.class),
        MACRO(Contents.Macro.class),
        RULE(Contents.Rule.class),
        VIEW(Contents.View.class);

        private final Class<? extends Contents> content;

        Kind(Class<? extends Contents> content) {
            this.content = content;
        }

        public Class<? extends Contents> content() {
            return content;
        }
    }

    public String name(boolean english) {
        return english ? nameEn : nameZh;
    }
}
