/** Processes and databases that are killed under load. */
@NullMarked
package io.xiaohu.ledger.crash;

import org.jspecify.annotations.NullMarked;
