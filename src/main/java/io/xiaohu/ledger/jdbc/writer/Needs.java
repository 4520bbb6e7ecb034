package io.xiaohu.ledger.jdbc.writer;

import io.xiaohu.ledger.Allowance;
import io.xiaohu.ledger.LedgerCommand;
import io.xiaohu.ledger.PostingId;
import io.xiaohu.ledger.core.CounterUse;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** What a command has to be decided with beside its accounts. */
final class Needs {

    private Needs() {}

    /** Adds what the command needs when it is booked at this time. */
    static void of(
            LedgerCommand command,
            Instant at,
            Set<PostingId> holds,
            Set<PostingId> originals,
            Set<CounterUse.Key> counters) {
        switch (command) {
            case LedgerCommand.Post post -> {
                add(post.header().owner(), post.allowances(), at, counters);
                if (post.givesBack() != null) {
                    originals.add(post.givesBack().original());
                }
                if (post.recounts() != null) {
                    originals.add(post.recounts().operation());
                }
            }
            case LedgerCommand.Reserve reserve ->
                    add(reserve.header().owner(), reserve.allowances(), at, counters);
            case LedgerCommand.Capture capture -> holds.add(capture.hold());
            case LedgerCommand.Release release -> holds.add(release.hold());
            case LedgerCommand.Expire expire -> holds.add(expire.hold());
            case LedgerCommand.Close close -> {}
            case LedgerCommand.Refuse refuse -> {}
        }
    }

    private static void add(
            UUID owner, List<Allowance> allowances, Instant at, Set<CounterUse.Key> counters) {
        allowances.forEach(allowance -> counters.add(CounterUse.Key.of(owner, allowance, at)));
    }
}
