/** Who answers what: states of agents, the queue's order, giving and handing back. */
@NullMarked
package io.xiaohu.support.routing;

import org.jspecify.annotations.NullMarked;
