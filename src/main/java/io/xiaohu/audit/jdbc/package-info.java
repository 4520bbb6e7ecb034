/** The trail's rows. */
@NullMarked
package io.xiaohu.audit.jdbc;

import org.jspecify.annotations.NullMarked;
