package io.xiaohu.payment.core;

import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.Role;
import io.xiaohu.kernel.Texts;
import io.xiaohu.payment.jdbc.DeskActRows;
import io.xiaohu.payment.jdbc.DeskActRows.Act;
import io.xiaohu.payment.jdbc.DeskActRows.Kind;
import io.xiaohu.staff.Proposal;
import io.xiaohu.staff.ProposalKind;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** An adjustment is asked for by finance; a refund also by who talks with the customer. */
@Configuration(proxyBeanMethods = false)
class DeskActKinds {

    private static final Texts TEXTS = Texts.of("payment");

    @Bean
    ProposalKind adjustments(DeskActRows rows, ObjectProvider<DeskActs> acts) {
        return new OfKind(
                Kind.ADJUSTMENT,
                Set.of(Role.FINANCE),
                Set.of(Role.SUPERVISOR, Role.FINANCE),
                rows,
                acts);
    }

    @Bean
    ProposalKind refundsByStaff(DeskActRows rows, ObjectProvider<DeskActs> acts) {
        return new OfKind(
                Kind.REFUND,
                Set.of(Role.AGENT, Role.SUPERVISOR, Role.FINANCE),
                Set.of(Role.SUPERVISOR, Role.FINANCE),
                rows,
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
            Act act = rows.find(proposal.target()).orElseThrow();
            String key = act.amount().isNegative() ? "TAKE" : name();
            return TEXTS.get(
                    locale,
                    "proposal." + key,
                    Map.of(
                            "amount",
                            act.amount().abs(),
                            "why",
                            TEXTS.get(locale, "why." + act.reasonCode())));
        }

        @Override
        public void carryOut(Proposal approved) {
            acts.getObject().approve(approved.target());
        }
    }
}
