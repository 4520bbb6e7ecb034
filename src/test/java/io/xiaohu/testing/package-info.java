/**
 * What tests share: a real PostgreSQL, the running server, a caller with cookies, a clock that can
 * be moved.
 */
@NullMarked
package io.xiaohu.testing;

import org.jspecify.annotations.NullMarked;
