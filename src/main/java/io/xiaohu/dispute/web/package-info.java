/** Disputes over HTTP, for customers and staff. */
@NullMarked
package io.xiaohu.dispute.web;

import org.jspecify.annotations.NullMarked;
