@NullMarked
package io.xiaohu.support.routing.core;

import org.jspecify.annotations.NullMarked;
