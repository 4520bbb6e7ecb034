/**
 * Measures the ledger: {@code ./xiaohu bench ledger}. What is measured and how stands in {@code
 * bench/README.md}.
 */
@NullMarked
package io.xiaohu.ledger.bench;

import org.jspecify.annotations.NullMarked;
