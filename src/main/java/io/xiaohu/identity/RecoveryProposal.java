package io.xiaohu.identity;

import io.xiaohu.kernel.Masks;
import io.xiaohu.kernel.Texts;
import io.xiaohu.staff.Proposal;
import io.xiaohu.staff.ProposalKind;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Putting access right: proposed by one member of staff, who says how they know the person,
 * approved by another.
 */
final class RecoveryProposal implements PersonProposal {

    private static final Texts TEXTS = Texts.of("identity");

    @Configuration(proxyBeanMethods = false)
    static class Kinds {

        @Bean
        ProposalKind unlock(Recoveries recoveries) {
            return new RecoveryProposal(Recovery.UNLOCK, recoveries);
        }

        @Bean
        ProposalKind allowPasswordReset(Recoveries recoveries) {
            return new RecoveryProposal(Recovery.ALLOW_PASSWORD_RESET, recoveries);
        }

        @Bean
        ProposalKind allowNewPin(Recoveries recoveries) {
            return new RecoveryProposal(Recovery.ALLOW_NEW_PIN, recoveries);
        }

        @Bean
        ProposalKind removeSecondFactor(Recoveries recoveries) {
            return new RecoveryProposal(Recovery.REMOVE_SECOND_FACTOR, recoveries);
        }

        @Bean
        ProposalKind changePhone(Recoveries recoveries) {
            return new RecoveryProposal(Recovery.CHANGE_PHONE, recoveries);
        }
    }

    private final Recovery what;
    private final Recoveries recoveries;

    private RecoveryProposal(Recovery what, Recoveries recoveries) {
        this.what = what;
        this.recoveries = recoveries;
    }

    @Override
    public String name() {
        return what.name();
    }

    @Override
    public @Nullable UUID requireProposable(UUID target) {
        return recoveries.requireNeeded(what, target);
    }

    @Override
    public String describe(Proposal proposal, Locale locale) {
        Customer customer = recoveries.customer(proposal.target());
        if (what == Recovery.CHANGE_PHONE && customer != null) {
            return TEXTS.get(
                    locale,
                    "proposal." + what,
                    Map.of(
                            "name", Masks.name(customer.displayName()),
                            "to",
                                    recoveries
                                            .newPhone(customer.id(), proposal.proposedAt())
                                            .masked()));
        }
        String key = "proposal." + what;
        return customer == null
                ? TEXTS.get(locale, "proposal.UNLOCK.stranger")
                : TEXTS.get(
                        locale,
                        key,
                        Map.of(
                                "name", Masks.name(customer.displayName()),
                                "phone", customer.phone().masked()));
    }

    @Override
    public void carryOut(Proposal approved) {
        recoveries.carryOut(what, approved);
    }
}
