package io.xiaohu.funding.channel;

import io.xiaohu.funding.Direction;
import io.xiaohu.kernel.Money;
import io.xiaohu.kernel.Written;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Moves money between the wallet and the outside. Every call may fail or never answer; a caller
 * treats both as {@link ChannelAnswer.Unknown} and asks again.
 */
public interface PaymentChannel {

    /** Its name in the API, such as {@code sandbox}. */
    String id();

    /** What it is called for people. */
    String name(Locale locale);

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
     * Asks whether it is there at all, without an order.
     *
     * @throws ChannelSilentException when it is not
     */
    void ping();

    /**
     * What it carried out on a day of its own, by its own account; of a day that is not over, up to
     * now.
     *
     * @throws ChannelSilentException when it is not there to say
     */
    List<Line> statement(LocalDate day);

    /** The zone its days begin and end in. */
    default ZoneId zone() {
        return Written.ZONE;
    }

    /**
     * Checks that a callback is really this channel's and reads it.
     *
     * @return empty when the signature is not the channel's or too old
     */
    Optional<Callback> verify(SignedCallback callback);

    /** Whether how this order went says anything about the channel's health. */
    default boolean countsTowardsHealth(ChannelOrder order) {
        return true;
    }

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

    /** A callback as it came: what was signed, when, and the signature. */
    record SignedCallback(String body, String timestamp, String signature) {}

    /** What a callback says, once it is known to be the channel's. */
    record Callback(UUID order, boolean done) {}

    /**
     * A line of a channel's statement. One whose direction is not its order's undoes it: a
     * withdrawal the bank sent back, a top-up it took back.
     *
     * @param fee what it took for it, or gives back of it; not negative
     */
    record Line(UUID order, Direction direction, Money amount, Money fee) {}
}
