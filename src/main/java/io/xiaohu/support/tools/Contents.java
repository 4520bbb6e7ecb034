package io.xiaohu.support.tools;

import io.xiaohu.support.Topic;
import io.xiaohu.support.views.ViewFilter;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a tool is made of, by its kind. */
public sealed interface Contents {

    /** A canned answer in both languages. */
    record Answer(
            @NotBlank @Size(max = 2000) String textZh,
            @NotBlank @Size(max = 2000) String textEn,
            @Nullable Topic topic)
            implements Contents {}

    /** Several acts, done in their order, all or none. */
    record Macro(@NotNull @Size(min = 1, max = 10) List<@NotNull @Valid Act> acts)
            implements Contents {}

    /**
     * When a line is written, if all of this holds, then acts.
     *
     * @param topics any of these; empty is any at all
     * @param words any of these in the line, whatever its width and case; empty is any line
     * @param guest whether a guest's; null is either
     * @param open whether somebody is there to answer; null is either
     */
    record Rule(
            @NotNull When when,
            @NotNull @Size(max = 20) List<@NotNull Topic> topics,
            @NotNull @Size(max = 20) List<@NotBlank @Size(max = 40) String> words,
            @Nullable Boolean guest,
            @Nullable Boolean open,
            @NotNull @Size(min = 1, max = 10) List<@NotNull @Valid Act> acts)
            implements Contents {

        /** What sets it off; only lines of people do. */
        public enum When {
            OPENED,
            CUSTOMER_WROTE,
            AGENT_WROTE
        }
    }

    /** A working set. */
    record View(@NotNull @Valid ViewFilter filter) implements Contents {}
}
