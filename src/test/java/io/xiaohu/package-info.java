@NullMarked
package io.xiaohu;

import org.jspecify.annotations.NullMarked;
