/** A writer whose connection to the database is cut, delayed and swallowed by one seed. */
@NullMarked
package io.xiaohu.ledger.faults;

import org.jspecify.annotations.NullMarked;
