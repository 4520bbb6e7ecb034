/** Rows of texts, traces and notices. */
@NullMarked
package io.xiaohu.notification.jdbc;

import org.jspecify.annotations.NullMarked;
