/** What stands beside a conversation, put together from the modules that own it. */
@NullMarked
package io.xiaohu.desk.panel;

import org.jspecify.annotations.NullMarked;
