@NullMarked
package io.xiaohu.identity.core;

import org.jspecify.annotations.NullMarked;
