/** Transfers and payees over HTTP. */
@NullMarked
package io.xiaohu.payment.web;

import org.jspecify.annotations.NullMarked;
