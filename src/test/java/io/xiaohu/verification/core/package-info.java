@NullMarked
package io.xiaohu.verification.core;

import org.jspecify.annotations.NullMarked;
