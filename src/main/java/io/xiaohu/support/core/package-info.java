/** Opening hours and what a file may be. */
@NullMarked
package io.xiaohu.support.core;

import org.jspecify.annotations.NullMarked;
