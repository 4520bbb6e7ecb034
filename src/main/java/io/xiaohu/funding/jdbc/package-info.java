/** The rows of flows and their steps. */
@NullMarked
package io.xiaohu.funding.jdbc;

import org.jspecify.annotations.NullMarked;
