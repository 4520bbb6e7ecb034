package io.xiaohu.funding.channel;

import io.xiaohu.funding.Direction;
import io.xiaohu.kernel.Money;
import java.util.Locale;
import java.util.Set;

/**
 * Moves money between the wallet and the outside. Every call may fail or never answer; a caller
 * treats both as {@link ChannelAnswer.Unknown} and asks again.
 */
public interface PaymentChannel {

    /** Its name in the API, such as {@code sandbox}. */
    String id();

    Description describe(Locale locale);

    /** Hands the order over. */
    ChannelAnswer start(ChannelOrder order);

    /** Asks what became of it. */
    ChannelAnswer query(ChannelOrder order);

    /**
     * Makes sure that an order the channel never received is never carried out; says what is true
     * after that.
     */
    ChannelAnswer cancel(ChannelOrder order);

    /**
     * What a customer wants to know before choosing it.
     *
     * @param speed how long it usually takes, in words
     */
    record Description(
            String name,
            Set<Direction> directions,
            Money smallest,
            Money largest,
            Money fee,
            String speed) {}
}
