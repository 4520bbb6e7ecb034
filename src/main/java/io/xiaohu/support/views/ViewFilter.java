package io.xiaohu.support.views;

import io.xiaohu.support.Topic;
import io.xiaohu.support.levels.Priority;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which conversations are in a working set: those for which all of it holds.
 *
 * @param topics any of these; empty is any at all
 * @param priorities any of these, said or by the topic; empty is any at all
 * @param tags any of these; empty is any or none
 * @param guest whether a guest's; null is either
 * @param unanswered whether the customer waits for an answer; null is either
 */
public record ViewFilter(
        @NotNull State state,
        @NotNull Holder holder,
        @NotNull @Size(max = 20) List<@NotNull Topic> topics,
        @NotNull @Size(max = 4) List<@NotNull Priority> priorities,
        @NotNull @Size(max = 10) List<@NotNull @Size(min = 1, max = 30) String> tags,
        @Nullable Boolean guest,
        @Nullable Boolean unanswered) {

    /** How it stands. */
    public enum State {
        NOT_CLOSED,
        WAITING,
        OPEN,
        CLOSED
    }

    /** Who has it. */
    public enum Holder {
        ANYBODY,
        ME,
        NOBODY
    }

    /** The topics that press so much by themselves. */
    public List<Topic> pressing() {
        return Arrays.stream(Topic.values())
                .filter(topic -> priorities.contains(Priority.of(topic)))
                .toList();
    }
}
