/** The rows of tools, their history and what rules did. */
@NullMarked
package io.xiaohu.support.tools.jdbc;

import org.jspecify.annotations.NullMarked;
