/** Requests: the slow form of a conversation, with fields by topic, a state and a due time. */
@NullMarked
package io.xiaohu.support.requests;

import org.jspecify.annotations.NullMarked;
