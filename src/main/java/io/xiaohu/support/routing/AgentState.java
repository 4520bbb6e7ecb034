package io.xiaohu.support.routing;

import java.time.Instant;
import java.util.UUID;

/**
 * What a member of staff says of themselves.
 *
 * @param seenAt when their desk was last heard of
 * @param byItself whether they are away because it was not heard of any more
 */
public record AgentState(
        UUID staffId, String name, State state, Instant since, Instant seenAt, boolean byItself) {

    /** ONLINE is given conversations; BUSY keeps what they have; AWAY gives back what waits. */
    public enum State {
        ONLINE,
        BUSY,
        AWAY
    }
}
