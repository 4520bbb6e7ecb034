package io.xiaohu.funding.reconciliation;

import io.xiaohu.funding.core.Flow;
import io.xiaohu.funding.jdbc.FlowCorrections;
import io.xiaohu.funding.jdbc.Flows;
import io.xiaohu.kernel.Money;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.staff.Proposal.Person;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Which ends a difference can have, and its one end once two people agree on it. */
@Service
public class Ends {

    private final DifferenceRows differences;
    private final DifferenceNotes notes;
    private final ChannelStatements statements;
    private final Comparison comparison;
    private final Flows flows;
    private final FlowCorrections flowCorrections;
    private final ReconciliationSettings settings;

    Ends(
            DifferenceRows differences,
            DifferenceNotes notes,
            ChannelStatements statements,
            Comparison comparison,
            Flows flows,
            FlowCorrections flowCorrections,
            ReconciliationSettings settings) {
        this.differences = differences;
        this.notes = notes;
        this.statements = statements;
        this.comparison = comparison;
        this.flows = flows;
        this.flowCorrections = flowCorrections;
        this.settings = settings;
    }

    /** What can be proposed for it now. */
    Set<Ending> possible(Difference difference) {
        if (difference.state() != Difference.State.OPEN) {
            return Set.of();
        }
        Set<Ending> all = EnumSet.copyOf(Ending.fitting(difference, flow(difference)));
        if (isLarge(difference)) {
            all.remove(Ending.WRITE_OFF);
        }
        if (hasCents(difference) && differences.counterpart(difference).isEmpty()) {
            all.remove(Ending.EXPLAINED_ELSEWHERE);
        }
        return all;
    }

    public Difference get(UUID id) {
        return differences
                .find(id)
                .orElseThrow(() -> Problem.of(Reason.NOT_FOUND).field("target").exception());
    }

    /**
     * @return the customer concerned, if any
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND; DIFFERENCE_ENDED; WRITE_OFF_TOO_LARGE
     *     with the most that may be; ENDING_UNFIT when such an end does not fit the flow as it
     *     stands, or no other open difference explains it
     */
    public @Nullable UUID requirePossible(UUID id, Ending ending) {
        Difference difference = get(id);
        if (difference.state() != Difference.State.OPEN) {
            throw Problem.of(Reason.DIFFERENCE_ENDED).exception();
        }
        if (ending == Ending.WRITE_OFF && hasCents(difference) && isLarge(difference)) {
            throw Problem.of(Reason.WRITE_OFF_TOO_LARGE)
                    .with("max", settings.largestWriteOff())
                    .exception();
        }
        if (!possible(difference).contains(ending)) {
            throw Problem.of(Reason.ENDING_UNFIT).exception();
        }
        Flow flow = flow(difference);
        return flow == null ? null : flow.customer();
    }

    /**
     * Ends it, in the transaction of the approval: what needs no posting at once, else as soon as
     * it is posted. Refuses as {@link #requirePossible}.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void end(UUID id, Ending ending, Person approver) {
        statements.lock(get(id).channel());
        requirePossible(id, ending);
        Difference difference = get(id);
        notes.add(id, "APPROVED", ending.name(), approver);
        if (ending == Ending.EXPLAINED_ELSEWHERE) {
            explain(difference);
            return;
        }
        boolean byFlow = ending.isByFlow();
        if (byFlow && !begin(difference, ending)) {
            throw Problem.of(Reason.ENDING_UNFIT).exception();
        }
        if (!differences.approve(id, ending, byFlow)) {
            throw Problem.of(Reason.DIFFERENCE_ENDED).exception();
        }
    }

    private void explain(Difference difference) {
        if (!hasCents(difference)) {
            differences.explain(difference.id(), null);
            notes.add(difference.id(), "EXPLAINED", null, null);
            return;
        }
        Optional<Difference> other = differences.counterpart(difference);
        comparison.explain(difference.id(), other.orElseThrow().id());
    }

    private boolean begin(Difference difference, Ending ending) {
        UUID flow = difference.flow();
        if (flow == null) {
            return false;
        }
        return ending == Ending.CREDIT_CUSTOMER || ending == Ending.PAID_AFTER_ALL
                ? flowCorrections.afterAll(flow)
                : flowCorrections.begin(flow);
    }

    private @Nullable Flow flow(Difference difference) {
        UUID flow = difference.flow();
        return flow == null ? null : flows.find(flow).orElseThrow();
    }

    private boolean isLarge(Difference difference) {
        Money all = difference.amount().abs().plus(difference.fee().abs());
        return all.compareTo(settings.largestWriteOff()) > 0;
    }

    private static boolean hasCents(Difference difference) {
        return !difference.amount().isZero() || !difference.fee().isZero();
    }
}
