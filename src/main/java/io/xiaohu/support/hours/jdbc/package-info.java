/** The rows of calendars and of the clocks that run by them. */
@NullMarked
package io.xiaohu.support.hours.jdbc;

import org.jspecify.annotations.NullMarked;
