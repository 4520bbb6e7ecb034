@NullMarked
package io.xiaohu.platform.database;

import org.jspecify.annotations.NullMarked;
