/** Statements of a period as a file: a table for programs, a document that proves itself. */
@NullMarked
package io.xiaohu.wallet.statement;

import org.jspecify.annotations.NullMarked;
