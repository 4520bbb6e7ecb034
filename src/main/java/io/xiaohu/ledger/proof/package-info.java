/**
 * Proof that history is what it was: seals over all accounts' chains, and statements somebody can
 * check without us. The formats stand in {@code docs/ledger-proof.md}.
 */
@NullMarked
package io.xiaohu.ledger.proof;

import org.jspecify.annotations.NullMarked;
