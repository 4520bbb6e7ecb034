package io.xiaohu.funding.channel;

import org.jspecify.annotations.Nullable;

/** What a channel says about an order. Only the first two are final. */
public sealed interface ChannelAnswer {

    /** The longest code that is kept. */
    int LONGEST_CODE = 40;

    /** What the channel calls its refusal; null where it gave none. */
    default @Nullable String code() {
        return null;
    }

    /** It was carried out. */
    record Done() implements ChannelAnswer {}

    /**
     * It was not carried out and never will be.
     *
     * @param code as the bank gave it, see {@link ChannelRefusal}; null where it gave none
     */
    record Failed(Why why, @Nullable String code) implements ChannelAnswer {

        public Failed {
            String given = code == null ? "" : code.strip();
            code =
                    given.isEmpty()
                            ? null
                            : given.substring(0, Math.min(given.length(), LONGEST_CODE));
        }

        public Failed(Why why) {
            this(why, null);
        }
    }

    /** Nobody knows yet; ask again. */
    record Unknown() implements ChannelAnswer {}

    /** The channel never heard of the order. */
    record NotReceived() implements ChannelAnswer {}

    /** Why a channel did not carry an order out. */
    enum Why {
        TIMEOUT,
        DOWN,
        REJECTED
    }
}
