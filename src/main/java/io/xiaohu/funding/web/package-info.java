/** Top-ups, withdrawals and channels over HTTP. */
@NullMarked
package io.xiaohu.funding.web;

import org.jspecify.annotations.NullMarked;
