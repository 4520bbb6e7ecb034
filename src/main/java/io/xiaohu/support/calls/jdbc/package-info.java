/** The rows of calls and phrases. */
@NullMarked
package io.xiaohu.support.calls.jdbc;

import org.jspecify.annotations.NullMarked;
