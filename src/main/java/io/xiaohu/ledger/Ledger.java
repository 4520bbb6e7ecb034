package io.xiaohu.ledger;

import io.xiaohu.kernel.IdempotentRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Does what moves money. A call returns when the outcome is committed and will survive anything;
 * the caller's thread waits meanwhile.
 */
public interface Ledger {

    /**
     * Does the command, or gives the first outcome when its id is known already.
     *
     * @throws IllegalStateException when the caller is inside a transaction: the ledger commits by
     *     itself, and waiting for it with locks held could wait forever
     * @throws io.xiaohu.kernel.ProblemException IDEMPOTENCY_CONFLICT when the id was used with
     *     other content; UNAVAILABLE with the money being checked when the database does not say
     *     whether it was committed
     */
    Outcome apply(LedgerCommand command);

    /**
     * The outcome under an id, before anything else is asked of a repeated call.
     *
     * @param content what the repeat contains
     * @throws io.xiaohu.kernel.ProblemException IDEMPOTENCY_CONFLICT when it was used with other
     *     content
     */
    Optional<Outcome> find(PostingId id, IdempotentRequest.@Nullable Digest content);
}
