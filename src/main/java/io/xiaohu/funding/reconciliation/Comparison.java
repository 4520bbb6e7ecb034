package io.xiaohu.funding.reconciliation;

import io.xiaohu.funding.channel.PaymentChannel;
import io.xiaohu.funding.channel.PaymentChannels;
import io.xiaohu.funding.core.Flow;
import io.xiaohu.funding.jdbc.Flows;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Compares the latest statement of a channel's day with the ledger, as often as anybody likes: what
 * was found before and still differs stays, with its owner and notes; what no longer differs is
 * gone; what has ended stays as it was. It moves no money.
 */
@Service
class Comparison {

    private final ChannelStatements statements;
    private final BooksOfDay books;
    private final DayRows days;
    private final DifferenceRows differences;
    private final DifferenceNotes notes;
    private final Flows flows;
    private final PaymentChannels channels;
    private final Clock clock;

    Comparison(
            ChannelStatements statements,
            BooksOfDay books,
            DayRows days,
            DifferenceRows differences,
            DifferenceNotes notes,
            Flows flows,
            PaymentChannels channels,
            Clock clock) {
        this.statements = statements;
        this.books = books;
        this.days = days;
        this.differences = differences;
        this.notes = notes;
        this.flows = flows;
        this.channels = channels;
        this.clock = clock;
    }

    /** What the ledger has for a day, and how much of it ends differences. */
    private record Books(
            List<Matching.Item> regular, long all, long fees, long own, long ownFees) {}

    /**
     * Compares a day, if its statement is known. In the caller's transaction, under the channel's
     * lock, which it takes.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void compare(String channelId, LocalDate ofDay) {
        statements.lock(channelId);
        Optional<ChannelStatements.Stored> statement = statements.latest(channelId, ofDay);
        if (statement.isEmpty()) {
            return;
        }
        PaymentChannel channel = channels.get(channelId);
        Day day = days.ensure(channelId, ofDay);
        Books ours = books(channel, ofDay);
        List<PaymentChannel.Line> lines = statements.lines(statement.get().id());
        Map<UUID, Flow> known = flows(channelId, lines, ours.regular());
        List<Matching.Item> theirs = lines.stream().map(line -> item(line, known)).toList();
        List<Found> found =
                Matching.match(theirs, ours.regular(), known, seenBefore(channelId, ofDay, lines));
        boolean closed = day.state() == Day.State.CLOSED;
        Day counts = closed ? days.ensure(channelId, today(channel)) : day;
        write(counts, ofDay, found);
        listContradictions(channel, counts);
        explainTiming(channelId);
        if (!closed) {
            days.compared(
                    day.id(),
                    new DayRows.Figures(
                            statement.get().version(),
                            statement.get().total(),
                            theirs.stream().mapToLong(Matching.Item::fee).sum(),
                            ours.all(),
                            ours.fees(),
                            ours.own(),
                            ours.ownFees()));
        }
        days.sumLate(counts, ofDay);
        requireListedInFull(days.find(counts.id()).orElseThrow());
    }

    /** The day it is now where the channel is. */
    LocalDate today(PaymentChannel channel) {
        return LocalDate.ofInstant(clock.instant(), channel.zone());
    }

    private Books books(PaymentChannel channel, LocalDate day) {
        List<BooksOfDay.Booked> all = books.read(channel.id(), day, channel.zone());
        Set<UUID> own =
                new HashSet<>(
                        differences.endedBy(all.stream().map(BooksOfDay.Booked::posting).toList()));
        List<Matching.Item> regular = new ArrayList<>();
        long sum = 0;
        long fees = 0;
        long ownSum = 0;
        long ownFees = 0;
        for (BooksOfDay.Booked one : all) {
            sum = Math.addExact(sum, one.item().signed());
            fees = Math.addExact(fees, one.item().fee());
            if (own.contains(one.posting())) {
                ownSum = Math.addExact(ownSum, one.item().signed());
                ownFees = Math.addExact(ownFees, one.item().fee());
            } else {
                regular.add(one.item());
            }
        }
        return new Books(regular, sum, fees, ownSum, ownFees);
    }

    private Map<UUID, Flow> flows(
            String channel, List<PaymentChannel.Line> lines, List<Matching.Item> ours) {
        Set<UUID> orders =
                Stream.concat(
                                lines.stream().map(PaymentChannel.Line::order),
                                ours.stream().map(Matching.Item::order))
                        .collect(Collectors.toSet());
        return flows.findAll(orders).stream()
                .filter(flow -> flow.channel().equals(channel))
                .collect(Collectors.toMap(Flow::id, Function.identity()));
    }

    private Set<UUID> seenBefore(String channel, LocalDate day, List<PaymentChannel.Line> lines) {
        return statements.seenBefore(
                channel, day, lines.stream().map(PaymentChannel.Line::order).toList());
    }

    /** A line against its order's direction gives the fee back. */
    private static Matching.Item item(PaymentChannel.Line line, Map<UUID, Flow> known) {
        Flow flow = known.get(line.order());
        boolean undoes = flow != null && flow.direction() != line.direction();
        long fee = line.fee().minor();
        return new Matching.Item(
                line.order(), line.direction(), line.amount().minor(), undoes ? -fee : fee);
    }

    private void write(Day counts, LocalDate ofDay, List<Found> found) {
        List<Difference> all = differences.about(counts.channel(), ofDay);
        List<Found> settled =
                all.stream()
                        .filter(one -> one.state() != Difference.State.OPEN)
                        .map(Comparison::found)
                        .toList();
        List<Found> open = new ArrayList<>(Standing.open(found, settled));
        for (Difference one : all) {
            if (one.state() == Difference.State.OPEN && !remove(open, found(one))) {
                differences.gone(one.id());
                notes.add(one.id(), "GONE", null, null);
            }
        }
        for (Found one : open) {
            notes.add(differences.insert(counts, ofDay, one), "FOUND", null, null);
        }
    }

    /** Found again, it stays. */
    private static boolean remove(List<Found> from, Found same) {
        Found.Identity identity = same.identity();
        for (int i = 0; i < from.size(); i++) {
            if (from.get(i).identity().equals(identity)) {
                from.remove(i);
                return true;
            }
        }
        return false;
    }

    /** Each is listed on the day it was heard, or here when that day is not known or closed. */
    private void listContradictions(PaymentChannel channel, Day counts) {
        var before = counts.day().plusDays(1).atStartOfDay(channel.zone()).toInstant();
        for (DifferenceRows.Heard heard :
                differences.contradictions(channel.id(), before, channel.zone())) {
            Day own =
                    days.find(channel.id(), heard.day())
                            .filter(day -> day.state() == Day.State.OPEN)
                            .orElse(counts);
            notes.add(differences.insert(own, heard), "FOUND", heard.said(), null);
        }
    }

    private void explainTiming(String channel) {
        for (DifferenceRows.Pair pair : differences.timing(channel)) {
            explain(pair.here(), pair.there());
        }
    }

    /** Two differences end by each other; a pair of which one has ended stays as it is. */
    void explain(UUID one, UUID other) {
        Difference first = differences.find(one).orElseThrow();
        Difference second = differences.find(other).orElseThrow();
        if (first.state() != Difference.State.OPEN || second.state() != Difference.State.OPEN) {
            return;
        }
        end(first, second.id(), second.ofDay().toString());
        end(second, first.id(), first.ofDay().toString());
    }

    private void end(Difference one, UUID other, @Nullable String by) {
        if (!differences.explain(one.id(), other)) {
            throw new IllegalStateException("a difference ended under the channel's lock");
        }
        notes.add(one.id(), "EXPLAINED", by, null);
    }

    /** A bug, never a state to live with: nothing is kept of a comparison that does not add up. */
    private static void requireListedInFull(Day day) {
        if (!day.isListedInFull()) {
            throw new IllegalStateException(
                    "%s %s differs by %s and %s of fees, but %s and %s are listed"
                            .formatted(
                                    day.channel(),
                                    day.day(),
                                    day.difference(),
                                    day.feeDifference(),
                                    day.listed(),
                                    day.listedFees()));
        }
    }

    private static Found found(Difference one) {
        return new Found(
                one.kind(),
                one.order(),
                one.direction(),
                one.amount().minor(),
                one.fee().minor(),
                null,
                null,
                one.flow());
    }
}
