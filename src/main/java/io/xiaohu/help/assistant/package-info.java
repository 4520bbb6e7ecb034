/** Answers in conversations until a person does: with the customer's own facts, or an article. */
@NullMarked
package io.xiaohu.help.assistant;

import org.jspecify.annotations.NullMarked;
