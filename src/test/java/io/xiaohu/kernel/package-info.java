@NullMarked
package io.xiaohu.kernel;

import org.jspecify.annotations.NullMarked;
