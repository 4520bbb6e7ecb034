@NullMarked
package io.xiaohu.trust;

import org.jspecify.annotations.NullMarked;
