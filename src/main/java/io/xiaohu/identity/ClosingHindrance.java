package io.xiaohu.identity;

import java.util.UUID;

/** Told by a module that has something under way for customers which an account is needed for. */
public interface ClosingHindrance {

    /** Whether the account cannot be closed yet. */
    boolean hinders(UUID customer);
}
