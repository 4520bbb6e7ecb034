package io.xiaohu.funding.core;

import io.xiaohu.funding.channel.PaymentChannel;
import io.xiaohu.funding.channel.PaymentChannels;
import io.xiaohu.funding.jdbc.Flows;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import org.springframework.stereotype.Component;

/** Takes what channels send by themselves: once verified, twice, late and in any order. */
@Component
public class ChannelCallbacks {

    private final PaymentChannels channels;
    private final Flows flows;
    private final FlowRunner runner;

    ChannelCallbacks(PaymentChannels channels, Flows flows, FlowRunner runner) {
        this.channels = channels;
        this.flows = flows;
        this.runner = runner;
    }

    /**
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND for a channel there is not, a signature
     *     that is not its own, and an order that did not go to it: whoever cannot sign learns
     *     nothing
     */
    public void take(String channelId, PaymentChannel.SignedCallback signed) {
        PaymentChannel.Callback callback =
                channels.find(channelId)
                        .flatMap(channel -> channel.verify(signed))
                        .orElseThrow(() -> Problem.of(Reason.NOT_FOUND).exception());
        boolean known =
                flows.find(callback.order())
                        .filter(flow -> flow.channel().equals(channelId))
                        .isPresent();
        if (!known) {
            throw Problem.of(Reason.NOT_FOUND).exception();
        }
        runner.receive(callback.order(), callback.done());
    }
}
