package io.xiaohu.desk.contacts;

import io.xiaohu.kernel.Role;
import io.xiaohu.kernel.Texts;
import io.xiaohu.staff.Proposal;
import io.xiaohu.staff.ProposalKind;
import io.xiaohu.trust.ContactChange;
import io.xiaohu.trust.ContactRegistry;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Adding or retiring an official contact: what customers trust is never one person's word. */
@Component
public class ContactChangeKind implements ProposalKind {

    public static final String NAME = "CHANGE_OFFICIAL_CONTACT";

    private static final Texts TEXTS = Texts.of("trust");
    private static final Set<Role> WHO = Set.of(Role.SUPERVISOR, Role.ADMIN);

    private final ContactRegistry registry;

    ContactChangeKind(ContactRegistry registry) {
        this.registry = registry;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<Role> proposers() {
        return WHO;
    }

    @Override
    public Set<Role> deciders() {
        return WHO;
    }

    @Override
    public @Nullable UUID requireProposable(UUID target) {
        registry.requireApplicable(target);
        return null;
    }

    @Override
    public String describe(Proposal proposal, Locale locale) {
        ContactChange change = registry.change(proposal.target());
        return TEXTS.get(
                locale,
                "change." + change.act(),
                Map.of(
                        "kind", TEXTS.get(locale, "kind." + change.contact().kind()),
                        "value", change.contact().value(),
                        "why", change.why()));
    }

    @Override
    public void carryOut(Proposal approved) {
        Proposal.Person by = Objects.requireNonNull(approved.decidedBy());
        registry.apply(approved.target(), by.id(), by.name());
    }
}
