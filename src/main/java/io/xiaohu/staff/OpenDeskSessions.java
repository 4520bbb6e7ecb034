package io.xiaohu.staff;

import java.util.UUID;

/** Tells whether a session that was open still is, for connections that outlive a call. */
public interface OpenDeskSessions {

    boolean isOpen(UUID session);
}
