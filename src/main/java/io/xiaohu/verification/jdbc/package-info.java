/** People, checks and sealed pictures in the database. */
@NullMarked
package io.xiaohu.verification.jdbc;

import org.jspecify.annotations.NullMarked;
