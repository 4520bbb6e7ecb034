/** Files from outside: quarantined, checked, and only then shown. */
@NullMarked
package io.xiaohu.support.files;

import org.jspecify.annotations.NullMarked;
