package io.xiaohu.funding;

import io.xiaohu.funding.channel.PaymentChannel;
import io.xiaohu.funding.channel.PaymentChannels;
import io.xiaohu.funding.core.ChannelHealth;
import io.xiaohu.funding.core.ChannelHealth.Health;
import io.xiaohu.kernel.Languages;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Payment channels as they stand now: health, notices, and whether an order may go there. */
@Service
public class Channels {

    private final PaymentChannels channels;
    private final ChannelHealth health;
    private final ChannelNotices notices;
    private final Clock clock;

    Channels(PaymentChannels channels, ChannelHealth health, ChannelNotices notices, Clock clock) {
        this.channels = channels;
        this.health = health;
        this.notices = notices;
        this.clock = clock;
    }

    /**
     * A channel as a customer sees it.
     *
     * @param notice what is announced, the most pressing; null while there is nothing
     */
    public record Shown(
            String id,
            PaymentChannel.Description description,
            ChannelHealth.Standing standing,
            @Nullable ChannelNotice notice) {

        /** UP, DEGRADED or DOWN, for those outside who only show it. */
        public String health() {
            return standing.health().name();
        }

        public boolean carries(Direction direction) {
            return description.directions().contains(direction);
        }
    }

    /** All of them, in a fixed order. */
    public List<Shown> shown(Locale locale) {
        Instant now = clock.instant();
        List<ChannelNotice> current = notices.current();
        return channels.all().stream()
                .map(channel -> shown(channel, current, now, locale))
                .toList();
    }

    /**
     * Lets an order through to a channel that works.
     *
     * @throws io.xiaohu.kernel.ProblemException CHANNEL_NOT_FOUND; MAINTENANCE with its end while a
     *     planned notice stops the channel; CHANNEL_DOWN; both say what is announced and name the
     *     channels that work as {@code alternatives}
     */
    public void requireOpen(String id, Direction direction) {
        PaymentChannel channel = channels.get(id);
        if (!channel.describe(Languages.ENGLISH).directions().contains(direction)) {
            throw Problem.of(Reason.CHANNEL_NOT_FOUND).field("channel").exception();
        }
        Instant now = clock.instant();
        Optional<ChannelNotice> stopped = stopping(notices.current(), id, now);
        if (stopped.isPresent() && stopped.get().kind() == ChannelNotice.Kind.PLANNED) {
            Problem maintenance =
                    Problem.of(Reason.MAINTENANCE).with("until", stopped.get().endsAt());
            throw refused(stopped.get().saidIn(maintenance), id, direction).exception();
        }
        if (stopped.isPresent() || !health.admits(id)) {
            Problem down = Problem.of(Reason.CHANNEL_DOWN);
            Problem said = notices.at(id, now).map(told -> told.saidIn(down)).orElse(down);
            throw refused(said, id, direction).exception();
        }
    }

    private Problem refused(Problem problem, String id, Direction direction) {
        List<String> others =
                shown(Languages.ENGLISH).stream()
                        .filter(other -> !other.id().equals(id))
                        .filter(other -> other.standing().health() != Health.DOWN)
                        .filter(other -> other.description().directions().contains(direction))
                        .map(Shown::id)
                        .toList();
        return problem.extra("alternatives", others).field("channel");
    }

    private Shown shown(
            PaymentChannel channel, List<ChannelNotice> current, Instant now, Locale locale) {
        ChannelHealth.Standing standing = health.standing(channel.id());
        Optional<ChannelNotice> stopping = stopping(current, channel.id(), now);
        ChannelNotice notice =
                stopping.or(() ->
                                current.stream()
                                        .filter(one -> one.channel().equals(channel.id()))
                                        .findFirst())
                        .orElse(null);
        return new Shown(
                channel.id(),
                channel.describe(locale),
                stopping.isPresent()
                        ? new ChannelHealth.Standing(
                                Health.DOWN, standing.successRate(), standing.averageMillis())
                        : standing,
                notice);
    }

    private static Optional<ChannelNotice> stopping(
            List<ChannelNotice> current, String channel, Instant now) {
        return current.stream()
                .filter(notice -> notice.channel().equals(channel) && notice.stopsAt(now))
                .findFirst();
    }
}
