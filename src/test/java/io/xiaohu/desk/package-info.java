@NullMarked
package io.xiaohu.desk;

import org.jspecify.annotations.NullMarked;
