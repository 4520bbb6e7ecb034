/** How a line is chained to the one before it. */
@NullMarked
package io.xiaohu.audit.core;

import org.jspecify.annotations.NullMarked;
