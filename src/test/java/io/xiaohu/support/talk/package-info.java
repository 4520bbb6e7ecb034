@NullMarked
package io.xiaohu.support.talk;

import org.jspecify.annotations.NullMarked;
