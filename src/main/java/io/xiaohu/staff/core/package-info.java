/** One-time passwords and how staff prove who they are. */
@NullMarked
package io.xiaohu.staff.core;

import org.jspecify.annotations.NullMarked;
