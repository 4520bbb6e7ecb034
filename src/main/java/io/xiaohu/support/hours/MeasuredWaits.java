package io.xiaohu.support.hours;

import io.xiaohu.support.hours.core.ExpectedWait;
import io.xiaohu.support.hours.core.ExpectedWait.Lately;
import io.xiaohu.support.hours.jdbc.QueueRows;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * What is measured of a channel's wait: chat's queue as it is now; of requests and every channel
 * that is answered by writing back, how long the first answer took over the last weeks. Calls wait
 * in the telephone network, where nothing of ours counts them.
 */
@Service
public class MeasuredWaits {

    public static final String CHAT = "APP";
    public static final String PHONE = "PHONE";
    public static final String REQUEST = "REQUEST";

    /** What weeks say does not change in a moment. */
    private static final Duration GOOD_FOR = Duration.ofMinutes(1);

    /** Nor does a queue in two seconds; anybody may ask about it, and as often as they like. */
    private static final Duration QUEUE_GOOD_FOR = Duration.ofSeconds(2);

    private record Kept<T>(Instant at, T value) {

        boolean isGood(Instant now, Duration goodFor) {
            return Duration.between(at, now).abs().compareTo(goodFor) < 0;
        }
    }

    private final QueueRows queue;
    private final Clock clock;
    private final AtomicReference<@Nullable Kept<Map<String, Lately>>> kept =
            new AtomicReference<>();
    private final AtomicReference<@Nullable Kept<ExpectedWait.Answer>> keptQueue =
            new AtomicReference<>();

    MeasuredWaits(QueueRows queue, Clock clock) {
        this.queue = queue;
        this.clock = clock;
    }

    /**
     * @param channel null is chat
     */
    public ExpectedWait.Answer of(@Nullable String channel) {
        if (channel == null || channel.equals(CHAT)) {
            return inChat();
        }
        if (channel.equals(PHONE)) {
            return new ExpectedWait.Unknown(ExpectedWait.Why.NOT_MEASURED_HERE);
        }
        return ExpectedWait.of(lately().getOrDefault(channel, new Lately(0, Duration.ZERO)));
    }

    private ExpectedWait.Answer inChat() {
        Instant now = clock.instant();
        Kept<ExpectedWait.Answer> before = keptQueue.get();
        if (before != null && before.isGood(now, QUEUE_GOOD_FOR)) {
            return before.value();
        }
        ExpectedWait.Answer anew = ExpectedWait.of(queue.now());
        keptQueue.set(new Kept<>(now, anew));
        return anew;
    }

    private Map<String, Lately> lately() {
        Instant now = clock.instant();
        Kept<Map<String, Lately>> before = kept.get();
        if (before != null && before.isGood(now, GOOD_FOR)) {
            return before.value();
        }
        Map<String, Lately> anew = queue.lately();
        kept.set(new Kept<>(now, anew));
        return anew;
    }
}
