/** The official contacts and their history in SQL. */
@NullMarked
package io.xiaohu.trust.jdbc;

import org.jspecify.annotations.NullMarked;
