/** Rules of the trace. */
@NullMarked
package io.xiaohu.notification.core;

import org.jspecify.annotations.NullMarked;
