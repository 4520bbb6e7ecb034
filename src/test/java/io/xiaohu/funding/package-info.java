@NullMarked
package io.xiaohu.funding;

import org.jspecify.annotations.NullMarked;
