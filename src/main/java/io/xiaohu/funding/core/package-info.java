/** The state machine of a flow: plain Java. */
@NullMarked
package io.xiaohu.funding.core;

import org.jspecify.annotations.NullMarked;
