package io.xiaohu.identity;

import java.util.UUID;

/** Told by the module that confirms names. */
public interface RealNames {

    /** Whether the customer's real name was confirmed. */
    boolean isOnFile(UUID customer);
}
