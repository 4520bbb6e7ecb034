/** How soon an answer is due, and the clocks that say whether it came in time. */
@NullMarked
package io.xiaohu.support.levels;

import org.jspecify.annotations.NullMarked;
