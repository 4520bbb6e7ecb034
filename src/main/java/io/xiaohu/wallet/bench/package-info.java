/** What the whole server carries, measured from outside. */
@NullMarked
package io.xiaohu.wallet.bench;

import org.jspecify.annotations.NullMarked;
