package io.xiaohu.identity;

import io.xiaohu.kernel.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * Cool-downs after risky changes. They only say what is held back; the limits hand it to the
 * ledger, which enforces it. A payment that was under way when one began is not held back.
 */
public interface CoolDowns {

    /** The one that ends last of those running now. */
    default Optional<CoolDown> current(UUID customer) {
        return running(customer).reversed().stream().findFirst();
    }

    /** All that run now, the one that ends first at the front: each counts for itself. */
    List<CoolDown> running(UUID customer);

    /**
     * Begins one in the caller's transaction, and tells the customer by notice and text what is
     * held back until when.
     */
    void begin(UUID customer, CoolDown.Cause cause);

    /** The same, the text in this language. */
    void begin(UUID customer, CoolDown.Cause cause, Locale locale);

    /**
     * Makes the ledger's COOLING_DOWN say why and until when; any other problem stays as it is.
     *
     * @param at when it was refused: a repeat is told what held then
     */
    Problem explained(Problem problem, UUID customer, Instant at);
}
