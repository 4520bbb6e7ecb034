@NullMarked
package io.xiaohu.wallet;

import org.jspecify.annotations.NullMarked;
