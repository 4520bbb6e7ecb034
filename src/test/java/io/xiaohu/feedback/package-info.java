@NullMarked
package io.xiaohu.feedback;

import org.jspecify.annotations.NullMarked;
