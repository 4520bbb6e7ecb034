/** The queue before the writers. */
@NullMarked
package io.xiaohu.ledger.jdbc.writer;

import org.jspecify.annotations.NullMarked;
