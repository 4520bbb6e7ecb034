package io.xiaohu.identity;

import io.xiaohu.kernel.Masks;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.Role;
import io.xiaohu.kernel.Texts;
import io.xiaohu.staff.Proposal;
import io.xiaohu.staff.ProposalKind;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Lifting a freeze: proposed by one member of staff, approved by another. */
@Component
class UnfreezeProposals implements ProposalKind {

    static final String NAME = "UNFREEZE";

    private static final Texts TEXTS = Texts.of("identity");

    private final Freezes freezes;
    private final Customers customers;

    UnfreezeProposals(Freezes freezes, Customers customers) {
        this.freezes = freezes;
        this.customers = customers;
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
        return Set.of(Role.SUPERVISOR, Role.RISK);
    }

    @Override
    public UUID requireProposable(UUID target) {
        Freeze freeze =
                freezes.find(target)
                        .orElseThrow(
                                () -> Problem.of(Reason.NOT_FOUND).field("target").exception());
        if (!freeze.holds()) {
            throw Problem.of(Reason.NOT_FROZEN).exception();
        }
        return freeze.customerId();
    }

    @Override
    public String describe(Proposal proposal, Locale locale) {
        Freeze freeze = freezes.find(proposal.target()).orElseThrow();
        Customer customer = customers.get(freeze.customerId());
        return TEXTS.get(
                locale,
                "proposal.UNFREEZE",
                Map.of(
                        "name", Masks.name(customer.displayName()),
                        "phone", customer.phone().masked(),
                        "cause", TEXTS.get(locale, "freeze." + freeze.cause() + ".staff"),
                        "since", freeze.since()));
    }

    @Override
    public void carryOut(Proposal approved) {
        freezes.lift(approved);
    }
}
