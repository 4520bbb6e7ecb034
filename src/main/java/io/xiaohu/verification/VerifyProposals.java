package io.xiaohu.verification;

import io.xiaohu.kernel.Role;
import io.xiaohu.kernel.Texts;
import io.xiaohu.staff.Proposal;
import io.xiaohu.staff.ProposalKind;
import io.xiaohu.verification.jdbc.CheckRows;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Accepting a document: proposed by whoever read it, approved by another. */
@Component
class VerifyProposals implements ProposalKind {

    static final String NAME = "VERIFY";

    static final Set<Role> REVIEWERS = Set.of(Role.SUPERVISOR, Role.RISK);

    private static final Texts TEXTS = Texts.of("verification");

    private final Reviews reviews;
    private final CheckRows checks;

    /**
     * @param reviews look at the proposals there are, which are of the kinds there are
     */
    VerifyProposals(@Lazy Reviews reviews, CheckRows checks) {
        this.reviews = reviews;
        this.checks = checks;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<Role> proposers() {
        return REVIEWERS;
    }

    @Override
    public Set<Role> deciders() {
        return REVIEWERS;
    }

    @Override
    public UUID requireProposable(UUID target) {
        return reviews.requireOpen(target).customer();
    }

    @Override
    public String describe(Proposal proposal, Locale locale) {
        Reviews.Case found = reviews.of(checks.find(proposal.target()).orElseThrow());
        return TEXTS.get(
                locale,
                "proposal.VERIFY",
                Map.of(
                        "name", found.person().name().masked(),
                        "number", found.person().number().masked(),
                        "phone", found.customer().phone().masked()));
    }

    @Override
    public void carryOut(Proposal approved) {
        reviews.accept(reviews.requireOpen(approved.target()), approved);
    }
}
