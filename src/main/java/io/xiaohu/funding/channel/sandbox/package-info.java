/** A simulated bank for demonstration, steered by the cents of the amount. */
@NullMarked
package io.xiaohu.funding.channel.sandbox;

import org.jspecify.annotations.NullMarked;
