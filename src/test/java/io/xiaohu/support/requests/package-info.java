@NullMarked
package io.xiaohu.support.requests;

import org.jspecify.annotations.NullMarked;
