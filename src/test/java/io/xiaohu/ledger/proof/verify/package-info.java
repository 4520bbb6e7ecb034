@NullMarked
package io.xiaohu.ledger.proof.verify;

import org.jspecify.annotations.NullMarked;
