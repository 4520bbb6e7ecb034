/** What makes a number, a name and a class right: plain Java. */
@NullMarked
package io.xiaohu.verification.core;

import org.jspecify.annotations.NullMarked;
