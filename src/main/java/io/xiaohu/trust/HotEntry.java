package io.xiaohu.trust;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something staff know to be fraud.
 *
 * @param value as it was written
 * @param why what is known of it; for staff only
 * @param reportId the report it came from, if any
 * @param removal who took it off and why; null while it is in force
 */
public record HotEntry(
        UUID id,
        HotKind kind,
        String value,
        String why,
        Source source,
        @Nullable UUID reportId,
        String addedBy,
        Instant since,
        @Nullable Removal removal) {

    /** Where an entry came from. */
    public enum Source {
        STAFF,
        IMPORT,
        REPORT
    }

    /** How an entry ended. */
    public record Removal(String by, Instant at, String why) {}
}
