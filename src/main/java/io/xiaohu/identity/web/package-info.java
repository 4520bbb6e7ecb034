/** Registering, signing in and account safety over HTTP. */
@NullMarked
package io.xiaohu.identity.web;

import org.jspecify.annotations.NullMarked;
