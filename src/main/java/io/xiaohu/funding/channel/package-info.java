/** What a payment channel is. */
@NullMarked
package io.xiaohu.funding.channel;

import org.jspecify.annotations.NullMarked;
