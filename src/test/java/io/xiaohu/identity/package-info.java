@NullMarked
package io.xiaohu.identity;

import org.jspecify.annotations.NullMarked;
