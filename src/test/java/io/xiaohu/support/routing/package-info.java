@NullMarked
package io.xiaohu.support.routing;

import org.jspecify.annotations.NullMarked;
