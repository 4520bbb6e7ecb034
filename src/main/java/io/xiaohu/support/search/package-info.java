/** Finds lines of conversations by what they say. */
@NullMarked
package io.xiaohu.support.search;

import org.jspecify.annotations.NullMarked;
