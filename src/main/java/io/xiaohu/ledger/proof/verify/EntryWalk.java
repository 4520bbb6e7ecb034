package io.xiaohu.ledger.proof.verify;

import io.xiaohu.ledger.core.Chain;
import io.xiaohu.ledger.core.Change;
import io.xiaohu.ledger.core.Micros;
import io.xiaohu.ledger.jdbc.rows.LedgerJson;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Walks accounts and their entries side by side, both in the order of partition and id. */
final class EntryWalk {

    private final CopyRows accounts;
    private final CopyRows entries;
    private final LedgerJson json;
    private final SealWalk seals;
    private final Tallies tallies;
    private final Progress progress;
    private final Chain chain = new Chain();
    private @Nullable EntryRow ahead;

    EntryWalk(
            CopyRows accounts,
            CopyRows entries,
            LedgerJson json,
            SealWalk seals,
            Tallies tallies,
            Progress progress) {
        this.accounts = accounts;
        this.entries = entries;
        this.json = json;
        this.seals = seals;
        this.tallies = tallies;
        this.progress = progress;
    }

    /**
     * @throws BreakFoundException at the first entry or account that is not as it was written
     */
    void walk() throws SQLException {
        ahead = nextEntry();
        while (accounts.next()) {
            AccountRow account = AccountRow.read(accounts);
            account.requireItsPlace();
            requireNoStrayBefore(account);
            Running last = walk(account);
            account.requireLeftAs(last);
            seals.endAccount(account.partition(), account.id(), last);
            tallies.account(account);
        }
        requireNoStrayBefore(null);
    }

    private Running walk(AccountRow account) throws SQLException {
        Running before = Running.BEFORE_THE_FIRST;
        seals.beginAccount();
        EntryRow entry = ahead;
        while (entry != null
                && entry.account().equals(account.id())
                && entry.partition() == account.partition()) {
            seals.next(account.partition(), account.id(), before, entry.bookedAtMicros());
            before = after(account, before, entry);
            tallies.entry(account, entry);
            progress.entry();
            entry = nextEntry();
        }
        ahead = entry;
        return before;
    }

    private Running after(AccountRow account, Running before, EntryRow entry) {
        UUID id = account.id();
        long seq = entry.seq();
        if (!entry.follows(before)) {
            throw BreakFoundException.of(
                    "Entry %d of account %s is missing.", before.seq() + 1, id);
        }
        if (entry.postedAfter() != before.posted() + entry.amount()) {
            throw BreakFoundException.of(
                    "Entry %d of account %s leaves a balance of %d minor units, but %d and its"
                            + " amount %d come to something else.",
                    seq, id, entry.postedAfter(), before.posted(), entry.amount());
        }
        if (entry.heldAfter() != before.held() + entry.heldChange() || entry.heldAfter() < 0) {
            throw BreakFoundException.of(
                    "Entry %d of account %s leaves %d minor units held, but %d and its change %d"
                            + " come to something else.",
                    seq, id, entry.heldAfter(), before.held(), entry.heldChange());
        }
        if (entry.bookedAtMicros() < before.bookedAtMicros()) {
            throw BreakFoundException.of(
                    "Entry %d of account %s was booked at %s, before the entry in front of it.",
                    seq, id, Micros.toInstant(entry.bookedAtMicros()));
        }
        if (!entry.isHashedAfter(before.hash(), chain)) {
            throw BreakFoundException.of(
                    "Entry %d of account %s is not what was booked: its hash is another's, so the"
                            + " entry, its operation %s or their order was changed.",
                    seq, id, entry.operation());
        }
        Change.Step step = entry.step();
        return new Running(
                seq,
                entry.postedAfter(),
                entry.heldAfter(),
                entry.bookedAtMicros(),
                entry.hash(),
                step.freezes() ? step.freeze() : before.frozen(),
                before.closed() || step == Change.Step.CLOSE);
    }

    /** What lies before the next account in order, and was not walked with one, has none. */
    private void requireNoStrayBefore(@Nullable AccountRow next) {
        EntryRow entry = ahead;
        if (entry != null) {
            boolean belongsLater = next != null && !isBefore(entry, next);
            if (!belongsLater) {
                throw BreakFoundException.of(
                        "Entry %d is of account %s, which is missing.",
                        entry.seq(), entry.account());
            }
        }
    }

    private static boolean isBefore(EntryRow entry, AccountRow account) {
        if (entry.partition() != account.partition()) {
            return entry.partition() < account.partition();
        }
        int high =
                Long.compareUnsigned(
                        entry.account().getMostSignificantBits(),
                        account.id().getMostSignificantBits());
        int low =
                Long.compareUnsigned(
                        entry.account().getLeastSignificantBits(),
                        account.id().getLeastSignificantBits());
        return high < 0 || (high == 0 && low < 0);
    }

    private @Nullable EntryRow nextEntry() throws SQLException {
        return entries.next() ? EntryRow.read(entries, chain, json) : null;
    }
}
