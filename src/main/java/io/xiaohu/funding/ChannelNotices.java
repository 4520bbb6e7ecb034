package io.xiaohu.funding;

import io.xiaohu.audit.AuditTrail;
import io.xiaohu.funding.channel.PaymentChannels;
import io.xiaohu.funding.core.WorkingDays;
import io.xiaohu.funding.jdbc.NoticeRows;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.Ids;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What customers are told about payment channels, and when nothing goes through one. */
@Service
public class ChannelNotices {

    private static final int WORKING_DAYS_AHEAD = 5;
    private static final int LONGEST_DAYS = 30;
    private static final int MOST = 50;

    private final NoticeRows rows;
    private final PaymentChannels channels;
    private final AuditTrail audit;
    private final Clock clock;

    ChannelNotices(NoticeRows rows, PaymentChannels channels, AuditTrail audit, Clock clock) {
        this.rows = rows;
        this.channels = channels;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * What somebody wants to tell.
     *
     * @param startsAt when it begins; null for now
     */
    public record Asked(
            ChannelNotice.Kind kind,
            boolean stops,
            String textZh,
            String textEn,
            @Nullable Instant startsAt,
            Instant endsAt) {}

    /**
     * Tells it from now on.
     *
     * @throws io.xiaohu.kernel.ProblemException CHANNEL_NOT_FOUND; NOTICE_TOO_LATE when a planned
     *     one begins in less than five working days; BAD_INPUT when it ends before it begins, lasts
     *     more than 30 days, or an emergency is to begin later
     */
    @Transactional
    public ChannelNotice tell(Caller.Staff me, String channel, Asked asked) {
        channels.get(channel);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        boolean planned = asked.kind() == ChannelNotice.Kind.PLANNED;
        Instant starts = asked.startsAt() == null ? now : asked.startsAt();
        if (planned == (asked.startsAt() == null)) {
            throw Problem.of(Reason.BAD_INPUT).field("startsAt").exception();
        }
        if (!asked.endsAt().isAfter(starts)
                || asked.endsAt().isAfter(starts.plus(LONGEST_DAYS, ChronoUnit.DAYS))) {
            throw Problem.of(Reason.BAD_INPUT).field("endsAt").exception();
        }
        Instant earliest = WorkingDays.after(now, WORKING_DAYS_AHEAD);
        if (planned && starts.isBefore(earliest)) {
            throw Problem.of(Reason.NOTICE_TOO_LATE)
                    .with("earliest", earliest)
                    .field("startsAt")
                    .exception();
        }
        ChannelNotice notice =
                new ChannelNotice(
                        Ids.next(),
                        channel,
                        asked.kind(),
                        asked.stops(),
                        asked.textZh(),
                        asked.textEn(),
                        starts,
                        asked.endsAt(),
                        now,
                        null);
        rows.insert(notice, me.staffId());
        audit.record(
                me.key(),
                "channel.notice",
                "channel-notice:" + notice.id(),
                Map.of(
                        "channel", channel,
                        "kind", asked.kind().name(),
                        "stops", Boolean.toString(asked.stops()),
                        "from", starts.toString(),
                        "until", asked.endsAt().toString()));
        return notice;
    }

    /**
     * Takes it back: customers are not told any more, and the channel opens if this stopped it.
     *
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND also when it is over
     */
    @Transactional
    public void withdraw(Caller.Staff me, String channel, UUID id) {
        if (!rows.withdraw(channel, id, clock.instant())) {
            throw Problem.of(Reason.NOT_FOUND).exception();
        }
        audit.record(
                me.key(),
                "channel.notice-withdrawn",
                "channel-notice:" + id,
                Map.of("channel", channel));
    }

    /** What customers are told now, the earliest first. */
    public List<ChannelNotice> current() {
        return rows.current(clock.instant());
    }

    /** What was announced of a channel at a moment, the most pressing; empty for nothing. */
    Optional<ChannelNotice> at(String channel, Instant moment) {
        return rows.at(channel, moment);
    }

    public List<ChannelNotice> latest() {
        return rows.latest(MOST);
    }
}
