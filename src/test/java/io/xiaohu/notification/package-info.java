@NullMarked
package io.xiaohu.notification;

import org.jspecify.annotations.NullMarked;
