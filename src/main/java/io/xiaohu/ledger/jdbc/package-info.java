/** The ledger's SQL and its writer. */
@NullMarked
package io.xiaohu.ledger.jdbc;

import org.jspecify.annotations.NullMarked;
