/** SQL of what changed lately. */
@NullMarked
package io.xiaohu.support.live.jdbc;

import org.jspecify.annotations.NullMarked;
