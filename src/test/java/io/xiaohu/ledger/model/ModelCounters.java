package io.xiaohu.ledger.model;

import io.xiaohu.kernel.Asset;
import io.xiaohu.kernel.Money;
import io.xiaohu.ledger.Allowance;
import io.xiaohu.ledger.LedgerCommand;
import io.xiaohu.ledger.model.ModelState.Advance;
import io.xiaohu.ledger.model.ModelState.Counter;
import io.xiaohu.ledger.model.ModelState.Hold;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The model's capped counters. */
record ModelCounters(ModelState state) {

    /** What the allowances come to one after another; nothing is advanced yet. */
    List<Advance> afterAll(UUID owner, List<Allowance> allowances, Instant at) {
        Map<Counter, BigInteger> now = new LinkedHashMap<>();
        List<Advance> advanced = new ArrayList<>();
        for (Allowance allowance : allowances) {
            Asset asset = allowance.cap().asset();
            Counter counter =
                    new Counter(
                            owner, allowance.counter(), Days.period(allowance.period(), at), asset);
            BigInteger used =
                    now.getOrDefault(
                            counter, BigInteger.valueOf(state.counters.getOrDefault(counter, 0L)));
            BigInteger after = Stop.fits(used.add(BigInteger.valueOf(allowance.amount().minor())));
            long cap = allowance.cap().minor();
            if (after.compareTo(BigInteger.valueOf(cap)) > 0) {
                long was = used.longValueExact();
                throw new Stop(
                        Answer.overCap(
                                allowance.period(),
                                allowance.reason(),
                                allowance.cap(),
                                new Money(was, asset),
                                new Money(Math.max(0, cap - was), asset),
                                Days.resetsAt(allowance.period(), at)));
            }
            now.put(counter, after);
            advanced.add(new Advance(counter, allowance.amount().minor()));
        }
        return advanced;
    }

    /** What an operation of this owner's advanced, the other way or once more. */
    List<Advance> again(UUID owner, LedgerCommand.Recount recount) {
        ModelState.Kept first = state.kept.get(recount.operation());
        Stop.unless(
                first != null
                        && state.isDone(recount.operation())
                        && first.command().header().owner().equals(owner));
        Map<Counter, BigInteger> now = new LinkedHashMap<>();
        List<Advance> moved = new ArrayList<>();
        for (Advance advance : state.advanced.getOrDefault(recount.operation(), List.of())) {
            if (advance.amount() <= 0) {
                continue;
            }
            if (!recount.back()) {
                long used = state.counters.getOrDefault(advance.counter(), 0L);
                BigInteger before = now.getOrDefault(advance.counter(), BigInteger.valueOf(used));
                BigInteger after = before.add(BigInteger.valueOf(advance.amount()));
                now.put(advance.counter(), Stop.fits(after));
            }
            long by = recount.back() ? -advance.amount() : advance.amount();
            moved.add(new Advance(advance.counter(), by));
        }
        return moved;
    }

    void advance(Advance advance) {
        long used = state.counters.getOrDefault(advance.counter(), 0L) + advance.amount();
        state.set(state.counters, advance.counter(), Math.max(0, used));
    }

    /** What of the hold's amount was not used goes back to the counters it came from. */
    void takeBack(Hold hold, long rest) {
        if (rest > 0) {
            for (Advance advance : hold.advanced()) {
                long back = Math.min(advance.amount(), rest);
                advance(new Advance(advance.counter(), -back));
            }
        }
    }
}
