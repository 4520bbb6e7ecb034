package io.xiaohu.staff;

import io.xiaohu.kernel.Role;
import io.xiaohu.kernel.SubjectRef;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Told by the module that owns what a proposal of this kind changes. */
public interface ProposalKind {

    /** Its stable name, such as {@code UNFREEZE}. */
    String name();

    /** Who may ask for it. */
    Set<Role> proposers();

    /** Who may approve or decline it. */
    Set<Role> deciders();

    /**
     * Checks that it can be asked for.
     *
     * @return the customer concerned, if any
     * @throws io.xiaohu.kernel.ProblemException when there is no such target, or it needs nothing
     */
    @Nullable UUID requireProposable(UUID target);

    /** One line that says what would be done, for staff. */
    String describe(Proposal proposal, Locale locale);

    /** The one thing it is about, such as a payment, so that it can be opened; null when none. */
    default @Nullable SubjectRef subject(Proposal proposal) {
        return null;
    }

    /**
     * The checks its proposer may say were done, as stable names; none where nobody need be taken
     * for who they say.
     */
    default Set<String> checks() {
        return Set.of();
    }

    /** How many of {@link #checks} must have been done. */
    default int checksNeeded() {
        return 0;
    }

    /**
     * Whether it changes what this member of staff may do; they decide nothing about themselves.
     */
    default boolean concerns(Proposal proposal, UUID member) {
        return false;
    }

    /** What became of one that was approved; null where the approval itself did it. */
    default Proposal.@Nullable Outcome outcome(Proposal approved) {
        return null;
    }

    /** Does it, or begins it, in the transaction of the approval. */
    void carryOut(Proposal approved);
}
