package io.xiaohu.trust;

import io.xiaohu.audit.AuditTrail;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.Ids;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.trust.ContactChange.Act;
import io.xiaohu.trust.core.HotKeys;
import io.xiaohu.trust.jdbc.ContactRows;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The registry of official contacts and its history. A change is asked for by one member of staff
 * and applied once another has approved it; nothing is ever edited or erased.
 */
@Service
public class ContactRegistry implements OfficialContacts {

    private static final String CONSOLE = "console";
    private static final int CHANGES_SHOWN = 100;

    private final ContactRows rows;
    private final TrustChecks checks;
    private final AuditTrail audit;
    private final Clock clock;

    ContactRegistry(ContactRows rows, TrustChecks checks, AuditTrail audit, Clock clock) {
        this.rows = rows;
        this.checks = checks;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public List<OfficialContact> inUse() {
        return checks.official();
    }

    @Override
    public List<Past> past() {
        return checks.past();
    }

    /** The newest first; those nobody has approved too. */
    public List<ContactChange> changes() {
        return rows.changes(CHANGES_SHOWN);
    }

    /**
     * Notes what somebody wants; nothing changes until it is approved.
     *
     * @throws io.xiaohu.kernel.ProblemException BAD_INPUT for a value that is no such contact,
     *     CONTACT_CHANGED when there is nothing to do
     */
    @Transactional
    public ContactChange ask(Caller.Staff me, Act act, OfficialContact wanted, String why) {
        OfficialContact contact = readable(wanted);
        requireNeeded(act, contact);
        ContactChange change =
                new ContactChange(
                        Ids.next(), act, contact, why, me.name(), clock.instant(), null, null);
        rows.ask(change);
        return change;
    }

    /**
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND, CONTACT_CHANGED when it was applied, or
     *     nothing is left to do
     */
    public ContactChange requireApplicable(UUID id) {
        ContactChange change = change(id);
        if (change.appliedAt() != null) {
            throw Problem.of(Reason.CONTACT_CHANGED).exception();
        }
        requireNeeded(change.act(), change.contact());
        return change;
    }

    /**
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND
     */
    public ContactChange change(UUID id) {
        return rows.change(id)
                .orElseThrow(() -> Problem.of(Reason.NOT_FOUND).field("target").exception());
    }

    /**
     * Applies a change in the transaction of its approval; every server checks by it from its
     * commit on.
     *
     * @throws io.xiaohu.kernel.ProblemException as {@link #requireApplicable}
     */
    @Transactional
    public void apply(UUID id, UUID approver, String approverName) {
        ContactChange change = requireApplicable(id);
        if (!rows.apply(id, approverName) || !carryOut(change)) {
            throw Problem.of(Reason.CONTACT_CHANGED).exception();
        }
        note("staff:" + approver, change);
    }

    /**
     * Adds a contact at the console; one that is in use already stays as it is.
     *
     * @throws io.xiaohu.kernel.ProblemException BAD_INPUT for a value that is no such contact
     */
    @Transactional
    public void addAtConsole(OfficialContact wanted) {
        OfficialContact contact = readable(wanted);
        ContactChange change =
                new ContactChange(
                        Ids.next(),
                        Act.ADD,
                        contact,
                        CONSOLE,
                        CONSOLE,
                        clock.instant(),
                        null,
                        null);
        if (!carryOut(change)) {
            return;
        }
        rows.ask(change);
        rows.apply(change.id(), CONSOLE);
        note("server", change);
    }

    private boolean carryOut(ContactChange change) {
        boolean done =
                switch (change.act()) {
                    case ADD -> rows.add(change.contact());
                    case RETIRE -> rows.retire(change.contact());
                };
        if (done) {
            checks.changed();
        }
        return done;
    }

    private void requireNeeded(Act act, OfficialContact contact) {
        boolean inUse =
                rows.all().stream()
                        .anyMatch(row -> row.until() == null && row.contact().equals(contact));
        if (inUse == (act == Act.ADD)) {
            throw Problem.of(Reason.CONTACT_CHANGED).exception();
        }
    }

    /** A domain as its host alone; the rest as it is written for people. */
    private static OfficialContact readable(OfficialContact wanted) {
        HotKind shape =
                switch (wanted.kind()) {
                    case DOMAIN -> HotKind.DOMAIN;
                    case PHONE -> HotKind.PHONE;
                    case EMAIL -> HotKind.EMAIL;
                    case WECHAT, QQ, WEIBO -> HotKind.ACCOUNT;
                };
        String key =
                HotKeys.of(shape, wanted.value())
                        .orElseThrow(() -> Problem.of(Reason.BAD_INPUT).field("value").exception());
        return wanted.kind() == ContactKind.DOMAIN || wanted.kind() == ContactKind.EMAIL
                ? new OfficialContact(wanted.kind(), key)
                : wanted;
    }

    private void note(String actor, ContactChange change) {
        audit.record(
                actor,
                change.act() == Act.ADD ? "official-contact.added" : "official-contact.retired",
                "official-contact:" + change.id(),
                Map.of(
                        "kind", change.contact().kind().name(),
                        "value", change.contact().value(),
                        "askedBy", change.askedBy()));
    }
}
