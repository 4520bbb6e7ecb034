package io.xiaohu.funding.channel;

import io.xiaohu.funding.Direction;
import io.xiaohu.kernel.Money;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a channel is asked to do. The id is ours and the same for every try: a channel carries it
 * out once.
 *
 * @param fee what the channel was to cost when the customer agreed
 * @param destination a card number, for a withdrawal
 */
public record ChannelOrder(
        UUID id, Direction direction, Money amount, Money fee, @Nullable String destination) {}
