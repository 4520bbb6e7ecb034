/** Finds articles: by the words of a question, by its sound, and by what it means. */
@NullMarked
package io.xiaohu.help.search;

import org.jspecify.annotations.NullMarked;
