@NullMarked
package io.xiaohu.limits.core;

import org.jspecify.annotations.NullMarked;
