/** Texts on their way, on a real database. */
@NullMarked
package io.xiaohu.notification.jdbc;

import org.jspecify.annotations.NullMarked;
