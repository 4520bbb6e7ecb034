/** Working sets: which conversations somebody works through, as filters that are kept. */
@NullMarked
package io.xiaohu.support.views;

import org.jspecify.annotations.NullMarked;
