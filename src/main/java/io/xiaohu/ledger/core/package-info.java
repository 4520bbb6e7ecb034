/** Decisions of the ledger: plain Java over what was read under lock. */
@NullMarked
package io.xiaohu.ledger.core;

import org.jspecify.annotations.NullMarked;
