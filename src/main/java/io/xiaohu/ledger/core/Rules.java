package io.xiaohu.ledger.core;

import io.xiaohu.kernel.Money;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.ledger.AccountRef;
import io.xiaohu.ledger.Allowance;
import io.xiaohu.ledger.LedgerCommand;
import io.xiaohu.ledger.Leg;
import io.xiaohu.ledger.Periods;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The rules money stands on: whether a command can be done on the accounts as they are, and what
 * changes when it is. An account is changed one leg after another, so an entry's balance after is
 * exact even where a posting touches an account twice.
 */
public final class Rules {

    private final Map<UUID, AccountState> accounts = new LinkedHashMap<>();
    private final ToLongFunction<Allowance> used;
    private final Instant at;
    private final List<Entry> entries = new ArrayList<>();

    /**
     * @param accounts what the command touches, locked
     * @param used how much of an allowance is used in the period of {@code at}
     * @param at the booking time
     */
    public Rules(List<AccountState> accounts, ToLongFunction<Allowance> used, Instant at) {
        accounts.forEach(account -> this.accounts.put(account.ref().id(), account));
        this.used = used;
        this.at = at;
    }

    /**
     * @param hold the hold a capture or release ends
     * @throws IllegalStateException when a hold is missing, ended or another account's: a flow's
     *     bug, never a refusal
     */
    public Decision decide(LedgerCommand command, @Nullable HoldState hold) {
        try {
            return switch (command) {
                case LedgerCommand.Post post -> post(post);
                case LedgerCommand.Reserve reserve -> reserve(reserve);
                case LedgerCommand.Capture capture -> capture(capture, living(hold));
                case LedgerCommand.Release release -> release(release, living(hold));
                case LedgerCommand.Refuse refuse -> new Decision.Refuse(refuse.problem());
            };
        } catch (ArithmeticException overflow) {
            return refuse(Reason.AMOUNT_INVALID);
        }
    }

    private Decision post(LedgerCommand.Post post) {
        boolean passes = post.header().passesFreeze();
        for (Leg leg : post.legs()) {
            Decision refused = closedOrFrozen(leg, passes);
            if (refused != null) {
                return refused;
            }
        }
        Decision overCap = overCap(post.allowances());
        if (overCap != null) {
            return overCap;
        }
        for (Leg leg : post.legs()) {
            change(leg.account(), Entry.Step.LEG, leg.amount().minor(), 0);
        }
        Decision belowFloor = belowFloor();
        return belowFloor != null ? belowFloor : accept(uses(post.allowances()), null);
    }

    private Decision reserve(LedgerCommand.Reserve reserve) {
        Money amount = reserve.header().amount();
        Leg debit = new Leg(reserve.account(), amount.negated());
        Decision refused = closedOrFrozen(debit, reserve.header().passesFreeze());
        if (refused != null) {
            return refused;
        }
        Decision overCap = overCap(reserve.allowances());
        if (overCap != null) {
            return overCap;
        }
        change(reserve.account(), Entry.Step.RESERVE, 0, amount.minor());
        Decision belowFloor = belowFloor();
        if (belowFloor != null) {
            return belowFloor;
        }
        return accept(
                uses(reserve.allowances()),
                new Decision.HoldChange(
                        reserve.header().id(), HoldState.State.HELD, amount.minor(), 0));
    }

    private Decision capture(LedgerCommand.Capture capture, HoldState hold) {
        long credited = capture.credits().stream().mapToLong(leg -> leg.amount().minor()).sum();
        if (credited != hold.amount()) {
            throw new IllegalStateException("a capture moves all of its hold");
        }
        change(capture.account(), Entry.Step.CAPTURE, -hold.amount(), -hold.amount());
        for (Leg leg : capture.credits()) {
            change(leg.account(), Entry.Step.LEG, leg.amount().minor(), 0);
        }
        return accept(
                List.of(),
                new Decision.HoldChange(
                        hold.id(), HoldState.State.CAPTURED, hold.amount(), hold.amount()));
    }

    private Decision release(LedgerCommand.Release release, HoldState hold) {
        change(release.account(), Entry.Step.RELEASE, 0, -hold.amount());
        List<HoldState.CounterUse> back =
                hold.uses().stream()
                        .map(use ->
                                new HoldState.CounterUse(
                                        use.counter(), use.period(), -use.amount()))
                        .toList();
        return accept(
                back,
                new Decision.HoldChange(hold.id(), HoldState.State.RELEASED, hold.amount(), 0));
    }

    private @Nullable Decision closedOrFrozen(Leg leg, boolean passesFreeze) {
        AccountState account = account(leg.account());
        boolean debit = leg.amount().isNegative();
        if (account.closed()) {
            return refuse(debit ? Reason.ACCOUNT_CLOSED : Reason.PAYEE_CANNOT_RECEIVE);
        }
        if (passesFreeze) {
            return null;
        }
        if (debit && account.refusesDebits()) {
            return refuse(Reason.ACCOUNT_FROZEN);
        }
        return !debit && account.refusesCredits() ? refuse(Reason.PAYEE_CANNOT_RECEIVE) : null;
    }

    private @Nullable Decision overCap(List<Allowance> allowances) {
        for (Allowance allowance : allowances) {
            long before = used.applyAsLong(allowance);
            long cap = allowance.cap().minor();
            if (Math.addExact(before, allowance.amount().minor()) > cap) {
                long left = Math.max(0, cap - before);
                return new Decision.Refuse(
                        Problem.of(allowance.reason())
                                .with("cap", allowance.cap())
                                .with("used", new Money(before, allowance.cap().asset()))
                                .with("left", new Money(left, allowance.cap().asset()))
                                .with("resetsAt", Periods.resetsAt(allowance.period(), at)));
            }
        }
        return null;
    }

    /**
     * Looks at where the accounts ended, after all legs: only the whole posting must respect a
     * floor.
     */
    private @Nullable Decision belowFloor() {
        for (AccountState account : accounts.values()) {
            boolean debited =
                    entries.stream()
                            .anyMatch(entry ->
                                    entry.after().ref().equals(account.ref())
                                            && (entry.amount() < 0 || entry.heldChange() > 0));
            if (debited && account.ref().purpose().neverBelowZero() && account.available() < 0) {
                return insufficient(account);
            }
        }
        return null;
    }

    private Decision insufficient(AccountState after) {
        long taken =
                entries.stream()
                        .filter(entry -> entry.after().ref().equals(after.ref()))
                        .mapToLong(entry -> entry.amount() - entry.heldChange())
                        .sum();
        Money missing = new Money(-after.available(), after.ref().asset());
        Money available = new Money(after.available() - taken, after.ref().asset());
        return new Decision.Refuse(
                Problem.of(Reason.INSUFFICIENT_BALANCE)
                        .with("available", available)
                        .with("missing", missing));
    }

    private void change(AccountRef ref, Entry.Step step, long amount, long heldChange) {
        AccountState after = account(ref).moved(amount, heldChange, at);
        accounts.put(ref.id(), after);
        entries.add(new Entry(after, step, amount, heldChange));
    }

    private AccountState account(AccountRef ref) {
        AccountState found = accounts.get(ref.id());
        if (found == null) {
            throw new IllegalStateException("an account the command touches was not locked");
        }
        return found;
    }

    private List<HoldState.CounterUse> uses(List<Allowance> allowances) {
        return allowances.stream()
                .map(allowance ->
                        new HoldState.CounterUse(
                                allowance.counter(),
                                Periods.name(allowance.period(), at),
                                allowance.amount().minor()))
                .toList();
    }

    private Decision accept(
            List<HoldState.CounterUse> advances, Decision.@Nullable HoldChange hold) {
        return new Decision.Accept(List.copyOf(entries), advances, hold);
    }

    private static Decision refuse(Reason reason) {
        return new Decision.Refuse(Problem.of(reason));
    }

    private static HoldState living(@Nullable HoldState hold) {
        if (hold == null || hold.state() != HoldState.State.HELD) {
            throw new IllegalStateException("the hold has ended or never was");
        }
        return hold;
    }
}
