/** The rows of requests and of what they are asked for. */
@NullMarked
package io.xiaohu.support.requests.jdbc;

import org.jspecify.annotations.NullMarked;
