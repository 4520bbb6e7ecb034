@NullMarked
package io.xiaohu.support;

import org.jspecify.annotations.NullMarked;
