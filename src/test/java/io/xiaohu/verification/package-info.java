@NullMarked
package io.xiaohu.verification;

import org.jspecify.annotations.NullMarked;
