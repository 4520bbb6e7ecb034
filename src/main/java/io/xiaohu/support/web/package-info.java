/** Conversations over HTTP, for customers, guests and staff. */
@NullMarked
package io.xiaohu.support.web;

import org.jspecify.annotations.NullMarked;
