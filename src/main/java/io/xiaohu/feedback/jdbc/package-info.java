/** Feedback's rows. */
@NullMarked
package io.xiaohu.feedback.jdbc;

import org.jspecify.annotations.NullMarked;
