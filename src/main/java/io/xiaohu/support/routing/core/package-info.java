/** Decisions of routing: plain, without a database. */
@NullMarked
package io.xiaohu.support.routing.core;

import org.jspecify.annotations.NullMarked;
