/**
 * Walks the whole ledger in one snapshot and names the first thing that is not as it was written.
 *
 * <p>{@link io.xiaohu.ledger.proof.verify.Verification} is the way in. {@code EntryWalk} goes
 * through accounts and their entries side by side, {@code SealWalk} builds every seal's tree on the
 * way, {@code OperationWalk} and {@code EventWalk} compare what operations and events name with
 * what was walked, by {@code WeighedSum}, and {@code Queries} asks the database what it can answer
 * in one statement.
 */
@NullMarked
package io.xiaohu.ledger.proof.verify;

import org.jspecify.annotations.NullMarked;
