package io.xiaohu.verification;

import io.xiaohu.identity.Customer;
import io.xiaohu.identity.Customers;
import io.xiaohu.kernel.Masks;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.Role;
import io.xiaohu.kernel.Texts;
import io.xiaohu.staff.Proposal;
import io.xiaohu.staff.ProposalKind;
import io.xiaohu.verification.jdbc.PersonRows;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** That staff met a customer and held the card: proposed by whoever did, approved by another. */
@Component
class FaceToFaceProposals implements ProposalKind {

    static final String NAME = "FACE_TO_FACE";

    private static final Texts TEXTS = Texts.of("verification");

    private final Verifications verifications;
    private final Reviews reviews;
    private final Customers customers;
    private final PersonRows people;
    private final CheckDecisions decisions;

    FaceToFaceProposals(
            Verifications verifications,
            @Lazy Reviews reviews,
            Customers customers,
            PersonRows people,
            CheckDecisions decisions) {
        this.verifications = verifications;
        this.reviews = reviews;
        this.customers = customers;
        this.people = people;
        this.decisions = decisions;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<Role> proposers() {
        return Set.of(Role.AGENT, Role.SUPERVISOR, Role.RISK);
    }

    @Override
    public Set<Role> deciders() {
        return VerifyProposals.REVIEWERS;
    }

    /**
     * Name and number must be confirmed, or nobody has answered yet: staff compare a card with what
     * was said, and type nothing.
     */
    @Override
    public UUID requireProposable(UUID target) {
        if (customers.find(target).isEmpty()) {
            throw Problem.of(Reason.NOT_FOUND).field("target").exception();
        }
        if (!isConfirmed(target) && !isWaiting(target)) {
            throw Problem.of(Reason.IDENTITY_NEEDED_FIRST).exception();
        }
        decisions.requireAccountLeft(target);
        return target;
    }

    private boolean isConfirmed(UUID customer) {
        return people.find(customer).filter(PersonRows.Person::confirmed).isPresent();
    }

    private boolean isWaiting(UUID customer) {
        return verifications.of(customer).stream()
                .anyMatch(check -> check.kind() == CheckKind.IDENTITY_NUMBER && !check.isDecided());
    }

    /** With whom the customer says to be: the card that was held must be theirs. */
    @Override
    public String describe(Proposal proposal, Locale locale) {
        Customer customer = customers.get(proposal.target());
        PersonRows.Person said = people.find(customer.id()).orElseThrow();
        return TEXTS.get(
                locale,
                isSaidSince(said, proposal)
                        ? "proposal.FACE_TO_FACE.changed"
                        : "proposal.FACE_TO_FACE",
                Map.of(
                        "name", Masks.name(customer.displayName()),
                        "phone", customer.phone().masked(),
                        "said", said.name().masked(),
                        "number", said.number().masked()));
    }

    /** Whoever was met is whom the customer said to be then, and nobody they named since. */
    @Override
    public void carryOut(Proposal approved) {
        people.lock(approved.target());
        requireProposable(approved.target());
        if (people.find(approved.target())
                .filter(said -> isSaidSince(said, approved))
                .isPresent()) {
            throw Problem.of(Reason.IDENTITY_NEEDED_FIRST).with("case", "CHANGED").exception();
        }
        reviews.accept(verifications.record(approved.target(), CheckKind.FACE_TO_FACE), approved);
    }

    private static boolean isSaidSince(PersonRows.Person said, Proposal proposal) {
        return said.saidAt().isAfter(proposal.proposedAt());
    }
}
