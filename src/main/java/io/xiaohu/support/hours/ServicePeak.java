package io.xiaohu.support.hours;

import io.xiaohu.support.hours.core.Peak;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A peak as it is kept.
 *
 * @param region whom it is for; null is everybody
 * @param channel where; null is everywhere
 */
public record ServicePeak(
        UUID id,
        @Nullable String region,
        @Nullable String channel,
        Instant startsAt,
        Instant endsAt,
        Duration answerWithin,
        String textZh,
        String textEn,
        Instant announcedAt,
        String announcedBy,
        @Nullable Instant withdrawnAt) {

    Peak peak() {
        return new Peak(startsAt, endsAt, answerWithin);
    }

    boolean isFor(@Nullable String askedRegion, @Nullable String askedChannel) {
        return withdrawnAt == null
                && (region == null || region.equals(askedRegion))
                && (channel == null || channel.equals(askedChannel));
    }
}
