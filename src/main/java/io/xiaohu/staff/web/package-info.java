/** Staff sessions and invitations over HTTP. */
@NullMarked
package io.xiaohu.staff.web;

import org.jspecify.annotations.NullMarked;
