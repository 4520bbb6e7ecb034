/** SQL of routing. */
@NullMarked
package io.xiaohu.support.routing.jdbc;

import org.jspecify.annotations.NullMarked;
