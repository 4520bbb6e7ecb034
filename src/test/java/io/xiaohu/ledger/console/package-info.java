@NullMarked
package io.xiaohu.ledger.console;

import org.jspecify.annotations.NullMarked;
