package io.xiaohu.trust;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A change of the official contacts: who asked for it and who approved.
 *
 * @param askedBy the name of a member of staff, or {@code console}
 * @param approvedBy null while nobody has
 */
public record ContactChange(
        UUID id,
        Act act,
        OfficialContact contact,
        String why,
        String askedBy,
        Instant askedAt,
        @Nullable String approvedBy,
        @Nullable Instant appliedAt) {

    /** What becomes of the contact. */
    public enum Act {
        ADD,
        RETIRE
    }
}
