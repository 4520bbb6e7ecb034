/** The rows of payments that wait for somebody. */
@NullMarked
package io.xiaohu.payment.jdbc;

import org.jspecify.annotations.NullMarked;
