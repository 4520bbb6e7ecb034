@NullMarked
package io.xiaohu.identity.passkey;

import org.jspecify.annotations.NullMarked;
