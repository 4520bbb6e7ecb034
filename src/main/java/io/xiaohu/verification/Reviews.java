package io.xiaohu.verification;

import io.xiaohu.audit.AuditTrail;
import io.xiaohu.identity.Customer;
import io.xiaohu.identity.Customers;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.SafeFile;
import io.xiaohu.staff.Proposal;
import io.xiaohu.staff.Proposals;
import io.xiaohu.verification.jdbc.CheckRows;
import io.xiaohu.verification.jdbc.DocumentRows;
import io.xiaohu.verification.jdbc.DocumentRows.Kept;
import io.xiaohu.verification.jdbc.PersonRows;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What staff do with documents that were handed in: look at them, each look on record, and refuse
 * them. To accept one takes a proposal.
 */
@Service
public class Reviews {

    private static final int MOST = 100;

    private final CheckRows checks;
    private final PersonRows people;
    private final DocumentRows documents;
    private final Customers customers;
    private final CheckDecisions decisions;
    private final Proposals proposals;
    private final AuditTrail audit;

    Reviews(
            CheckRows checks,
            PersonRows people,
            DocumentRows documents,
            Customers customers,
            CheckDecisions decisions,
            Proposals proposals,
            AuditTrail audit) {
        this.checks = checks;
        this.people = people;
        this.documents = documents;
        this.customers = customers;
        this.decisions = decisions;
        this.proposals = proposals;
        this.audit = audit;
    }

    /**
     * A document with whose it is said to be.
     *
     * @param proposal the open one to accept it, if any
     */
    public record Case(
            IdentityCheck check,
            PersonRows.Person person,
            Customer customer,
            List<Kept> documents,
            Optional<Proposal> proposal) {}

    /** Those that wait, the oldest first. */
    public List<Case> waiting() {
        return checks.underReview(MOST).stream()
                .filter(check -> check.kind() == CheckKind.DOCUMENT)
                .map(this::of)
                .toList();
    }

    /**
     * Name and number in full, to hold against the pictures.
     *
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND
     */
    @Transactional
    public Case open(Caller.Staff me, UUID id) {
        Case found = of(document(id));
        audit.record(
                me.key(),
                "verification.opened",
                "verification:" + id,
                Map.of("customer", found.check().customer().toString()));
        return found;
    }

    /**
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND, also when it is erased
     */
    @Transactional
    public SafeFile picture(Caller.Staff me, UUID id, UUID picture) {
        IdentityCheck check = document(id);
        SafeFile file =
                documents
                        .open(id, picture)
                        .orElseThrow(() -> Problem.of(Reason.NOT_FOUND).exception());
        audit.record(
                me.key(),
                "document.opened",
                "verification:" + id,
                Map.of("document", picture.toString(), "customer", check.customer().toString()));
        return file;
    }

    /**
     * Refuses a document at once; the customer is told why and can hand in another.
     *
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND, PROPOSAL_OPEN while one to accept it
     *     waits, REVIEW_DECIDED when somebody was quicker
     */
    @Transactional
    public void decline(Caller.Staff me, UUID id, IdentityCheck.Fault fault, String note) {
        IdentityCheck check = document(id);
        if (openProposal(id).isPresent()) {
            throw Problem.of(Reason.PROPOSAL_OPEN).exception();
        }
        if (!decisions.refuse(check, me.key(), fault, note)) {
            throw decided();
        }
    }

    /** A document that can still be accepted. */
    IdentityCheck requireOpen(UUID id) {
        IdentityCheck check = document(id);
        if (check.isDecided()) {
            throw decided();
        }
        return check;
    }

    /** Accepts one, in the transaction of the approval. */
    void accept(IdentityCheck check, Proposal approved) {
        Proposal.Person by = approved.decidedBy();
        if (!decisions.pass(
                check, by == null ? "staff" : "staff:" + by.id(), approved.id().toString())) {
            throw decided();
        }
    }

    Case of(IdentityCheck check) {
        return new Case(
                check,
                people.find(check.customer()).orElseThrow(),
                customers.get(check.customer()),
                documents.of(check.id()),
                openProposal(check.id()));
    }

    private Optional<Proposal> openProposal(UUID check) {
        return proposals
                .latestAbout(VerifyProposals.NAME, check)
                .filter(one -> one.state() == Proposal.State.PROPOSED);
    }

    private IdentityCheck document(UUID id) {
        return checks.find(id)
                .filter(check -> check.kind() == CheckKind.DOCUMENT)
                .orElseThrow(() -> Problem.of(Reason.NOT_FOUND).exception());
    }

    private static RuntimeException decided() {
        return Problem.of(Reason.REVIEW_DECIDED).exception();
    }
}
