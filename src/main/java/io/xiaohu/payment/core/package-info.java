/** How payments go on by themselves: what waits for somebody, and what ends it. */
@NullMarked
package io.xiaohu.payment.core;

import org.jspecify.annotations.NullMarked;
