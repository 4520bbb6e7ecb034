@NullMarked
package io.xiaohu.staff;

import org.jspecify.annotations.NullMarked;
