@NullMarked
package io.xiaohu.ledger.proof;

import org.jspecify.annotations.NullMarked;
