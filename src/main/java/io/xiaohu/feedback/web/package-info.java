/** Feedback over HTTP, for customers, guests and staff. */
@NullMarked
package io.xiaohu.feedback.web;

import org.jspecify.annotations.NullMarked;
