/** The rows of what can be found. */
@NullMarked
package io.xiaohu.support.search.jdbc;

import org.jspecify.annotations.NullMarked;
