@NullMarked
package io.xiaohu.help;

import org.jspecify.annotations.NullMarked;
