package io.xiaohu.ledger;

import io.xiaohu.kernel.IdempotentRequest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Does what moves money. A call returns when the outcome is committed and will survive anything;
 * the caller's thread waits meanwhile. No call may be made inside a transaction ({@link
 * IllegalStateException}): the ledger commits by itself, and waiting for it with locks held could
 * wait forever.
 */
public interface Ledger {

    /** How many commands one bulk call may have. */
    int MOST_IN_BULK = 10_000;

    /**
     * Does the command, or gives the first outcome when its id is known already.
     *
     * @throws io.xiaohu.kernel.ProblemException IDEMPOTENCY_CONFLICT when the id was used with
     *     other content, naming what differs; UNAVAILABLE when too many wait or the database is
     *     away, with the money being checked when it may have been committed all the same
     */
    Outcome apply(LedgerCommand command);

    /**
     * Does each of the commands on its own, in order of the list for every account. Others' calls
     * go on in between.
     *
     * @return one result for each command, in the same order
     */
    List<BulkResult> applyEach(List<? extends LedgerCommand> commands);

    /**
     * Does all of the commands or none. When one is refused nothing is written, not even that, and
     * the same ids can be used again. Each id is named once.
     */
    AtomicResult applyTogether(List<? extends LedgerCommand> commands);

    /**
     * Takes a whole posting back: the same legs with the other sign. It is refused when anything of
     * the posting was given back before, or when a floor stands against it.
     *
     * @param header whose amount is the original's; its owner decides, such as a member of staff's
     *     system account
     * @throws IllegalArgumentException when there is no such posting
     */
    Outcome reverse(LedgerCommand.Header header, PostingId original);

    /**
     * The outcome under an id, before anything else is asked of a repeated call.
     *
     * @param content what the repeat contains
     * @throws io.xiaohu.kernel.ProblemException IDEMPOTENCY_CONFLICT when it was used with other
     *     content
     */
    Optional<Outcome> find(PostingId id, IdempotentRequest.@Nullable Digest content);

    /** What became of one command of a bulk call. */
    sealed interface BulkResult {

        record Done(Outcome outcome) implements BulkResult {}

        /** It has no outcome: a conflict of ids, or the database was away. */
        record Failed(RuntimeException why) implements BulkResult {}
    }

    /** What became of commands that go together. */
    sealed interface AtomicResult {

        /** All are committed. */
        record Done(List<Outcome> outcomes) implements AtomicResult {}

        /** None is; the command of this number (from 0) was the first that could not be done. */
        record Refused(int culprit, io.xiaohu.kernel.Problem problem) implements AtomicResult {}
    }
}
