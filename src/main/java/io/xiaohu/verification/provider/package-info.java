/** Who is asked whether people are who they say they are. */
@NullMarked
package io.xiaohu.verification.provider;

import org.jspecify.annotations.NullMarked;
