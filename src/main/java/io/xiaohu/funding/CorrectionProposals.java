package io.xiaohu.funding;

import io.xiaohu.funding.channel.PaymentChannels;
import io.xiaohu.funding.core.Flow;
import io.xiaohu.funding.core.FlowState;
import io.xiaohu.funding.jdbc.FlowCorrections;
import io.xiaohu.funding.jdbc.Flows;
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
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What a bank undoes after its final answer, put into the books: proposed by one member of staff
 * who has the bank's word for it, approved by another.
 */
@Configuration(proxyBeanMethods = false)
class CorrectionProposals {

    private static final Texts TEXTS = Texts.of("funding");

    @Bean
    ProposalKind returnedWithdrawals(
            Flows flows, FlowCorrections corrections, PaymentChannels channels) {
        return new Correction("RETURN_WITHDRAWAL", FlowState.PAID, flows, corrections, channels);
    }

    @Bean
    ProposalKind chargeBacks(Flows flows, FlowCorrections corrections, PaymentChannels channels) {
        return new Correction("CHARGE_BACK", FlowState.SUCCEEDED, flows, corrections, channels);
    }

    private record Correction(
            String name,
            FlowState of,
            Flows flows,
            FlowCorrections corrections,
            PaymentChannels channels)
            implements ProposalKind {

        @Override
        public Set<Role> proposers() {
            return Set.of(Role.FINANCE);
        }

        @Override
        public Set<Role> deciders() {
            return Set.of(Role.FINANCE, Role.SUPERVISOR);
        }

        @Override
        public UUID requireProposable(UUID target) {
            Flow flow =
                    flows.find(target)
                            .orElseThrow(
                                    () -> Problem.of(Reason.NOT_FOUND).field("target").exception());
            if (flow.state() != of) {
                throw Problem.of(Reason.NOT_CORRECTABLE).exception();
            }
            return flow.customer();
        }

        @Override
        public String describe(Proposal proposal, Locale locale) {
            Flow flow = flows.find(proposal.target()).orElseThrow();
            String tail = flow.destinationTail();
            String channel = channels.name(flow.channel(), locale);
            return TEXTS.get(
                    locale,
                    "proposal." + name,
                    Map.of(
                            "amount",
                            flow.amount(),
                            "channel",
                            channel,
                            "tail",
                            tail == null ? "" : tail,
                            "at",
                            flow.createdAt()));
        }

        @Override
        public Proposal.Outcome outcome(Proposal approved) {
            Flow flow = flows.find(approved.target()).orElseThrow();
            return flow.state().isBeingCorrected()
                    ? Proposal.Outcome.UNDER_WAY
                    : Proposal.Outcome.DONE;
        }

        @Override
        public void carryOut(Proposal approved) {
            if (!corrections.begin(approved.target())) {
                throw Problem.of(Reason.NOT_CORRECTABLE).exception();
            }
        }
    }
}
