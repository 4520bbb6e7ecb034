@NullMarked
package io.xiaohu.ledger;

import org.jspecify.annotations.NullMarked;
