/** Calendars, holidays, peaks and the time an answer may take. */
@NullMarked
package io.xiaohu.support.hours;

import org.jspecify.annotations.NullMarked;
