/** Rows of customers, sessions, codes and guards. */
@NullMarked
package io.xiaohu.identity.jdbc;

import org.jspecify.annotations.NullMarked;
