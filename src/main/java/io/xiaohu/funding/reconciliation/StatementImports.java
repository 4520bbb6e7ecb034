package io.xiaohu.funding.reconciliation;

import io.xiaohu.audit.AuditTrail;
import io.xiaohu.funding.channel.PaymentChannel;
import io.xiaohu.funding.channel.PaymentChannels;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Brings statements in: by itself once a day is over, when a member of staff asks, or from a file.
 * A channel that is not there is asked again, with growing pauses, until it answers.
 */
@Service
public class StatementImports {

    private static final Logger LOG = LoggerFactory.getLogger(StatementImports.class);

    private static final Duration[] PAUSES = {
        Duration.ofSeconds(5),
        Duration.ofSeconds(30),
        Duration.ofMinutes(2),
        Duration.ofMinutes(10),
        Duration.ofMinutes(30)
    };

    /** How many days a server that was away makes up for. */
    private static final int MOST_DAYS = 31;

    private final ChannelStatements statements;
    private final ImportRows imports;
    private final DayRows days;
    private final Comparison comparison;
    private final PaymentChannels channels;
    private final ReconciliationSettings settings;
    private final AuditTrail audit;
    private final TransactionTemplate transactions;
    private final Clock clock;

    StatementImports(
            ChannelStatements statements,
            ImportRows imports,
            DayRows days,
            Comparison comparison,
            PaymentChannels channels,
            ReconciliationSettings settings,
            AuditTrail audit,
            TransactionTemplate transactions,
            Clock clock) {
        this.statements = statements;
        this.imports = imports;
        this.days = days;
        this.comparison = comparison;
        this.channels = channels;
        this.settings = settings;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Has a statement fetched soon; of a day that is not over, what there is of it so far.
     *
     * @throws io.xiaohu.kernel.ProblemException CHANNEL_NOT_FOUND; BAD_INPUT for a day to come
     */
    @Transactional
    public Day ask(Caller.Staff me, String channelId, LocalDate day) {
        PaymentChannel channel = requireDay(channelId, day);
        // In the order of whoever fetches one now: neither waits for the other.
        Day asked = days.ensure(channel.id(), day);
        imports.ask(channel.id(), day);
        note(me, "statement.asked", channelId, day, Map.of());
        return asked;
    }

    /**
     * Brings a statement from a file and compares it at once.
     *
     * @throws io.xiaohu.kernel.ProblemException CHANNEL_NOT_FOUND, BAD_INPUT for a day to come,
     *     STATEMENT_FILE_INVALID; then nothing is kept of it
     */
    @Transactional
    public Day upload(
            Caller.Staff me, String channelId, LocalDate day, String fileName, byte[] content) {
        requireDay(channelId, day);
        List<PaymentChannel.Line> lines = StatementFile.read(content);
        keep(channelId, day, lines, new ChannelStatements.Origin(fileName, me.staffId()));
        note(me, "statement.uploaded", channelId, day, Map.of("file", fileName));
        return days.find(channelId, day).orElseThrow();
    }

    /** Adds the days that are over and nobody asked for since. */
    void addEnded() {
        Instant ended = clock.instant().minus(settings.importAfter());
        for (PaymentChannel channel : channels.all()) {
            LocalDate yesterday = LocalDate.ofInstant(ended, channel.zone()).minusDays(1);
            for (LocalDate day = firstToAdd(channel, yesterday);
                    !day.isAfter(yesterday);
                    day = day.plusDays(1)) {
                Instant end = day.plusDays(1).atStartOfDay(channel.zone()).toInstant();
                imports.add(channel.id(), day, end);
            }
        }
    }

    /**
     * Fetches one that is due.
     *
     * @return false when none is
     */
    boolean fetchOne() {
        Optional<ImportRows.Import> due = transactions.execute(status -> imports.takeDue());
        if (due == null || due.isEmpty()) {
            return false;
        }
        ImportRows.Import one = due.get();
        try {
            List<PaymentChannel.Line> lines = channels.get(one.channel()).statement(one.day());
            transactions.executeWithoutResult(status -> {
                keep(one.channel(), one.day(), lines, new ChannelStatements.Origin(null, null));
                imports.done(one);
            });
        } catch (RuntimeException e) {
            Duration pause = PAUSES[Math.min(one.tries(), PAUSES.length - 1)];
            LOG.warn("no statement of {} for {}: again in {}", one.channel(), one.day(), pause, e);
            imports.retry(one, pause);
        }
        return true;
    }

    private void keep(
            String channel,
            LocalDate day,
            List<PaymentChannel.Line> lines,
            ChannelStatements.Origin origin) {
        statements.lock(channel);
        statements.store(channel, day, lines, origin);
        comparison.compare(channel, day);
    }

    private LocalDate firstToAdd(PaymentChannel channel, LocalDate yesterday) {
        @Nullable LocalDate last = imports.last(channel.id(), channel.zone());
        LocalDate earliest = yesterday.minusDays(MOST_DAYS - 1);
        if (last == null) {
            return yesterday;
        }
        return last.isBefore(earliest) ? earliest : last.plusDays(1);
    }

    private PaymentChannel requireDay(String channelId, LocalDate day) {
        PaymentChannel channel = channels.get(channelId);
        if (day.isAfter(comparison.today(channel))) {
            throw Problem.of(Reason.BAD_INPUT).field("day").exception();
        }
        return channel;
    }

    private void note(
            Caller.Staff me,
            String action,
            String channel,
            LocalDate day,
            Map<String, String> more) {
        audit.record(me.key(), action, "channel:" + channel + ":" + day, more);
    }
}
