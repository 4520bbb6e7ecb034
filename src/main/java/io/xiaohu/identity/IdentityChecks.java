package io.xiaohu.identity;

import java.util.UUID;

/**
 * Identity checks (核验): one member of staff recorded that a customer is who they say, another
 * approved. Each allows one thing, once, for a day. There is no automatic one.
 */
public interface IdentityChecks {

    /** What a check allows. */
    enum Purpose {
        RESET_PASSWORD,
        NEW_PIN
    }

    /** Whether one can be used now. */
    boolean stands(UUID customer, Purpose purpose);

    /**
     * Uses it up, in the transaction of what it allows.
     *
     * @return false when there is none any more: of two callers at once one gets it
     */
    boolean use(UUID customer, Purpose purpose);
}
