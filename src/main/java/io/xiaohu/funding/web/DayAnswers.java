package io.xiaohu.funding.web;

import io.xiaohu.funding.Direction;
import io.xiaohu.funding.channel.PaymentChannels;
import io.xiaohu.funding.core.Flow;
import io.xiaohu.funding.core.FlowState;
import io.xiaohu.funding.reconciliation.Day;
import io.xiaohu.funding.reconciliation.Difference;
import io.xiaohu.funding.reconciliation.Ending;
import io.xiaohu.funding.reconciliation.ReconciliationDesk;
import io.xiaohu.kernel.Money;
import io.xiaohu.staff.Proposal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Days and differences as the desk is told. */
@Component
class DayAnswers {

    /**
     * A day in the list.
     *
     * @param difference what the channel has more for us than the ledger, whatever became of it
     * @param corrections what of ours are postings that end differences, and so is not compared
     * @param late what statements of closed days brought
     */
    record Listed(
            UUID id,
            String channel,
            String channelName,
            LocalDate day,
            Day.State state,
            @Nullable String importState,
            @Nullable Instant nextTry,
            boolean overdue,
            int version,
            Money theirs,
            Money theirFees,
            Money ours,
            Money ourFees,
            Money corrections,
            Money feeCorrections,
            Money late,
            Money difference,
            Money feeDifference,
            int differences,
            int open,
            Money openAmount,
            Money openFees,
            @Nullable Instant comparedAt,
            @Nullable Instant closedAt) {}

    /** A proposal that waits for its decision. */
    record Waiting(UUID id, String kind, Proposal.Person proposedBy, Instant proposedAt) {}

    /** One line of a difference's history. */
    record Note(String code, @Nullable String text, Proposal.@Nullable Person by, Instant at) {}

    /** How the flow a difference is about stands. */
    record FlowShown(UUID id, UUID customerId, FlowState state, Instant createdAt) {

        static @Nullable FlowShown of(@Nullable Flow flow) {
            return flow == null
                    ? null
                    : new FlowShown(flow.id(), flow.customer(), flow.state(), flow.createdAt());
        }
    }

    /** A difference with both sides and the ends that fit. */
    record Shown(
            UUID id,
            Difference.Kind kind,
            LocalDate ofDay,
            UUID order,
            Direction direction,
            Money amount,
            Money fee,
            Difference.@Nullable Side theirs,
            Difference.@Nullable Side ours,
            @Nullable FlowShown flow,
            @Nullable String said,
            Difference.State state,
            @Nullable Ending ending,
            @Nullable UUID posting,
            @Nullable UUID counterpart,
            Proposal.@Nullable Person owner,
            boolean mayBeTiming,
            List<Ending> endings,
            @Nullable Waiting waiting,
            List<Note> notes,
            Instant foundAt) {}

    /** A day with all there is to it. */
    record Whole(
            Listed day,
            List<ReconciliationDesk.Version> versions,
            List<Shown> differences,
            @Nullable Waiting waiting) {}

    private final PaymentChannels channels;

    DayAnswers(PaymentChannels channels) {
        this.channels = channels;
    }

    Listed listed(ReconciliationDesk.ListedDay listed, Locale locale) {
        Day day = listed.day();
        return new Listed(
                day.id(),
                day.channel(),
                channels.name(day.channel(), locale),
                day.day(),
                day.state(),
                listed.importState(),
                listed.nextTry(),
                listed.overdue(),
                day.version(),
                day.theirs(),
                day.theirFees(),
                day.ours(),
                day.ourFees(),
                day.corrections(),
                day.feeCorrections(),
                day.late(),
                day.difference(),
                day.feeDifference(),
                day.differences(),
                day.open(),
                day.openAmount(),
                day.openFees(),
                day.comparedAt(),
                day.closedAt());
    }

    Whole whole(
            ReconciliationDesk.ListedDay day,
            List<ReconciliationDesk.Version> versions,
            List<ReconciliationDesk.ListedDifference> differences,
            Map<UUID, Proposal> waiting,
            Locale locale) {
        return new Whole(
                listed(day, locale),
                versions,
                differences.stream()
                        .map(one -> shown(one, waiting.get(one.difference().id())))
                        .toList(),
                waiting(waiting.get(day.day().id())));
    }

    private static Shown shown(
            ReconciliationDesk.ListedDifference listed, @Nullable Proposal waiting) {
        Difference one = listed.difference();
        return new Shown(
                one.id(),
                one.kind(),
                one.ofDay(),
                one.order(),
                one.direction(),
                one.amount(),
                one.fee(),
                one.theirs(),
                one.ours(),
                FlowShown.of(listed.flow()),
                one.said(),
                one.state(),
                one.ending(),
                one.posting(),
                one.counterpart(),
                one.owner(),
                listed.mayBeTiming(),
                listed.endings(),
                waiting(waiting),
                listed.notes().stream()
                        .map(note -> new Note(note.code(), note.text(), note.by(), note.at()))
                        .toList(),
                one.foundAt());
    }

    private static @Nullable Waiting waiting(@Nullable Proposal proposal) {
        return proposal == null
                ? null
                : new Waiting(
                        proposal.id(),
                        proposal.kind(),
                        proposal.proposedBy(),
                        proposal.proposedAt());
    }
}
