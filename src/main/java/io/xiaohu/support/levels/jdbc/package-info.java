/** The rows of service levels and their clocks. */
@NullMarked
package io.xiaohu.support.levels.jdbc;

import org.jspecify.annotations.NullMarked;
