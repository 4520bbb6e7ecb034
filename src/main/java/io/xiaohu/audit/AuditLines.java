package io.xiaohu.audit;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The trail as it is read. */
public interface AuditLines {

    /**
     * What is looked for; null where it does not matter.
     *
     * @param actor who did it, such as {@code staff:…}
     * @param action what was done: all of it, or the beginning up to a dot, such as {@code
     *     proposal.}
     * @param subject to what or whom
     * @param from the first moment
     * @param until the first moment after
     */
    record Wanted(
            @Nullable String actor,
            @Nullable String action,
            @Nullable String subject,
            @Nullable Instant from,
            @Nullable Instant until) {}

    /** The newest first, of those with a number below. */
    List<AuditLine> page(Wanted wanted, long below, int most);

    /** All of them in order, one at a time, as they were at one moment. */
    void each(Wanted wanted, Consumer<AuditLine> reader);

    /** What is done, by name, for choosing. */
    List<String> actions();
}
