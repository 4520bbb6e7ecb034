package io.xiaohu.funding.reconciliation;

import io.xiaohu.funding.channel.PaymentChannel;
import io.xiaohu.funding.channel.PaymentChannels;
import io.xiaohu.kernel.Money;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Closes a channel's day: every cent between the two sides is some difference's, and every
 * difference has ended. A file, which one person brings, closes nothing that the channel itself
 * says otherwise: it is fetched again first. A closed day never changes; what a later statement
 * says of it counts on the day it comes.
 */
@Service
public class DayClosing {

    private final DayRows days;
    private final ChannelStatements statements;
    private final ImportRows imports;
    private final Comparison comparison;
    private final PaymentChannels channels;

    DayClosing(
            DayRows days,
            ChannelStatements statements,
            ImportRows imports,
            Comparison comparison,
            PaymentChannels channels) {
        this.days = days;
        this.statements = statements;
        this.imports = imports;
        this.comparison = comparison;
        this.channels = channels;
    }

    public Day get(UUID id) {
        return days.find(id)
                .orElseThrow(() -> Problem.of(Reason.NOT_FOUND).field("target").exception());
    }

    /**
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND; DAY_CLOSED; DAY_NOT_OVER, also while its
     *     statement is not known, or only what there was of it before the day was over;
     *     DAY_NOT_EXPLAINED with how many differences are open and what they come to, also while a
     *     file stands for what the channel itself said otherwise
     */
    public void requireClosable(UUID id) {
        Day day = get(id);
        if (day.state() == Day.State.CLOSED) {
            throw Problem.of(Reason.DAY_CLOSED).exception();
        }
        PaymentChannel channel = channels.get(day.channel());
        Instant ended = day.day().plusDays(1).atStartOfDay(channel.zone()).toInstant();
        boolean over = day.day().isBefore(comparison.today(channel));
        if (!over || day.version() == 0 || !imports.isWhole(channel.id(), day.day(), ended)) {
            throw Problem.of(Reason.DAY_NOT_OVER).exception();
        }
        if (day.open() > 0 || !day.isListedInFull()) {
            throw Problem.of(Reason.DAY_NOT_EXPLAINED)
                    .with("open", day.open())
                    .with("amount", day.openAmount().plus(unlisted(day)))
                    .with("fees", day.openFees())
                    .extra("open", day.open())
                    .extra("amount", day.openAmount().plus(unlisted(day)))
                    .exception();
        }
        statements
                .replacing(day)
                .ifPresent(file -> {
                    throw Problem.of(Reason.DAY_NOT_EXPLAINED)
                            .with("case", "FILE")
                            .with("file", file.fileName())
                            .with("version", file.version())
                            .with("day", file.day())
                            .exception();
                });
    }

    /** Closes it after looking at the books once more, in the transaction of the approval. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void close(UUID id, UUID by) {
        Day day = get(id);
        if (day.state() == Day.State.OPEN) {
            comparison.compare(day.channel(), day.day());
        }
        requireClosable(id);
        if (!days.close(id, by)) {
            throw Problem.of(Reason.DAY_CLOSED).exception();
        }
    }

    private static Money unlisted(Day day) {
        return day.difference().minus(day.listed());
    }
}
