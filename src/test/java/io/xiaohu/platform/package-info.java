@NullMarked
package io.xiaohu.platform;

import org.jspecify.annotations.NullMarked;
