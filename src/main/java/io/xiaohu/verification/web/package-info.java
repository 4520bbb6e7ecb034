/** Verification over HTTP, for customers and for the desk. */
@NullMarked
package io.xiaohu.verification.web;

import org.jspecify.annotations.NullMarked;
