package io.xiaohu.identity;

import io.xiaohu.audit.AuditTrail;
import io.xiaohu.identity.jdbc.BooksToClose;
import io.xiaohu.identity.jdbc.Device;
import io.xiaohu.identity.jdbc.FreezeRows;
import io.xiaohu.identity.jdbc.JdbcCustomers;
import io.xiaohu.identity.jdbc.SecurityEvents;
import io.xiaohu.identity.jdbc.SecurityEvents.Kind;
import io.xiaohu.identity.jdbc.Sessions;
import io.xiaohu.kernel.Languages;
import io.xiaohu.kernel.Masks;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.Texts;
import io.xiaohu.ledger.AccountFreezes;
import io.xiaohu.ledger.AccountRef.Purpose;
import io.xiaohu.ledger.AccountStatements;
import io.xiaohu.notification.OutgoingText;
import io.xiaohu.notification.OutgoingTexts;
import io.xiaohu.staff.Proposal;
import java.time.Clock;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Closing an account for good, at its owner's wish: proposed by one member of staff, who says how
 * they know the person, approved by another. It must be empty and free of any freeze; from then on
 * nothing is paid from it or to it, nobody signs in, and its phone may register anew. Its history
 * stays for as long as the law asks.
 */
@Component
class AccountClosings implements PersonProposal {

    private static final Texts TEXTS = Texts.of("identity");

    /** What is the customer's, and what the customer owes. */
    private static final Set<Purpose> OWN = EnumSet.of(Purpose.WALLET, Purpose.RECEIVABLE);

    private final JdbcCustomers customers;
    private final Freezes freezes;
    private final FreezeRows rows;
    private final Sessions sessions;
    private final SecurityEvents timeline;
    private final AccountFreezes accounts;
    private final BooksToClose books;
    private final AccountStatements statements;
    private final List<ClosingHindrance> hindrances;
    private final OutgoingTexts texts;
    private final AuditTrail audit;
    private final Clock clock;

    AccountClosings(
            JdbcCustomers customers,
            Freezes freezes,
            FreezeRows rows,
            Sessions sessions,
            SecurityEvents timeline,
            AccountFreezes accounts,
            BooksToClose books,
            AccountStatements statements,
            List<ClosingHindrance> hindrances,
            OutgoingTexts texts,
            AuditTrail audit,
            Clock clock) {
        this.customers = customers;
        this.freezes = freezes;
        this.rows = rows;
        this.sessions = sessions;
        this.timeline = timeline;
        this.accounts = accounts;
        this.books = books;
        this.statements = statements;
        this.hindrances = hindrances;
        this.texts = texts;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "CLOSE_ACCOUNT";
    }

    /**
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND, ACCOUNT_CLOSED, ACCOUNT_FROZEN,
     *     ACCOUNT_NOT_EMPTY
     */
    @Override
    public UUID requireProposable(UUID target) {
        Customer customer =
                customers
                        .find(target)
                        .orElseThrow(
                                () -> Problem.of(Reason.NOT_FOUND).field("target").exception());
        requireActive(target, customer.status());
        requireEmpty(target);
        return target;
    }

    @Override
    public String describe(Proposal proposal, Locale locale) {
        Customer customer = customers.get(proposal.target());
        return TEXTS.get(
                locale,
                "proposal.CLOSE_ACCOUNT",
                Map.of(
                        "name", Masks.name(customer.displayName()),
                        "phone", customer.phone().masked()));
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void carryOut(Proposal approved) {
        UUID customer = approved.target();
        requireActive(customer, rows.lockCustomer(customer).orElseThrow());
        Customer before = customers.get(customer);
        timeline.note(customer, Kind.ACCOUNT_CLOSED, Device.NONE);
        Proposal.Person approver = approved.decidedBy();
        audit.record(
                "staff:" + (approver == null ? "" : approver.id()),
                "customer.closed",
                "customer:" + customer,
                Map.of(
                        "proposal", approved.id().toString(),
                        "checks", String.join(",", approved.checks())));
        texts.send(
                before.phone(),
                OutgoingText.notice(
                        TEXTS, "text.ACCOUNT_CLOSED", Languages.CHINESE, new LinkedHashMap<>()));
        sessions.endAll(customer);
        rows.setStatus(customer, Customer.Status.CLOSED);
        customers.freePhone(customer);
        books.begin(customer);
        // Nothing moves any more; only what is seen now was there at the end.
        accounts.freeze(customer, true);
        requireEmpty(customer);
    }

    private void requireActive(UUID customer, Customer.Status status) {
        switch (status) {
            case ACTIVE -> {}
            case FROZEN ->
                    throw freezes.explained(
                                    Problem.of(Reason.ACCOUNT_FROZEN), customer, clock.instant())
                            .exception();
            case CLOSED -> throw Problem.of(Reason.ACCOUNT_CLOSED).exception();
        }
    }

    private void requireEmpty(UUID customer) {
        boolean empty =
                statements.accountsOf(customer).stream()
                        .filter(account -> OWN.contains(account.purpose()))
                        .map(AccountStatements.Account::balance)
                        .allMatch(balance -> balance.total().isZero() && balance.held().isZero());
        if (!empty || hindrances.stream().anyMatch(it -> it.hinders(customer))) {
            throw Problem.of(Reason.ACCOUNT_NOT_EMPTY).exception();
        }
    }
}
