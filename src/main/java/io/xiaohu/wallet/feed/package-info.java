/** Live events, kept so that nothing is missed. */
@NullMarked
package io.xiaohu.wallet.feed;

import org.jspecify.annotations.NullMarked;
