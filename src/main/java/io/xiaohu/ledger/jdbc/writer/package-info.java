/**
 * The group-commit writer: callers hand over commands and wait; what waits is applied in memory and
 * written with a few statements in one transaction.
 *
 * <p>{@link io.xiaohu.ledger.jdbc.writer.GroupCommit} is the way in. {@code WriterQueue} decides
 * what goes together, {@code Writer} keeps at it until the outcome is known, {@code Batch} is one
 * transaction from the locks to the commit, and {@code Session} is the writer's own connection.
 */
@NullMarked
package io.xiaohu.ledger.jdbc.writer;

import org.jspecify.annotations.NullMarked;
