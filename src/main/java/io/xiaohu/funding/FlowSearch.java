package io.xiaohu.funding;

import io.xiaohu.funding.channel.PaymentChannels;
import io.xiaohu.funding.core.Flow;
import io.xiaohu.funding.core.FlowState;
import io.xiaohu.funding.core.Verdict;
import io.xiaohu.funding.jdbc.FlowFinds;
import io.xiaohu.funding.jdbc.Flows;
import io.xiaohu.kernel.Movement;
import io.xiaohu.kernel.MovementFilter;
import io.xiaohu.kernel.MovementSource.Place;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Finds top-ups and withdrawals without knowing whose they are, for members of staff. */
@Service
public class FlowSearch {

    private final FlowFinds finds;
    private final Flows flows;
    private final PaymentChannels channels;

    FlowSearch(FlowFinds finds, Flows flows, PaymentChannels channels) {
        this.finds = finds;
        this.flows = flows;
        this.channels = channels;
    }

    /** A flow, and whose it is. */
    public record Found(UUID customer, Place place) {}

    /**
     * What the channel knows a flow by, and how that stands.
     *
     * @param id the order's number, which is the flow's
     * @param verdict the channel's first final answer
     * @param queries how often it was asked what became of the order
     * @param answerBy when the customer can count on an answer
     * @param callbacks what it said by itself
     */
    public record Order(
            UUID id,
            String channel,
            String channelName,
            FlowState state,
            @Nullable Verdict verdict,
            int queries,
            Instant answerBy,
            List<Heard> callbacks) {}

    /**
     * Something a channel said by itself.
     *
     * @param contradicts whether it does not agree with its verdict
     */
    public record Heard(String said, Instant at, boolean contradicts) {}

    /**
     * The latest that pass the filter, whose period must be given: what is read is bounded by it.
     */
    public List<Found> between(MovementFilter filter, @Nullable Place before, int most) {
        List<Direction> directions =
                Arrays.stream(Direction.values()).filter(it -> filter.wants(it.name())).toList();
        return directions.isEmpty() || filter.person() != null
                ? List.of()
                : finds.between(filter, directions, states(filter.state()), before, most);
    }

    public Optional<Order> order(UUID flow, Locale locale) {
        return flows.find(flow)
                .map(found ->
                        new Order(
                                found.id(),
                                found.channel(),
                                name(found, locale),
                                found.state(),
                                found.verdict(),
                                found.queries(),
                                found.answerBy(),
                                finds.heard(found.id())));
    }

    private String name(Flow flow, Locale locale) {
        return channels.name(flow.channel(), locale);
    }

    private static List<FlowState> states(Movement.@Nullable State wanted) {
        return Arrays.stream(FlowState.values())
                .filter(state -> wanted == null || wanted == shown(state))
                .toList();
    }

    private static Movement.State shown(FlowState state) {
        if (!state.isFinal()) {
            return Movement.State.PROCESSING;
        }
        return state.isSuccess() ? Movement.State.SUCCEEDED : Movement.State.FAILED;
    }
}
