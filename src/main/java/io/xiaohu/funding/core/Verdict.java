package io.xiaohu.funding.core;

import io.xiaohu.funding.channel.ChannelAnswer;
import java.util.Optional;

/** The first final answer of a channel about a flow. Whatever is said later does not change it. */
public enum Verdict {
    DONE,
    TIMEOUT,
    DOWN,
    REJECTED;

    /** Empty while the answer is not final. */
    static Optional<Verdict> of(ChannelAnswer answer) {
        return switch (answer) {
            case ChannelAnswer.Done done -> Optional.of(DONE);
            case ChannelAnswer.Failed failed -> Optional.of(valueOf(failed.why().name()));
            case ChannelAnswer.Unknown unknown -> Optional.empty();
            case ChannelAnswer.NotReceived notReceived -> Optional.empty();
        };
    }

    /** What a contradiction is compared by: done or not. */
    public String said() {
        return this == DONE ? "DONE" : "FAILED";
    }

    ChannelAnswer.Why why() {
        return ChannelAnswer.Why.valueOf(name());
    }
}
