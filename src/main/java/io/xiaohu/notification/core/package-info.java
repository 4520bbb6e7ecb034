/** What a report means for a text's trace. */
@NullMarked
package io.xiaohu.notification.core;

import org.jspecify.annotations.NullMarked;
