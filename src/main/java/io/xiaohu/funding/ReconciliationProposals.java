package io.xiaohu.funding;

import io.xiaohu.funding.channel.PaymentChannels;
import io.xiaohu.funding.reconciliation.Day;
import io.xiaohu.funding.reconciliation.DayClosing;
import io.xiaohu.funding.reconciliation.Difference;
import io.xiaohu.funding.reconciliation.Ending;
import io.xiaohu.funding.reconciliation.Ends;
import io.xiaohu.kernel.Role;
import io.xiaohu.kernel.Texts;
import io.xiaohu.staff.Proposal;
import io.xiaohu.staff.ProposalKind;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/**
 * The ends of differences and the closing of days: proposed by finance, approved by another person;
 * what is written off by a supervisor.
 */
@Configuration(proxyBeanMethods = false)
@Import(ReconciliationProposals.EndKinds.class)
class ReconciliationProposals {

    private static final Texts TEXTS = Texts.of("funding");
    private static final Set<Role> PROPOSERS = Set.of(Role.FINANCE);
    private static final Set<Role> DECIDERS = Set.of(Role.FINANCE, Role.SUPERVISOR);

    /** A kind of proposal for each way a difference can end. */
    static class EndKinds implements BeanRegistrar {
        @Override
        public void register(BeanRegistry registry, Environment environment) {
            for (Ending ending : Ending.values()) {
                registry.registerBean(
                        "end." + ending,
                        End.class,
                        spec ->
                                spec.supplier(beans ->
                                        new End(
                                                ending,
                                                beans.bean(Ends.class),
                                                beans.bean(PaymentChannels.class))));
            }
        }
    }

    @Bean
    ProposalKind closeDay(DayClosing closing, PaymentChannels channels) {
        return new Close(closing, channels);
    }

    private record End(Ending ending, Ends ends, PaymentChannels channels) implements ProposalKind {

        @Override
        public String name() {
            return ending.name();
        }

        @Override
        public Set<Role> proposers() {
            return PROPOSERS;
        }

        @Override
        public Set<Role> deciders() {
            return ending == Ending.WRITE_OFF ? Set.of(Role.SUPERVISOR) : DECIDERS;
        }

        @Override
        public @Nullable UUID requireProposable(UUID target) {
            return ends.requirePossible(target, ending);
        }

        @Override
        public String describe(Proposal proposal, Locale locale) {
            Difference difference = ends.get(proposal.target());
            boolean feeOnly = difference.amount().isZero();
            return TEXTS.get(
                    locale,
                    "proposal." + ending,
                    Map.of(
                            "amount",
                            (feeOnly ? difference.fee() : difference.amount()).abs(),
                            "channel",
                            channels.name(difference.channel(), locale),
                            "day",
                            difference.ofDay()));
        }

        @Override
        public void carryOut(Proposal approved) {
            Proposal.Person approver = Objects.requireNonNull(approved.decidedBy());
            ends.end(approved.target(), ending, approver);
        }
    }

    private record Close(DayClosing closing, PaymentChannels channels) implements ProposalKind {

        @Override
        public String name() {
            return "CLOSE_DAY";
        }

        @Override
        public Set<Role> proposers() {
            return PROPOSERS;
        }

        @Override
        public Set<Role> deciders() {
            return DECIDERS;
        }

        @Override
        public @Nullable UUID requireProposable(UUID target) {
            closing.requireClosable(target);
            return null;
        }

        @Override
        public String describe(Proposal proposal, Locale locale) {
            Day day = closing.get(proposal.target());
            return TEXTS.get(
                    locale,
                    "proposal.CLOSE_DAY",
                    Map.of(
                            "channel",
                            channels.name(day.channel(), locale),
                            "day",
                            day.day(),
                            "amount",
                            day.ours()));
        }

        @Override
        public void carryOut(Proposal approved) {
            Proposal.Person approver = Objects.requireNonNull(approved.decidedBy());
            closing.close(approved.target(), approver.id());
        }
    }
}
