@NullMarked
package io.xiaohu.payment;

import org.jspecify.annotations.NullMarked;
