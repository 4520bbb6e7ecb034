@NullMarked
package io.xiaohu.verification.provider;

import org.jspecify.annotations.NullMarked;
