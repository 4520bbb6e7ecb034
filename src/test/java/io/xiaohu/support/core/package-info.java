@NullMarked
package io.xiaohu.support.core;

import org.jspecify.annotations.NullMarked;
