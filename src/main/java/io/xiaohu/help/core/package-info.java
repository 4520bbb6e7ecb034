/** How text is cut into what search looks for. */
@NullMarked
package io.xiaohu.help.core;

import org.jspecify.annotations.NullMarked;
