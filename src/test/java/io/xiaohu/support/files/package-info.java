@NullMarked
package io.xiaohu.support.files;

import org.jspecify.annotations.NullMarked;
