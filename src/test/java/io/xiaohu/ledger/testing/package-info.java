/**
 * What tests of the ledger share: a migrated database without the server, and a checker of every
 * invariant.
 */
@NullMarked
package io.xiaohu.ledger.testing;

import org.jspecify.annotations.NullMarked;
