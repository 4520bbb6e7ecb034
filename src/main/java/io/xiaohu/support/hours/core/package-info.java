/** When somebody answers, as plain rules: no Spring, no SQL, no clock of its own. */
@NullMarked
package io.xiaohu.support.hours.core;

import org.jspecify.annotations.NullMarked;
