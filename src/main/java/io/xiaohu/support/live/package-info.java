/** What the desk sees as it happens. */
@NullMarked
package io.xiaohu.support.live;

import org.jspecify.annotations.NullMarked;
