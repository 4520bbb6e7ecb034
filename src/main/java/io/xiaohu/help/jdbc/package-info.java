/** Rows of articles. */
@NullMarked
package io.xiaohu.help.jdbc;

import org.jspecify.annotations.NullMarked;
