package io.xiaohu.funding.reconciliation;

import io.xiaohu.audit.AuditTrail;
import io.xiaohu.funding.channel.PaymentChannels;
import io.xiaohu.funding.core.Flow;
import io.xiaohu.funding.core.WorkingDays;
import io.xiaohu.funding.jdbc.Flows;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.Role;
import io.xiaohu.kernel.Written;
import io.xiaohu.staff.Proposal.Person;
import io.xiaohu.staff.StaffMember;
import io.xiaohu.staff.StaffMembers;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What staff see of the reconciliation, and who looks after a difference. */
@Service
public class ReconciliationDesk {

    /** Who may look after a difference. */
    public static final Set<Role> OWNERS = Set.of(Role.FINANCE);

    private static final int DAYS_SHOWN = 35;
    private static final int MOST_OLDER = 100;

    private final DayRows days;
    private final DifferenceRows differences;
    private final DifferenceNotes notes;
    private final ChannelStatements statements;
    private final ImportRows imports;
    private final Ends ends;
    private final Flows flows;
    private final PaymentChannels channels;
    private final StaffMembers staff;
    private final ReconciliationSettings settings;
    private final AuditTrail audit;
    private final Clock clock;

    ReconciliationDesk(
            DayRows days,
            DifferenceRows differences,
            DifferenceNotes notes,
            ChannelStatements statements,
            ImportRows imports,
            Ends ends,
            Flows flows,
            PaymentChannels channels,
            StaffMembers staff,
            ReconciliationSettings settings,
            AuditTrail audit,
            Clock clock) {
        this.days = days;
        this.differences = differences;
        this.notes = notes;
        this.statements = statements;
        this.imports = imports;
        this.ends = ends;
        this.flows = flows;
        this.channels = channels;
        this.staff = staff;
        this.settings = settings;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * A day in the list.
     *
     * @param importState WAITING, RETRYING or DONE; null when nobody asked for its statement
     * @param nextTry when its statement is tried to be fetched next
     * @param overdue whether it should have been closed
     */
    public record ListedDay(
            Day day, @Nullable String importState, @Nullable Instant nextTry, boolean overdue) {}

    /** A version of a statement, as it came. */
    public record Version(
            int version,
            String source,
            @Nullable String fileName,
            int lines,
            @Nullable Person importedBy,
            Instant importedAt) {}

    /**
     * A difference with what is needed to end it.
     *
     * @param flow how the flow it is about stands
     * @param mayBeTiming whether the other day may still explain it
     */
    public record ListedDifference(
            Difference difference,
            @Nullable Flow flow,
            List<Ending> endings,
            boolean mayBeTiming,
            List<DifferenceNote> notes) {}

    /** The last weeks, the latest day first, and those before that nobody has closed. */
    public List<ListedDay> days() {
        LocalDate today = today();
        LocalDate from = today.minusDays(DAYS_SHOWN);
        List<Day> all = new ArrayList<>(days.list(from, today.plusDays(1)));
        all.addAll(days.openBefore(from, MOST_OLDER));
        Map<String, ImportRows.Import> byDay =
                imports.list(from.minusYears(1), today.plusDays(1)).stream()
                        .collect(
                                Collectors.toMap(
                                        one -> one.channel() + one.day(), Function.identity()));
        return all.stream().map(day -> listed(day, byDay.get(day.channel() + day.day()))).toList();
    }

    /**
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND
     */
    public ListedDay day(UUID id) {
        Day day = days.find(id).orElseThrow(() -> Problem.of(Reason.NOT_FOUND).exception());
        return listed(
                day,
                imports.list(day.day(), day.day()).stream()
                        .filter(one -> one.channel().equals(day.channel()))
                        .findFirst()
                        .orElse(null));
    }

    public List<Version> versions(Day day) {
        return statements.versions(day.channel(), day.day()).stream()
                .map(one ->
                        new Version(
                                one.version(),
                                one.source(),
                                one.fileName(),
                                one.lines(),
                                person(one.importedBy()),
                                one.importedAt()))
                .toList();
    }

    public List<ListedDifference> differences(Day day) {
        Map<UUID, List<DifferenceNote>> written = notes.ofDay(day.id());
        List<Difference> all = differences.ofDay(day.id());
        Map<UUID, Flow> known =
                flows
                        .findAll(
                                all.stream()
                                        .map(Difference::flow)
                                        .filter(Objects::nonNull)
                                        .collect(Collectors.toSet()))
                        .stream()
                        .collect(Collectors.toMap(Flow::id, Function.identity()));
        return all.stream()
                .map(one ->
                        new ListedDifference(
                                one,
                                one.flow() == null ? null : known.get(one.flow()),
                                ends.possible(one).stream().sorted().toList(),
                                mayBeTiming(one, known),
                                written.getOrDefault(one.id(), List.of())))
                .toList();
    }

    /** Who can look after a difference. */
    public List<Person> colleagues() {
        return staff.withAnyOf(OWNERS).stream()
                .map(one -> new Person(one.id(), one.displayName()))
                .toList();
    }

    /**
     * Takes a difference, or hands it over.
     *
     * @param to null for oneself
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND; BAD_INPUT when that is nobody who may;
     *     DIFFERENCE_ENDED
     */
    @Transactional
    public void own(Caller.Staff me, UUID id, @Nullable UUID to) {
        Difference difference = lock(id);
        StaffMember owner =
                staff.find(to == null ? me.staffId() : to)
                        .filter(member -> !Collections.disjoint(member.roles(), OWNERS))
                        .orElseThrow(() -> Problem.of(Reason.BAD_INPUT).field("to").exception());
        if (!differences.own(id, owner.id(), owner.displayName())) {
            throw Problem.of(Reason.DIFFERENCE_ENDED).exception();
        }
        notes.add(id, "OWNED", owner.displayName(), new Person(me.staffId(), me.name()));
        audit.record(
                me.key(),
                "difference.owned",
                "difference:" + difference.id(),
                Map.of("owner", owner.id().toString()));
    }

    /**
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND
     */
    @Transactional
    public void note(Caller.Staff me, UUID id, String text) {
        lock(id);
        notes.add(id, "NOTE", text, new Person(me.staffId(), me.name()));
    }

    private Difference lock(UUID id) {
        Difference difference = ends.get(id);
        statements.lock(difference.channel());
        return difference;
    }

    private ListedDay listed(Day day, ImportRows.@Nullable Import one) {
        boolean overdue = day.state() == Day.State.OPEN && !deadline(day).isAfter(clock.instant());
        return new ListedDay(
                day, one == null ? null : one.state(), one == null ? null : one.nextAt(), overdue);
    }

    /** The end of the last working day on which it is to be closed. */
    private Instant deadline(Day day) {
        Instant began = day.day().atStartOfDay(channels.get(day.channel()).zone()).toInstant();
        return WorkingDays.after(began, settings.closeWithin() + 1);
    }

    /** One side has it, and the other may have it on the day before or after. */
    private static boolean mayBeTiming(Difference one, Map<UUID, Flow> known) {
        Flow flow = one.flow() == null ? null : known.get(one.flow());
        if (one.state() != Difference.State.OPEN || flow == null) {
            return false;
        }
        return switch (one.kind()) {
            case MISSING_HERE -> flow.state().isSuccess() || flow.state().isWithChannel();
            case MISSING_THERE -> true;
            case AMOUNT_DIFFERS, FEE_DIFFERS, DUPLICATE, CONTRADICTION -> false;
        };
    }

    private @Nullable Person person(@Nullable UUID id) {
        return id == null
                ? null
                : staff.find(id)
                        .map(member -> new Person(member.id(), member.displayName()))
                        .orElse(null);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Written.ZONE);
    }
}
