/** The rows of working sets and what is in them. */
@NullMarked
package io.xiaohu.support.views.jdbc;

import org.jspecify.annotations.NullMarked;
