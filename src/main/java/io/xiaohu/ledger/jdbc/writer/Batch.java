package io.xiaohu.ledger.jdbc.writer;

import io.xiaohu.ledger.AccountRef;
import io.xiaohu.ledger.Balance;
import io.xiaohu.ledger.LedgerCommand;
import io.xiaohu.ledger.Outcome;
import io.xiaohu.ledger.PostingId;
import io.xiaohu.ledger.core.Book;
import io.xiaohu.ledger.core.Chain;
import io.xiaohu.ledger.core.CounterUse;
import io.xiaohu.ledger.core.Decision;
import io.xiaohu.ledger.core.Entry;
import io.xiaohu.ledger.core.GivenBack;
import io.xiaohu.ledger.core.Micros;
import io.xiaohu.ledger.core.Rules;
import io.xiaohu.ledger.jdbc.rows.HistoryRows;
import io.xiaohu.ledger.jdbc.rows.LedgerJson;
import io.xiaohu.ledger.jdbc.rows.LockedRows;
import io.xiaohu.ledger.jdbc.rows.OperationRow;
import io.xiaohu.ledger.jdbc.rows.StateRows;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One transaction: locks the accounts, looks which ids are known, stamps the time, applies the
 * commands one after another in memory, writes, tells of it. The caller commits. For one thread.
 */
final class Batch {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SALT_BYTES = 16;
    private static final long AHEAD_AT_MOST_MICROS = 5_000_000;

    private final LockedRows locked;
    private final HistoryRows history;
    private final StateRows state;
    private final LedgerJson json;
    private final Chain chain = new Chain();

    Batch(LedgerJson json) {
        this.json = json;
        this.locked = new LockedRows(json);
        this.history = new HistoryRows(json);
        this.state = new StateRows();
    }

    /**
     * What the transaction comes to.
     *
     * @param results for each pending, one result for each of its commands
     * @param wrote whether there is anything to commit
     */
    record Applied(Map<Pending, List<Result>> results, boolean wrote) {}

    /** Says which accounts were opened, in a transaction already committed; begin again. */
    static final class AccountsOpenedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        AccountsOpenedException() {
            super("accounts were opened", null, false, false);
        }
    }

    /** Says that a pending touches one more account than it knew; nothing was written. */
    static final class AccountNeededException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient Pending pending;
        private final transient AccountRef account;

        AccountNeededException(Pending pending, AccountRef account) {
            super("another account is needed", null, false, false);
            this.pending = pending;
            this.account = account;
        }

        void tellIt() {
            pending.alsoTouch(account);
        }
    }

    /**
     * @throws AccountNeededException when a command has to be tried again with another account
     * @throws AccountsOpenedException when accounts had to be opened first; that is committed, and
     *     nothing else was done
     */
    Applied apply(Connection connection, List<Pending> batch) throws SQLException {
        Run run = new Run(batch.size());
        LockedRows.Found found = lock(connection, batch, run.book);
        run.known.addAll(found.known());
        long base = bookingTime(found, run.book);
        readWhatElseIsNeeded(connection, batch, run.book, base);
        Map<Pending, List<Result>> results = new LinkedHashMap<>();
        byte[] salts = salts(batch);
        for (Pending pending : batch) {
            try {
                results.put(pending, apply(pending, run, base, salts));
            } catch (Book.MissingAccountException needed) {
                throw new AccountNeededException(pending, needed.missing());
            }
        }
        if (run.rows.isEmpty()) {
            return new Applied(results, false);
        }
        history.add(connection, run.rows);
        state.write(connection, run.book);
        List<Entry> entries = run.rows.stream().flatMap(row -> row.entries().stream()).toList();
        if (!entries.isEmpty()) {
            history.tell(connection, entries, base);
        }
        return new Applied(results, true);
    }

    /** What has come together while the commands were applied. */
    private static final class Run {
        private final Book book = new Book();
        private final Set<PostingId> known = new HashSet<>();
        private final List<OperationRow> rows;
        private int commands;

        private Run(int size) {
            this.rows = new ArrayList<>(size);
        }
    }

    private LockedRows.Found lock(Connection connection, List<Pending> batch, Book book)
            throws SQLException {
        Set<AccountRef> touched = new LinkedHashSet<>();
        batch.forEach(pending -> touched.addAll(pending.touched()));
        LockedRows.Found found = locked.lockAndLook(connection, touched, ids(batch), book);
        if (!found.missing().isEmpty()) {
            connection.rollback();
            locked.open(connection, found.missing());
            connection.commit();
            throw new AccountsOpenedException();
        }
        return found;
    }

    private static List<PostingId> ids(List<Pending> batch) {
        return batch.stream()
                .flatMap(pending -> pending.commands().stream())
                .map(command -> command.header().id())
                .toList();
    }

    /**
     * The time of the batch's first command; each further one is a microsecond later. Never before
     * what an account has seen, never at or before the horizon.
     */
    private static long bookingTime(LockedRows.Found found, Book book) throws SQLException {
        long at = found.bookingMicros(book);
        if (at > found.nowMicros() + AHEAD_AT_MOST_MICROS) {
            throw new SQLException(
                    "the database's clock is behind the ledger's last booking", "57P03");
        }
        return at;
    }

    private void readWhatElseIsNeeded(
            Connection connection, List<Pending> batch, Book book, long base) throws SQLException {
        Set<PostingId> holds = new LinkedHashSet<>();
        Set<PostingId> originals = new LinkedHashSet<>();
        Set<CounterUse.Key> counters = new LinkedHashSet<>();
        long at = base;
        for (Pending pending : batch) {
            for (LedgerCommand command : pending.commands()) {
                Needs.of(command, Micros.toInstant(at++), holds, originals, counters);
            }
        }
        locked.readHolds(connection, holds, book);
        holds.forEach(hold -> book.usesOf(hold).forEach(use -> counters.add(use.key())));
        locked.readGivenBack(connection, originals, book);
        originals.forEach(one -> book.usesOfOriginal(one).forEach(use -> counters.add(use.key())));
        locked.readCounters(connection, counters, book);
    }

    private List<Result> apply(Pending pending, Run run, long base, byte[] salts) {
        if (!pending.isTogether()) {
            return List.of(one(pending.commands().getFirst(), run, base, salts));
        }
        List<Result> results = new ArrayList<>();
        boolean known = false;
        boolean fresh = false;
        for (LedgerCommand command : pending.commands()) {
            Result result = one(command, run, base, salts);
            results.add(result);
            known |= result instanceof Result.Known;
            fresh |= result instanceof Result.Fresh;
            boolean refused =
                    result instanceof Result.Failed
                            || (result instanceof Result.Fresh decided
                                    && decided.outcome() instanceof Outcome.Refused);
            if (refused) {
                return nothingOf(pending, run, results);
            }
        }
        return known && fresh ? nothingOf(pending, run, results) : results;
    }

    /**
     * None is done, because one is refused or because some are known already and may have been
     * refused then: what was gathered is forgotten, as is the whole book.
     */
    private static List<Result> nothingOf(Pending pending, Run run, List<Result> results) {
        run.rows.clear();
        List<Result> all = new ArrayList<>();
        for (int i = 0; i < pending.commands().size(); i++) {
            Result result = i < results.size() ? results.get(i) : new Result.NotDone();
            boolean wouldBeDone =
                    result instanceof Result.Fresh decided
                            && decided.outcome() instanceof Outcome.Posted;
            all.add(wouldBeDone ? new Result.NotDone() : result);
        }
        return all;
    }

    private Result one(LedgerCommand command, Run run, long base, byte[] salts) {
        int number = run.commands++;
        if (!run.known.add(command.header().id())) {
            return new Result.Known();
        }
        long atMicros = base + number;
        Instant at = Micros.toInstant(atMicros);
        try {
            byte[] salt = Arrays.copyOfRange(salts, number * SALT_BYTES, (number + 1) * SALT_BYTES);
            return switch (Rules.decide(command, run.book, at, atMicros)) {
                case Decision.Refuse refuse -> {
                    run.rows.add(refusal(command, refuse, salt, atMicros));
                    yield new Result.Fresh(
                            new Outcome.Refused(
                                    command.header().id(), at, false, refuse.problem()));
                }
                case Decision.Accept accept ->
                        new Result.Fresh(post(command, accept, run, salt, atMicros));
            };
        } catch (Book.MissingAccountException needed) {
            throw needed;
        } catch (RuntimeException mistake) {
            run.known.remove(command.header().id());
            return new Result.Failed(mistake);
        }
    }

    private OperationRow refusal(
            LedgerCommand command, Decision.Refuse refuse, byte[] salt, long atMicros) {
        return new OperationRow(
                command.header(),
                original(command),
                json.write(refuse.problem()),
                salt,
                List.of(),
                List.of(),
                atMicros);
    }

    private Outcome.Posted post(
            LedgerCommand command, Decision.Accept accept, Run run, byte[] salt, long atMicros) {
        LedgerCommand.Header header = command.header();
        UUID original = original(command);
        byte[] digest =
                chain.operationDigest(
                        header.id().value(),
                        header.owner(),
                        header.kind(),
                        header.amount().minor(),
                        header.amount().asset(),
                        header.counterparty(),
                        original,
                        header.metadata(),
                        chain.textDigest(salt, header.reference(), header.memo()));
        List<Entry> entries = run.book.apply(accept, digest, atMicros, chain);
        run.book.put(
                new GivenBack(
                        header.id(),
                        header.owner(),
                        header.amount().asset(),
                        header.amount().minor(),
                        0,
                        accept.uses()));
        run.rows.add(
                new OperationRow(header, original, null, salt, accept.uses(), entries, atMicros));
        return new Outcome.Posted(
                header.id(), Micros.toInstant(atMicros), false, balances(header.owner(), entries));
    }

    /** The owner's balances after the entries, one for each account they touched. */
    private static List<Balance> balances(UUID owner, List<Entry> entries) {
        Map<AccountRef, Balance> last = new LinkedHashMap<>();
        for (Entry entry : entries) {
            AccountRef ref = entry.after().ref();
            if (ref.owner().equals(owner)) {
                last.put(
                        ref, Balance.of(ref.asset(), entry.after().posted(), entry.after().held()));
            }
        }
        return List.copyOf(last.values());
    }

    private static @Nullable UUID original(LedgerCommand command) {
        return command instanceof LedgerCommand.Post post && post.givesBack() != null
                ? post.givesBack().original().value()
                : null;
    }

    private static byte[] salts(List<Pending> batch) {
        int commands = batch.stream().mapToInt(pending -> pending.commands().size()).sum();
        byte[] salts = new byte[commands * SALT_BYTES];
        RANDOM.nextBytes(salts);
        return salts;
    }
}
