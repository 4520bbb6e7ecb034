@NullMarked
package io.xiaohu.trust.core;

import org.jspecify.annotations.NullMarked;
