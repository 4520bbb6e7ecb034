/** The ledger's rows: statements that read and write many of them at once, on a connection. */
@NullMarked
package io.xiaohu.ledger.jdbc.rows;

import org.jspecify.annotations.NullMarked;
