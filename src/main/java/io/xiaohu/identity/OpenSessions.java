package io.xiaohu.identity;

import java.util.Collection;
import java.util.Set;
import java.util.UUID;

/** Tells which sessions that were open still are, for connections that outlive a call. */
public interface OpenSessions {

    /** Those of some sessions that are still open. */
    Set<UUID> open(Collection<UUID> sessions);
}
