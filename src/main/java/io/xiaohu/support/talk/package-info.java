/** What words in a conversation mean to us: asking for a human, naming a colleague. */
@NullMarked
package io.xiaohu.support.talk;

import org.jspecify.annotations.NullMarked;
