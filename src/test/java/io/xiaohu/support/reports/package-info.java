@NullMarked
package io.xiaohu.support.reports;

import org.jspecify.annotations.NullMarked;
