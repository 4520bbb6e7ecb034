package io.xiaohu.desk.contacts;

import io.xiaohu.kernel.Caller;
import io.xiaohu.staff.Proposals;
import io.xiaohu.trust.ContactChange;
import io.xiaohu.trust.ContactRegistry;
import io.xiaohu.trust.OfficialContact;
import java.util.Set;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Asks for another official contact, or for the end of one. */
@Service
public class ContactChanges {

    private final ContactRegistry registry;
    private final Proposals proposals;

    ContactChanges(ContactRegistry registry, Proposals proposals) {
        this.registry = registry;
        this.proposals = proposals;
    }

    /**
     * @throws io.xiaohu.kernel.ProblemException those of {@link ContactRegistry#ask} and {@link
     *     Proposals#propose}
     */
    @Transactional
    public ContactChange propose(
            Caller.Staff me,
            ContactChange.Act act,
            OfficialContact contact,
            String why,
            String evidence) {
        ContactChange change = registry.ask(me, act, contact, why);
        proposals.propose(
                me,
                new Proposals.Asked(ContactChangeKind.NAME, change.id(), why, evidence, Set.of()));
        return change;
    }
}
