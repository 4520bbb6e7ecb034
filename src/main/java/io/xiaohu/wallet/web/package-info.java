/** The wallet's joined views over HTTP. */
@NullMarked
package io.xiaohu.wallet.web;

import org.jspecify.annotations.NullMarked;
