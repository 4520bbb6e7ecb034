@NullMarked
package io.xiaohu.audit;

import org.jspecify.annotations.NullMarked;
