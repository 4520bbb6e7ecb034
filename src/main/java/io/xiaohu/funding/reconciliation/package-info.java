/**
 * Compares what payment channels say they carried out with what the ledger has, day by day, and
 * follows every difference to its end.
 *
 * <p>A flow belongs to the day, in the channel's zone, on which the ledger booked it; a line to the
 * day of the statement it stands in. So nothing is lost or counted twice around midnight: what one
 * side has a day later is a difference of both days with opposite signs, and the two explain each
 * other once both days are known.
 */
@NullMarked
package io.xiaohu.funding.reconciliation;

import org.jspecify.annotations.NullMarked;
