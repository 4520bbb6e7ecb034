package io.xiaohu.identity;

import io.xiaohu.audit.AuditTrail;
import io.xiaohu.identity.core.CodePurpose;
import io.xiaohu.identity.jdbc.Codes;
import io.xiaohu.identity.jdbc.WantedPhones;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.Phone;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Another number for a customer who lost the old one. They show on their own that the new one is in
 * their hands, since staff never ask for a code; a member of staff enters it; two decide.
 */
@Service
public class PhoneHandovers {

    private final WantedPhones phones;
    private final Codes codes;
    private final Customers customers;
    private final PhoneChanges changes;
    private final AuditTrail audit;

    PhoneHandovers(
            WantedPhones phones,
            Codes codes,
            Customers customers,
            PhoneChanges changes,
            AuditTrail audit) {
        this.phones = phones;
        this.codes = codes;
        this.customers = customers;
        this.changes = changes;
        this.audit = audit;
    }

    /**
     * Shows that a number is in the caller's hands; good for a day.
     *
     * @param code sent to it for CHANGE_PHONE
     * @throws io.xiaohu.kernel.ProblemException CODE_WRONG and its kin, also for a number that is
     *     registered
     */
    public void prove(Phone phone, String code) {
        codes.use(phone, CodePurpose.CHANGE_PHONE, "code", code);
        phones.prove(phone);
    }

    /**
     * Enters the number a customer is to have. Nothing changes before two have agreed on it.
     *
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND, PHONE_UNCHANGED, PHONE_CHANGED_RECENTLY,
     *     ACCOUNT_FROZEN, ACCOUNT_CLOSED, PHONE_TAKEN, PHONE_NOT_PROVED
     */
    @Transactional
    public void enter(Caller.Staff staff, UUID customer, Phone phone) {
        Customer whose =
                customers
                        .find(customer)
                        .orElseThrow(() -> Problem.of(Reason.NOT_FOUND).exception());
        if (phone.equals(whose.phone())) {
            throw Problem.of(Reason.PHONE_UNCHANGED).field("phone").exception();
        }
        changes.requirePossible(whose);
        requireFree(phone);
        phones.enter(customer, phone, staff.staffId());
        audit.record(
                "staff:" + staff.staffId(),
                "phone.entered",
                "customer:" + customer,
                Map.of("phone", phone.masked()));
    }

    /**
     * The number that was entered last before a moment, if it can be given.
     *
     * @throws io.xiaohu.kernel.ProblemException as {@link #enter}
     */
    Phone requireEntered(UUID customer, Instant upTo) {
        changes.requirePossible(customers.get(customer));
        Phone phone = entered(customer, upTo);
        requireFree(phone);
        return phone;
    }

    /** The number that was entered last before a moment, whatever has become of it. */
    Phone entered(UUID customer, Instant upTo) {
        return phones.entered(customer, upTo)
                .orElseThrow(() -> Problem.of(Reason.PHONE_NOT_PROVED).field("phone").exception());
    }

    /** Gives it, in the transaction of the approval. */
    @Transactional(propagation = Propagation.MANDATORY)
    void give(UUID customer, Instant proposedAt) {
        changes.give(customers.get(customer), requireEntered(customer, proposedAt));
    }

    private void requireFree(Phone phone) {
        if (customers.findByPhone(phone).isPresent()) {
            throw Problem.of(Reason.PHONE_TAKEN).field("phone").exception();
        }
        if (!phones.isProved(phone)) {
            throw Problem.of(Reason.PHONE_NOT_PROVED).field("phone").exception();
        }
    }
}
