package io.xiaohu.payment.core;

import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.Role;
import io.xiaohu.kernel.SubjectRef;
import io.xiaohu.payment.jdbc.DeskActRows;
import io.xiaohu.payment.jdbc.DeskActRows.Act;
import io.xiaohu.payment.jdbc.DeskActRows.Kind;
import io.xiaohu.staff.Proposal;
import io.xiaohu.staff.ProposalKind;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** An adjustment is asked for by finance; a refund also by who talks with the customer. */
@Configuration(proxyBeanMethods = false)
class DeskActKinds {

    @Bean
    ProposalKind adjustments(DeskActRows rows, DeskActWords words, ObjectProvider<DeskActs> acts) {
        return new OfKind(
                Kind.ADJUSTMENT,
                Set.of(Role.FINANCE),
                Set.of(Role.SUPERVISOR, Role.FINANCE),
                rows,
                words,
                acts);
    }

    @Bean
    ProposalKind refundsByStaff(
            DeskActRows rows, DeskActWords words, ObjectProvider<DeskActs> acts) {
        return new OfKind(
                Kind.REFUND,
                Set.of(Role.AGENT, Role.SUPERVISOR, Role.FINANCE),
                Set.of(Role.SUPERVISOR, Role.FINANCE),
                rows,
                words,
                acts);
    }

    static String name(Kind kind) {
        return switch (kind) {
            case ADJUSTMENT -> "ADJUST";
            case REFUND -> "REFUND";
        };
    }

    private record OfKind(
            Kind kind,
            Set<Role> proposers,
            Set<Role> deciders,
            DeskActRows rows,
            DeskActWords words,
            ObjectProvider<DeskActs> acts)
            implements ProposalKind {

        @Override
        public String name() {
            return DeskActKinds.name(kind);
        }

        @Override
        public UUID requireProposable(UUID target) {
            Act act =
                    rows.find(target)
                            .filter(found -> found.kind() == kind)
                            .orElseThrow(
                                    () -> Problem.of(Reason.NOT_FOUND).field("target").exception());
            if (act.state() != DeskActRows.State.DRAFTED) {
                throw Problem.of(Reason.NOT_CORRECTABLE).exception();
            }
            return act.customer();
        }

        @Override
        public String describe(Proposal proposal, Locale locale) {
            return words.say(act(proposal), locale);
        }

        @Override
        public @Nullable SubjectRef subject(Proposal proposal) {
            return words.subject(act(proposal));
        }

        @Override
        public Proposal.Outcome outcome(Proposal approved) {
            Act act = act(approved);
            return switch (act.state()) {
                case DRAFTED, APPROVED -> Proposal.Outcome.UNDER_WAY;
                case POSTED -> Proposal.Outcome.DONE;
                case REFUSED ->
                        Proposal.Outcome.refused(
                                Reason.valueOf(Objects.requireNonNull(act.refusedFor())));
            };
        }

        @Override
        public void carryOut(Proposal approved) {
            acts.getObject().approve(approved.target());
        }

        private Act act(Proposal proposal) {
            return rows.find(proposal.target()).orElseThrow();
        }
    }
}
