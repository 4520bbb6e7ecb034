/** Doors to what only the server's own wiring makes otherwise. */
@NullMarked
package io.xiaohu.ledger.jdbc.rows;

import org.jspecify.annotations.NullMarked;
