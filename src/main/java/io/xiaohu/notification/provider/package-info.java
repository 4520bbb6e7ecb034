/** Who carries a text to a phone. */
@NullMarked
package io.xiaohu.notification.provider;

import org.jspecify.annotations.NullMarked;
