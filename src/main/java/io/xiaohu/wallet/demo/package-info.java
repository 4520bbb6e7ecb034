/** People with a history, for a demo. */
@NullMarked
package io.xiaohu.wallet.demo;

import org.jspecify.annotations.NullMarked;
