@NullMarked
package io.xiaohu.funding.core;

import org.jspecify.annotations.NullMarked;
