package io.xiaohu.ledger.jdbc;

import io.xiaohu.kernel.Asset;
import io.xiaohu.kernel.IdempotentRequest;
import io.xiaohu.kernel.MoneyState;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.ledger.AccountRef;
import io.xiaohu.ledger.Allowance;
import io.xiaohu.ledger.Balance;
import io.xiaohu.ledger.Ledger;
import io.xiaohu.ledger.LedgerCommand;
import io.xiaohu.ledger.Leg;
import io.xiaohu.ledger.Outcome;
import io.xiaohu.ledger.Periods;
import io.xiaohu.ledger.PostingId;
import io.xiaohu.ledger.core.AccountState;
import io.xiaohu.ledger.core.Decision;
import io.xiaohu.ledger.core.Entry;
import io.xiaohu.ledger.core.HoldState;
import io.xiaohu.ledger.core.Rules;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The ledger's writer: one transaction for each command. It locks the accounts in order, looks
 * whether the id is known, decides in memory, writes, commits. A commit nobody can say the end of
 * is asked for again under the same id: what had committed is found and answers with its first
 * outcome.
 */
@Component
class JdbcLedger implements Ledger {

    private static final Logger LOG = LoggerFactory.getLogger(JdbcLedger.class);
    private static final int TRIES = 6;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(40);
    private static final byte[] NO_CONTENT = {};

    private final LedgerRows rows;
    private final RefusalJson refusals;
    private final TransactionTemplate transactions;

    JdbcLedger(LedgerRows rows, RefusalJson refusals, PlatformTransactionManager transactions) {
        this.rows = rows;
        this.refusals = refusals;
        this.transactions = new TransactionTemplate(transactions);
    }

    @Override
    public Outcome apply(LedgerCommand command) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("the ledger commits by itself; call it outside one");
        }
        for (int attempt = 1; ; attempt++) {
            try {
                return transactions.execute(status -> inTransaction(command));
            } catch (TransientDataAccessException
                    | DataAccessResourceFailureException
                    | TransactionException e) {
                if (attempt == TRIES) {
                    LOG.error("the outcome of {} is not known", command.header().id(), e);
                    throw Problem.of(Reason.UNAVAILABLE).money(MoneyState.CHECKING).exception();
                }
                pause(attempt);
            }
        }
    }

    @Override
    public Optional<Outcome> find(PostingId id, IdempotentRequest.@Nullable Digest content) {
        return rows.find(id).map(known -> repeat(id, known, content));
    }

    private Outcome inTransaction(LedgerCommand command) {
        List<AccountState> accounts = lock(touched(command));
        LedgerCommand.Header header = command.header();
        Optional<LedgerRows.Known> known = rows.find(header.id());
        if (known.isPresent()) {
            return repeat(header.id(), known.get(), header.content());
        }
        Instant at = bookingTime(accounts);
        Rules rules = new Rules(accounts, allowance -> used(header, allowance, at), at);
        Decision decision = rules.decide(command, hold(command));
        return switch (decision) {
            case Decision.Refuse refuse -> refuse(header, refuse.problem(), at);
            case Decision.Accept accept -> post(command, accept, at);
        };
    }

    private Outcome refuse(LedgerCommand.Header header, Problem problem, Instant at) {
        rows.insertOperation(header, digest(header), refusals.write(problem), at);
        return new Outcome.Refused(header.id(), at, false, problem);
    }

    private Outcome post(LedgerCommand command, Decision.Accept accept, Instant at) {
        LedgerCommand.Header header = command.header();
        rows.insertOperation(header, digest(header), null, at);
        Map<AccountRef, AccountState> last = new LinkedHashMap<>();
        for (Entry entry : accept.entries()) {
            rows.insertEntry(entry, header.id());
            last.put(entry.after().ref(), entry.after());
        }
        last.values().forEach(rows::move);
        accept.advances().forEach(use -> rows.advance(header.id(), header.owner(), use));
        if (accept.hold() != null) {
            String purpose = command instanceof LedgerCommand.Reserve r ? r.purpose() : "";
            rows.change(accept.hold(), accept.entries().getFirst().after().ref(), purpose);
        }
        List<Balance> balances =
                last.values().stream()
                        .filter(state -> state.ref().owner().equals(header.owner()))
                        .map(state -> Balance.of(state.ref().asset(), state.posted(), state.held()))
                        .toList();
        return new Outcome.Posted(header.id(), at, false, balances);
    }

    private Outcome repeat(
            PostingId id, LedgerRows.Known known, IdempotentRequest.@Nullable Digest content) {
        if (content != null && !content.matches(known.digest())) {
            throw Problem.of(Reason.IDEMPOTENCY_CONFLICT).exception();
        }
        if (known.refusal() != null) {
            return new Outcome.Refused(id, known.at(), true, refusals.read(known.refusal()));
        }
        List<Balance> balances = rows.balancesAfter(id, known.owner());
        return new Outcome.Posted(id, known.at(), true, balances);
    }

    /** Locks what is there; what is missing is opened first, in the same order. */
    private List<AccountState> lock(Set<AccountRef> refs) {
        List<AccountState> accounts = rows.lock(refs);
        if (accounts.size() < refs.size()) {
            refs.stream()
                    .sorted(
                            Comparator.comparing(AccountRef::partition)
                                    .thenComparing(ref -> ref.id().toString()))
                    .forEach(rows::open);
            accounts = rows.lock(refs);
        }
        return accounts;
    }

    /** The accounts a command touches; the owner's own is always among them, even for a refusal. */
    private static Set<AccountRef> touched(LedgerCommand command) {
        Set<AccountRef> refs = new LinkedHashSet<>();
        UUID owner = command.header().owner();
        refs.add(AccountRef.wallet(owner, Asset.CNY));
        switch (command) {
            case LedgerCommand.Post post -> post.legs().forEach(leg -> refs.add(leg.account()));
            case LedgerCommand.Reserve reserve -> refs.add(reserve.account());
            case LedgerCommand.Capture capture -> {
                refs.add(capture.account());
                capture.credits().stream().map(Leg::account).forEach(refs::add);
            }
            case LedgerCommand.Release release -> refs.add(release.account());
            case LedgerCommand.Refuse refuse -> {}
        }
        return refs;
    }

    private @Nullable HoldState hold(LedgerCommand command) {
        return switch (command) {
            case LedgerCommand.Capture capture -> rows.hold(capture.hold()).orElse(null);
            case LedgerCommand.Release release -> rows.hold(release.hold()).orElse(null);
            case LedgerCommand.Post post -> null;
            case LedgerCommand.Reserve reserve -> null;
            case LedgerCommand.Refuse refuse -> null;
        };
    }

    /** The database's clock, and never before what an account has seen. */
    private Instant bookingTime(List<AccountState> accounts) {
        Instant at = rows.clock();
        for (AccountState account : accounts) {
            at = account.bookedAt().isAfter(at) ? account.bookedAt() : at;
        }
        return at;
    }

    private long used(LedgerCommand.Header header, Allowance allowance, Instant at) {
        return rows.used(
                header.id().partition(),
                header.owner(),
                allowance.counter(),
                Periods.name(allowance.period(), at));
    }

    private static byte[] digest(LedgerCommand.Header header) {
        return header.content() == null ? NO_CONTENT : header.content().value();
    }

    private static void pause(int attempt) {
        try {
            Thread.sleep(FIRST_PAUSE.multipliedBy(1L << attempt));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the outcome was not known", e);
        }
    }
}
