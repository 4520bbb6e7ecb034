package io.xiaohu.funding.reconciliation;

import io.xiaohu.funding.channel.PaymentChannels;
import io.xiaohu.funding.core.Corrections;
import io.xiaohu.funding.core.Flow;
import io.xiaohu.funding.core.WalletTaking;
import io.xiaohu.funding.jdbc.Flows;
import io.xiaohu.kernel.Money;
import io.xiaohu.kernel.Written;
import io.xiaohu.ledger.Ledger;
import io.xiaohu.ledger.Outcome;
import io.xiaohu.notification.Notices;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Posts the approved ends of differences, each once: the posting's id comes from the difference, or
 * from the flow it ends by. It is posted first and marked then, each in its own transaction, so
 * that a crash anywhere leaves a row from which the next look goes on.
 */
@Service
class Resolutions {

    private static final Logger LOG = LoggerFactory.getLogger(Resolutions.class);
    private static final int AT_ONCE = 50;

    private final DifferenceRows differences;
    private final DifferenceNotes notes;
    private final Flows flows;
    private final Corrections corrections;
    private final WalletTaking taking;
    private final Ledger ledger;
    private final Notices notices;
    private final ChannelStatements statements;
    private final Comparison comparison;
    private final PaymentChannels channels;
    private final TransactionTemplate transactions;

    Resolutions(
            DifferenceRows differences,
            DifferenceNotes notes,
            Flows flows,
            Corrections corrections,
            WalletTaking taking,
            Ledger ledger,
            Notices notices,
            ChannelStatements statements,
            Comparison comparison,
            PaymentChannels channels,
            TransactionTemplate transactions) {
        this.differences = differences;
        this.notes = notes;
        this.flows = flows;
        this.corrections = corrections;
        this.taking = taking;
        this.ledger = ledger;
        this.notices = notices;
        this.statements = statements;
        this.comparison = comparison;
        this.channels = channels;
        this.transactions = transactions;
    }

    /** Goes on with all that are due; one that cannot go on never stops the others. */
    void finishDue() {
        List<UUID> due = transactions.execute(status -> differences.takeDue(AT_ONCE));
        for (UUID id : due == null ? List.<UUID>of() : due) {
            try {
                finish(id);
            } catch (RuntimeException e) {
                LOG.error("difference {} could not be ended", id, e);
            }
        }
    }

    private void finish(UUID id) {
        Difference difference = differences.find(id).orElseThrow();
        if (difference.state() != Difference.State.APPROVED) {
            return;
        }
        UUID flowId = difference.flow();
        Flow flow = flowId == null ? null : flows.find(flowId).orElseThrow();
        Optional<Outcome.Posted> posted =
                difference.byFlow() && flow != null
                        ? corrections.last(flow)
                        : Optional.of(post(new DifferencePostings(difference, flow)));
        posted.ifPresent(outcome -> mark(difference, flow, outcome));
    }

    private Outcome.Posted post(DifferencePostings postings) {
        if (postings.takesFromCustomer()) {
            return taking.take(
                    postings.owner(),
                    postings.counter().negated(),
                    "take",
                    postings::id,
                    postings::taken);
        }
        Outcome outcome = ledger.apply(postings.posted());
        return switch (outcome) {
            case Outcome.Posted posted -> posted;
            case Outcome.Refused refused ->
                    throw new IllegalStateException("the ledger refused: " + refused.problem());
        };
    }

    /** Marks it ended, tells the customer, and compares the day on which it was booked again. */
    private void mark(Difference difference, @Nullable Flow flow, Outcome.Posted posted) {
        transactions.executeWithoutResult(status -> {
            statements.lock(difference.channel());
            if (!differences.end(difference.id(), posted.id().value(), posted.at())) {
                return;
            }
            notes.add(difference.id(), "ENDED", null, null);
            if (flow != null && !difference.byFlow()) {
                tell(difference, flow, posted);
            }
            LocalDate booked =
                    LocalDate.ofInstant(posted.at(), channels.get(difference.channel()).zone());
            comparison.compare(difference.channel(), booked);
        });
    }

    private void tell(Difference difference, Flow flow, Outcome.Posted posted) {
        Money change = new DifferencePostings(difference, flow).customerChange();
        if (change.isZero()) {
            return;
        }
        String kind = change.isPositive() ? "CORRECTION_GIVEN" : "CORRECTION_TAKEN";
        notices.tell(
                flow.customer(),
                posted.passedOwnerBy() ? Notices.CAME_AFTER_CLOSING : kind,
                Map.of("amount", Written.money(change.abs())),
                flow.subject());
    }
}
