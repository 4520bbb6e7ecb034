@NullMarked
package io.xiaohu.limits;

import org.jspecify.annotations.NullMarked;
