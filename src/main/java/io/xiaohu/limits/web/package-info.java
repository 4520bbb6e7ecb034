/** What is allowed, used and left, over HTTP. */
@NullMarked
package io.xiaohu.limits.web;

import org.jspecify.annotations.NullMarked;
