/** The operator's commands about the trail. */
@NullMarked
package io.xiaohu.audit.console;

import org.jspecify.annotations.NullMarked;
