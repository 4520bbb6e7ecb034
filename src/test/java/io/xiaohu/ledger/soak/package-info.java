/** The same proofs as the tests, for minutes or hours instead of seconds. */
@NullMarked
package io.xiaohu.ledger.soak;

import org.jspecify.annotations.NullMarked;
