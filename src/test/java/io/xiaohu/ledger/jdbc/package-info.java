/** The writer on a real database, without the server. */
@NullMarked
package io.xiaohu.ledger.jdbc;

import org.jspecify.annotations.NullMarked;
