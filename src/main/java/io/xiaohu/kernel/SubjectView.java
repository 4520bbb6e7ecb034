package io.xiaohu.kernel;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing described for a reader, in the reader's language.
 *
 * @param title what it is, such as "Top-up · sandbox bank"
 * @param summary one line that says how it stands
 * @param amount signed as the customer sees it, when money is concerned
 * @param state SUCCEEDED, FAILED or PROCESSING, or the owner's own word where money is not
 *     concerned
 * @param failure why it failed, in full, when it did
 */
public record SubjectView(
        SubjectRef subject,
        String title,
        String summary,
        @Nullable Money amount,
        String state,
        Instant at,
        @Nullable Failure failure) {}
