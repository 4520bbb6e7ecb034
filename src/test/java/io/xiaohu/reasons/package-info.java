/** Makes every reason happen and looks at all that is said then. */
@NullMarked
package io.xiaohu.reasons;

import org.jspecify.annotations.NullMarked;
