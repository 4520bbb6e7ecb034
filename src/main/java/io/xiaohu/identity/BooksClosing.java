package io.xiaohu.identity;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.xiaohu.audit.AuditTrail;
import io.xiaohu.identity.jdbc.BooksToClose;
import io.xiaohu.kernel.Money;
import io.xiaohu.ledger.AccountRef;
import io.xiaohu.ledger.AccountRef.Purpose;
import io.xiaohu.ledger.AccountStatements;
import io.xiaohu.ledger.AccountStatements.Account;
import io.xiaohu.ledger.Ledger;
import io.xiaohu.ledger.LedgerCommand;
import io.xiaohu.ledger.LedgerCommand.Header;
import io.xiaohu.ledger.Leg;
import io.xiaohu.ledger.PostingId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Service;

/**
 * Closes the wallets of a customer whose account was closed, so that what a bank sends later goes
 * to the returns account instead of where nobody gets at it. The approval only freezes, since the
 * ledger commits by itself; this follows it within a second, and after a crash all the same. What
 * the customer owes stays open: a charge-back still has to find where to stand.
 */
@Service
class BooksClosing {

    private static final Logger LOG = LoggerFactory.getLogger(BooksClosing.class);
    private static final int AT_ONCE = 50;

    private final BooksToClose rows;
    private final AccountStatements statements;
    private final Ledger ledger;
    private final AuditTrail audit;

    BooksClosing(BooksToClose rows, AccountStatements statements, Ledger ledger, AuditTrail audit) {
        this.rows = rows;
        this.statements = statements;
        this.ledger = ledger;
        this.audit = audit;
    }

    /** One that cannot be closed never stops the others; it stays frozen and is tried again. */
    void finishDue() {
        for (UUID customer : rows.takeDue(AT_ONCE)) {
            try {
                finish(customer);
            } catch (RuntimeException e) {
                LOG.error("the books of {} could not be closed", customer, e);
            }
        }
    }

    private void finish(UUID customer) {
        List<Account> wallets =
                statements.accountsOf(customer).stream()
                        .filter(account -> account.purpose() == Purpose.WALLET)
                        .toList();
        for (Account wallet : wallets) {
            if (!wallet.closed()) {
                close(wallet);
            }
        }
        rows.done(customer);
    }

    /**
     * Together or not at all: a refusal on its own would stand under the id for good. Whatever came
     * between freeze and closing goes where it would have gone a moment later.
     */
    private void close(Account wallet) {
        AccountRef ref = AccountRef.wallet(wallet.owner(), wallet.asset());
        List<LedgerCommand> steps = new ArrayList<>();
        Money late = wallet.balance().total();
        if (late.isPositive()) {
            steps.add(
                    new LedgerCommand.Post(
                            header(ref, "account.late", "RETURN", late),
                            List.of(
                                    new Leg(ref, late.negated()),
                                    new Leg(
                                            AccountRef.returns(ref.partition(), ref.asset()),
                                            late)),
                            List.of()));
        }
        // An operation is about some amount; closing moves none.
        steps.add(
                new LedgerCommand.Close(
                        header(ref, "account.close", "CLOSE", new Money(1, ref.asset())), ref));
        switch (ledger.applyTogether(steps)) {
            case Ledger.AtomicResult.Done done -> {
                if (late.isPositive()) {
                    audit.record(
                            "job:close-books",
                            "customer.late-money",
                            "customer:" + wallet.owner(),
                            Map.of("amount", late.toString(), "to", "RETURNS"));
                }
            }
            case Ledger.AtomicResult.Refused refused ->
                    throw new IllegalStateException(
                            "the ledger did not close " + ref + ": " + refused.problem());
        }
    }

    private static Header header(AccountRef ref, String operation, String kind, Money amount) {
        String account = ref.id().toString();
        return Header.of(
                        PostingId.of(ref.owner(), operation, account),
                        ref.owner(),
                        kind,
                        amount,
                        account)
                .passingFreeze();
    }

    @Configuration(proxyBeanMethods = false)
    static class Job {

        @Bean
        RecurringTask<Void> closeBooks(BooksClosing closing) {
            return Tasks.recurring("close-books", FixedDelay.of(Duration.ofSeconds(1)))
                    .execute((instance, context) -> closing.finishDue());
        }
    }
}
