/** Rows of members, sessions and invitations. */
@NullMarked
package io.xiaohu.staff.jdbc;

import org.jspecify.annotations.NullMarked;
