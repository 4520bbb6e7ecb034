package io.xiaohu.funding.channel;

import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The channels this server has. */
@Component
public class PaymentChannels {

    private final List<PaymentChannel> all;

    PaymentChannels(List<PaymentChannel> all) {
        this.all = List.copyOf(all);
    }

    public List<PaymentChannel> all() {
        return all;
    }

    public Optional<PaymentChannel> find(String id) {
        return all.stream().filter(channel -> channel.id().equals(id)).findFirst();
    }

    /** What a channel is called for people; its id where this server does not have it. */
    public String name(String id, Locale locale) {
        return find(id).map(channel -> channel.name(locale)).orElse(id);
    }

    /**
     * @throws io.xiaohu.kernel.ProblemException CHANNEL_NOT_FOUND
     */
    public PaymentChannel get(String id) {
        return find(id).orElseThrow(
                        () -> Problem.of(Reason.CHANNEL_NOT_FOUND).field("channel").exception());
    }
}
