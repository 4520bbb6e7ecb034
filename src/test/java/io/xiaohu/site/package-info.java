@NullMarked
package io.xiaohu.site;

import org.jspecify.annotations.NullMarked;
