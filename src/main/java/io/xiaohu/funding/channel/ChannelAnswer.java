package io.xiaohu.funding.channel;

/** What a channel says about an order. Only the first two are final. */
public sealed interface ChannelAnswer {

    /** It was carried out. */
    record Done() implements ChannelAnswer {}

    /** It was not carried out and never will be. */
    record Failed(Why why) implements ChannelAnswer {}

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
