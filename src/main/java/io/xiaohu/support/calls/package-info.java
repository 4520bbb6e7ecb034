/** Calls on the phone as conversations, and the phrase by which a caller is known. */
@NullMarked
package io.xiaohu.support.calls;

import org.jspecify.annotations.NullMarked;
