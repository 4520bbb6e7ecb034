/**
 * What an operator can ask the ledger: {@code ./xiaohu ledger …}. Every command says what it found
 * in words or, with {@code --json}, as JSON; what was typed wrong is one sentence.
 */
@NullMarked
package io.xiaohu.ledger.console;

import org.jspecify.annotations.NullMarked;
