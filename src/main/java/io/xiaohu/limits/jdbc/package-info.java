@NullMarked
package io.xiaohu.limits.jdbc;

import org.jspecify.annotations.NullMarked;
