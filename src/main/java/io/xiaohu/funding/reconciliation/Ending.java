package io.xiaohu.funding.reconciliation;

import io.xiaohu.funding.Direction;
import io.xiaohu.funding.core.Flow;
import io.xiaohu.funding.core.FlowState;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How a difference can end. */
public enum Ending {
    /** They carried a top-up out that we have as failed, or not yet as anything: it is credited. */
    CREDIT_CUSTOMER,
    /** We credited what they did not carry out: it is taken back, what the wallet lacks is owed. */
    TAKE_BACK,
    /** We took for a withdrawal they did not pay: it is given back. */
    RETURN,
    /** They paid a withdrawal that we gave back: it is taken, what the wallet lacks is owed. */
    PAID_AFTER_ALL,
    /** The customer gets or gives what differs. */
    CORRECT_AMOUNT,
    /** The fee becomes theirs: what we took too much goes to the customer, too little is ours. */
    CORRECT_FEE,
    /** A small sum nobody can explain is the house's gain or loss. */
    WRITE_OFF,
    /** Another line has it, or it has no cents: nothing is posted. */
    EXPLAINED_ELSEWHERE;

    /** Whether it moves the flow itself on, by the flow's own postings. */
    boolean isByFlow() {
        return switch (this) {
            case CREDIT_CUSTOMER, TAKE_BACK, RETURN, PAID_AFTER_ALL -> true;
            case CORRECT_AMOUNT, CORRECT_FEE, WRITE_OFF, EXPLAINED_ELSEWHERE -> false;
        };
    }

    /**
     * The ends that fit a difference as its flow stands now. Whether a sum is small enough to be
     * written off, and whether there is another line that explains it, is checked when it is asked
     * for.
     *
     * @param flow what it is about; null when nobody knows the order
     */
    static Set<Ending> fitting(Difference difference, @Nullable Flow flow) {
        Set<Ending> all = EnumSet.noneOf(Ending.class);
        if (difference.kind() == Difference.Kind.CONTRADICTION) {
            return EnumSet.of(EXPLAINED_ELSEWHERE);
        }
        if (flow != null) {
            switch (difference.kind()) {
                case MISSING_HERE -> addMissingHere(all, difference, flow);
                case MISSING_THERE -> addMissingThere(all, difference, flow);
                case AMOUNT_DIFFERS, DUPLICATE -> all.add(CORRECT_AMOUNT);
                case FEE_DIFFERS -> all.add(CORRECT_FEE);
                case CONTRADICTION -> {}
            }
        }
        all.add(WRITE_OFF);
        all.add(EXPLAINED_ELSEWHERE);
        return all;
    }

    private static void addMissingHere(Set<Ending> all, Difference difference, Flow flow) {
        if (difference.direction() != flow.direction()) {
            if (flow.state().isSuccess()) {
                all.add(flow.isTopUp() ? TAKE_BACK : RETURN);
            }
            return;
        }
        switch (flow.state()) {
            case FAILED, REJECTED, REFUSED, AWAITING_CHANNEL, SUBMITTED, UNKNOWN ->
                    all.add(
                            difference.direction() == Direction.TOP_UP
                                    ? CREDIT_CUSTOMER
                                    : PAID_AFTER_ALL);
            case RETURNED, CHARGED_BACK -> all.add(CORRECT_AMOUNT);
            case SUCCEEDED, PAID, CREATED, HELD -> {}
            case RETURNING, CHARGING_BACK, CREDITING, DEBITING -> {}
        }
    }

    private static void addMissingThere(Set<Ending> all, Difference difference, Flow flow) {
        if (difference.direction() == flow.direction() && flow.state().isSuccess()) {
            all.add(flow.isTopUp() ? TAKE_BACK : RETURN);
        } else if (difference.direction() != flow.direction()
                && (flow.state() == FlowState.RETURNED || flow.state() == FlowState.CHARGED_BACK)) {
            all.add(CORRECT_AMOUNT);
        }
    }
}
