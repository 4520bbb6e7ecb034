package io.xiaohu.ledger.core;

import io.xiaohu.kernel.Asset;
import io.xiaohu.kernel.Money;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.ledger.AccountRef;
import io.xiaohu.ledger.Allowance;
import io.xiaohu.ledger.LedgerCommand;
import io.xiaohu.ledger.Leg;
import io.xiaohu.ledger.Periods;
import io.xiaohu.ledger.PostingId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The rules money stands on: whether one command can be done on the accounts as they are, and what
 * changes when it is. Nothing is changed here. An account is changed one leg after another, so an
 * entry's balance after is exact even where a posting touches an account twice; a floor is looked
 * at when all legs are done.
 */
public final class Rules {

    private final Book book;
    private final Instant at;
    private final long atMicros;
    private final List<Change> changes = new ArrayList<>(2);
    private final Map<AccountRef, AccountState> changed = new HashMap<>(4);

    private Rules(Book book, Instant at, long atMicros) {
        this.book = book;
        this.at = at;
        this.atMicros = atMicros;
    }

    /**
     * Decides one command at its booking time.
     *
     * @throws IllegalStateException when a hold or an original posting is missing, ended or another
     *     account's: a flow's bug, never a refusal
     * @throws Book.MissingAccountException when another account has to be locked first
     */
    public static Decision decide(LedgerCommand command, Book book, Instant at, long atMicros) {
        Rules rules = new Rules(book, at, atMicros);
        try {
            return switch (command) {
                case LedgerCommand.Post post -> rules.post(post);
                case LedgerCommand.Reserve reserve -> rules.reserve(reserve);
                case LedgerCommand.Capture capture -> rules.capture(capture);
                case LedgerCommand.Release release ->
                        rules.giveBack(release.hold(), release.account(), false);
                case LedgerCommand.Expire expire ->
                        rules.giveBack(expire.hold(), expire.account(), true);
                case LedgerCommand.Close close -> rules.close(close.account());
                case LedgerCommand.Refuse refuse -> new Decision.Refuse(refuse.problem());
            };
        } catch (ArithmeticException overflow) {
            return refuse(Reason.AMOUNT_INVALID);
        }
    }

    private Decision post(LedgerCommand.Post post) {
        boolean passes = post.header().passesFreeze();
        for (Leg leg : post.legs()) {
            Reason refused = closedOrFrozen(leg, passes);
            if (refused != null) {
                return refuse(refused);
            }
        }
        Problem overCap = overCap(post.header().owner(), post.allowances());
        if (overCap != null) {
            return new Decision.Refuse(overCap);
        }
        GivenBack given = post.givesBack() == null ? null : givenBack(post.givesBack());
        if (post.givesBack() != null && given == null) {
            return refuse(Reason.ALREADY_GIVEN_BACK);
        }
        for (Leg leg : post.legs()) {
            change(open(leg.account()), Change.Step.LEG, leg.amount().minor(), 0);
        }
        Problem belowFloor = belowFloor();
        return belowFloor != null
                ? new Decision.Refuse(belowFloor)
                : accept(uses(post), null, given);
    }

    private Decision reserve(LedgerCommand.Reserve reserve) {
        LedgerCommand.Header header = reserve.header();
        long amount = header.amount().minor();
        Leg debit = new Leg(reserve.account(), header.amount().negated());
        Reason refused = closedOrFrozen(debit, header.passesFreeze());
        if (refused != null) {
            return refuse(refused);
        }
        Problem overCap = overCap(header.owner(), reserve.allowances());
        if (overCap != null) {
            return new Decision.Refuse(overCap);
        }
        change(reserve.account(), Change.Step.RESERVE, 0, amount);
        Problem belowFloor = belowFloor();
        if (belowFloor != null) {
            return new Decision.Refuse(belowFloor);
        }
        Instant expires = reserve.expiresAt();
        List<CounterUse> uses = uses(header.owner(), reserve.allowances());
        return accept(
                uses,
                HoldState.begun(
                        header.id(),
                        reserve.account(),
                        amount,
                        reserve.purpose(),
                        expires == null ? HoldState.NEVER : Micros.of(expires),
                        uses),
                null);
    }

    private Decision capture(LedgerCommand.Capture capture) {
        HoldState hold = hold(capture.hold(), capture.account());
        if (hold.isExpired(atMicros)) {
            return refuse(Reason.HOLD_EXPIRED);
        }
        requireHeld(hold);
        long captured = 0;
        for (Leg leg : capture.credits()) {
            captured = Math.addExact(captured, leg.amount().minor());
        }
        if (captured > hold.amount()) {
            throw new IllegalStateException("a capture moves no more than its hold");
        }
        change(capture.account(), Change.Step.CAPTURE, -captured, -hold.amount());
        for (Leg leg : capture.credits()) {
            change(open(leg.account()), Change.Step.LEG, leg.amount().minor(), 0);
        }
        return accept(
                back(hold, hold.amount() - captured),
                hold.ended(HoldState.State.CAPTURED, captured),
                null);
    }

    private Decision giveBack(PostingId id, AccountRef account, boolean expiry) {
        HoldState hold = hold(id, account);
        boolean sweptAlready = hold.state() == HoldState.State.EXPIRED;
        if (expiry ? sweptAlready : hold.isExpired(atMicros)) {
            return refuse(Reason.HOLD_EXPIRED);
        }
        requireHeld(hold);
        if (expiry && !hold.isExpired(atMicros)) {
            throw new IllegalStateException("the hold has not expired yet");
        }
        change(account, expiry ? Change.Step.EXPIRE : Change.Step.RELEASE, 0, -hold.amount());
        HoldState.State as = expiry ? HoldState.State.EXPIRED : HoldState.State.RELEASED;
        return accept(back(hold, hold.amount()), hold.ended(as, 0), null);
    }

    private Decision close(AccountRef ref) {
        AccountState account = book.account(ref);
        if (account.closed()) {
            return refuse(Reason.ACCOUNT_CLOSED);
        }
        if (account.posted() != 0 || account.held() != 0) {
            return refuse(Reason.ACCOUNT_NOT_EMPTY);
        }
        change(ref, Change.Step.CLOSE, 0, 0);
        return accept(List.of(), null, null);
    }

    private @Nullable Reason closedOrFrozen(Leg leg, boolean passesFreeze) {
        AccountState account = book.account(leg.account());
        boolean debit = leg.amount().isNegative();
        if (account.closed() && (debit || !passesFreeze)) {
            return debit ? Reason.ACCOUNT_CLOSED : Reason.PAYEE_CANNOT_RECEIVE;
        }
        if (passesFreeze) {
            return null;
        }
        AccountState frozen = carriesFreeze(leg.account());
        if (debit && frozen.refusesDebits()) {
            return Reason.ACCOUNT_FROZEN;
        }
        return !debit && frozen.refusesCredits() ? Reason.PAYEE_CANNOT_RECEIVE : null;
    }

    /** The owner's first wallet is frozen with the others, and before those opened since. */
    private AccountState carriesFreeze(AccountRef ref) {
        boolean another = ref.purpose() == AccountRef.Purpose.WALLET && ref.asset() != Asset.CNY;
        return book.account(another ? AccountRef.wallet(ref.owner(), Asset.CNY) : ref);
    }

    /** What arrives for a closed account goes where somebody owns it. */
    private AccountRef open(AccountRef ref) {
        return book.account(ref).closed() ? AccountRef.returns(ref.partition(), ref.asset()) : ref;
    }

    private @Nullable Problem overCap(UUID owner, List<Allowance> allowances) {
        Map<CounterUse.Key, Long> advanced = HashMap.newHashMap(allowances.size());
        for (Allowance allowance : allowances) {
            CounterUse.Key key = CounterUse.Key.of(owner, allowance, at);
            long before = advanced.getOrDefault(key, book.used(key));
            long cap = allowance.cap().minor();
            long after = Math.addExact(before, allowance.amount().minor());
            advanced.put(key, after);
            if (after > cap) {
                long left = Math.max(0, cap - before);
                return Problem.of(allowance.reason())
                        .with("cap", allowance.cap())
                        .with("used", new Money(before, allowance.cap().asset()))
                        .with("left", new Money(left, allowance.cap().asset()))
                        .with("resetsAt", Periods.resetsAt(allowance.period(), at))
                        .with("case", allowance.period().name());
            }
        }
        return null;
    }

    /** The sum given back with this included; null when that would be more than there was. */
    private @Nullable GivenBack givenBack(LedgerCommand.GivesBack gives) {
        GivenBack before =
                book.givenBack(gives.original())
                        .filter(found ->
                                found.owner().equals(gives.originalOwner())
                                        && found.asset() == gives.amount().asset())
                        .orElseThrow(() -> new IllegalStateException("there is no such posting"));
        GivenBack after = before.more(gives.amount().minor());
        boolean tooMuch = after.given() > after.amount();
        boolean notWhole =
                gives.whole() && (before.given() != 0 || after.given() != after.amount());
        return tooMuch || notWhole ? null : after;
    }

    private @Nullable Problem belowFloor() {
        for (Change change : changes) {
            AccountState after = account(change.account());
            if (change.takes() && after.ref().purpose().neverBelowZero() && after.available() < 0) {
                Money available =
                        new Money(book.account(after.ref()).available(), after.ref().asset());
                return Problem.of(Reason.INSUFFICIENT_BALANCE)
                        .with("available", available)
                        .with(
                                "missing",
                                new Money(
                                        Math.negateExact(after.available()), after.ref().asset()));
            }
        }
        return null;
    }

    private void change(AccountRef ref, Change.Step step, long amount, long heldChange) {
        Change change = new Change(ref, step, amount, heldChange);
        changed.put(ref, account(ref).changed(change));
        changes.add(change);
    }

    private AccountState account(AccountRef ref) {
        AccountState staged = changed.get(ref);
        return staged != null ? staged : book.account(ref);
    }

    private HoldState hold(PostingId id, AccountRef account) {
        return book.hold(id)
                .filter(found -> found.account().equals(account.id()))
                .orElseThrow(() -> new IllegalStateException("there is no such hold"));
    }

    private static void requireHeld(HoldState hold) {
        if (hold.state() != HoldState.State.HELD) {
            throw new IllegalStateException("the hold has ended");
        }
    }

    private List<CounterUse> uses(LedgerCommand.Post post) {
        UUID owner = post.header().owner();
        LedgerCommand.Recount recount = post.recounts();
        return recount == null ? uses(owner, post.allowances()) : recounted(owner, recount);
    }

    /** What the operation advanced, given back or once more. */
    private List<CounterUse> recounted(UUID owner, LedgerCommand.Recount recount) {
        GivenBack first =
                book.givenBack(recount.operation())
                        .filter(found -> found.owner().equals(owner))
                        .orElseThrow(() -> new IllegalStateException("there is no such operation"));
        int sign = recount.back() ? -1 : 1;
        return neverBelowZero(
                first.uses().stream()
                        .filter(use -> use.amount() > 0)
                        .map(use -> new CounterUse(use.key(), sign * use.amount()))
                        .toList());
    }

    private List<CounterUse> uses(UUID owner, List<Allowance> allowances) {
        return allowances.stream()
                .map(allowance ->
                        new CounterUse(
                                CounterUse.Key.of(owner, allowance, at),
                                allowance.amount().minor()))
                .toList();
    }

    /**
     * Gives back to the very counters the hold advanced, whatever the period is now and whoever
     * ends it: their owner's account has to be locked.
     */
    private List<CounterUse> back(HoldState hold, long amount) {
        hold.uses().forEach(use -> book.account(AccountRef.wallet(use.key().owner(), Asset.CNY)));
        return amount == 0
                ? List.of()
                : neverBelowZero(
                        hold.uses().stream()
                                .map(use ->
                                        new CounterUse(use.key(), -Math.min(use.amount(), amount)))
                                .toList());
    }

    /** Nothing more is given back than is there, so that an operation says what it really moved. */
    private List<CounterUse> neverBelowZero(List<CounterUse> wanted) {
        Map<CounterUse.Key, Long> after = HashMap.newHashMap(wanted.size());
        List<CounterUse> moved = new ArrayList<>(wanted.size());
        for (CounterUse use : wanted) {
            long before = after.getOrDefault(use.key(), book.used(use.key()));
            long by = Math.max(use.amount(), -before);
            after.put(use.key(), Math.addExact(before, by));
            moved.add(new CounterUse(use.key(), by));
        }
        return moved;
    }

    private Decision accept(
            List<CounterUse> uses, @Nullable HoldState hold, @Nullable GivenBack given) {
        return new Decision.Accept(List.copyOf(changes), uses, hold, given);
    }

    private static Decision refuse(Reason reason) {
        return new Decision.Refuse(Problem.of(reason));
    }
}
