package io.xiaohu.identity;

import io.xiaohu.kernel.Caller;

/** Tells whether a session that was open still is, for connections that outlive a call. */
public interface OpenSessions {

    boolean isOpen(Caller.Customer caller);
}
