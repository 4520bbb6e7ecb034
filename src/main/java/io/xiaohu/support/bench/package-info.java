/** What the desk carries with millions of conversations there, measured from outside. */
@NullMarked
package io.xiaohu.support.bench;

import org.jspecify.annotations.NullMarked;
