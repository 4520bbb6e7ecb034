package io.xiaohu.limits;

import java.util.UUID;

/** Told by a module that holds money while somebody looks at it. */
public interface ReviewedMoney {

    RiskAttempt.Kind kind();

    /**
     * Goes on with what was decided, outside any transaction. It may be called again, and when it
     * is not the module's own sweep goes on with it.
     */
    void goOn(UUID id);
}
