@NullMarked
package io.xiaohu.identity.place;

import org.jspecify.annotations.NullMarked;
