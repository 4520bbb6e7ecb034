package io.xiaohu.funding;

import io.xiaohu.kernel.Languages;
import io.xiaohu.kernel.Problem;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What customers are told about a payment channel from the moment it is made until it ends.
 *
 * @param stops whether nothing is sent through the channel from start to end
 */
public record ChannelNotice(
        UUID id,
        String channel,
        Kind kind,
        boolean stops,
        String textZh,
        String textEn,
        Instant startsAt,
        Instant endsAt,
        Instant madeAt,
        @Nullable Instant withdrawnAt) {

    /** How it came. */
    public enum Kind {
        /** Known before: told at least five working days ahead. */
        PLANNED,
        /** Happening now. */
        EMERGENCY
    }

    public String text(Locale locale) {
        return Languages.supported(locale) == Languages.ENGLISH ? textEn : textZh;
    }

    /** The same problem with what is announced in its sentence. */
    Problem saidIn(Problem problem) {
        return problem.with("case", "NOTICE").with("noticeZh", textZh).with("noticeEn", textEn);
    }

    public boolean runsAt(Instant now) {
        return !startsAt.isAfter(now) && endsAt.isAfter(now);
    }

    /** Whether nothing goes through the channel at this moment. */
    public boolean stopsAt(Instant now) {
        return stops && runsAt(now);
    }
}
