package io.xiaohu.funding.channel;

/** A channel did not answer, or could not be reached. It has not said that nothing happened. */
public class ChannelSilentException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ChannelSilentException(String channel) {
        super("channel " + channel + " did not answer");
    }
}
