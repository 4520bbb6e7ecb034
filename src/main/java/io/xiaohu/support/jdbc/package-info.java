/** Rows of conversations, lines and files. */
@NullMarked
package io.xiaohu.support.jdbc;

import org.jspecify.annotations.NullMarked;
