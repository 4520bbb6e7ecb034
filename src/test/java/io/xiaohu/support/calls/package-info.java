@NullMarked
package io.xiaohu.support.calls;

import org.jspecify.annotations.NullMarked;
