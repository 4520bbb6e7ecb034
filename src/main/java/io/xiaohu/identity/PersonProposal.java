package io.xiaohu.identity;

import io.xiaohu.kernel.Role;
import io.xiaohu.staff.ProposalKind;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Something a customer asks staff for who cannot or need not do it alone: whoever proposes it says
 * how they know the person.
 */
interface PersonProposal extends ProposalKind {

    Set<String> CHECKS =
            Arrays.stream(PersonCheck.values())
                    .map(PersonCheck::name)
                    .collect(Collectors.toUnmodifiableSet());

    @Override
    default Set<Role> proposers() {
        return Set.of(Role.AGENT, Role.SUPERVISOR, Role.RISK);
    }

    @Override
    default Set<Role> deciders() {
        return Set.of(Role.SUPERVISOR, Role.RISK);
    }

    @Override
    default Set<String> checks() {
        return CHECKS;
    }

    @Override
    default int checksNeeded() {
        return PersonCheck.NEEDED;
    }
}
