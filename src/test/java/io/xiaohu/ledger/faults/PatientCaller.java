package io.xiaohu.ledger.faults;

import io.xiaohu.kernel.MoneyState;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.ProblemException;
import io.xiaohu.kernel.Reason;
import io.xiaohu.ledger.Ledger;
import io.xiaohu.ledger.LedgerCommand;
import io.xiaohu.ledger.Outcome;
import io.xiaohu.ledger.PostingId;
import io.xiaohu.ledger.model.AbandonedException;
import io.xiaohu.ledger.model.LaneTarget;
import io.xiaohu.ledger.testing.LedgerDatabase;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;

/**
 * Sends a command until it has an answer, to one process or another, as a caller that lost its
 * connection does. What is plainly unavailable must not be there, and is sometimes given up for
 * good. For one thread.
 */
public final class PatientCaller implements LaneTarget {

    private static final String THERE =
            "select count(*) from ledger.operation where p = %d and id = '%s'";

    private final List<? extends Supplier<Ledger>> ledgers;
    private final LedgerDatabase database;
    private final Random random;
    private final int givesUpOneIn;
    private final Set<PostingId> acknowledged = new HashSet<>();
    private final Set<PostingId> checking = new HashSet<>();
    private int repeats;

    /**
     * @param givesUpOneIn how often it gives up what is unavailable; 0 for never
     */
    public PatientCaller(
            List<? extends Supplier<Ledger>> ledgers,
            LedgerDatabase database,
            long seed,
            int givesUpOneIn) {
        this.ledgers = ledgers;
        this.database = database;
        this.random = new Random(seed);
        this.givesUpOneIn = givesUpOneIn;
    }

    /** How often something was sent again. */
    public int repeats() {
        return repeats;
    }

    @Override
    public Outcome apply(LedgerCommand command) {
        return untilAnswered(List.of(command.header().id()), ledger -> ledger.apply(command));
    }

    @Override
    public List<Ledger.BulkResult> applyEach(List<LedgerCommand> commands) {
        throw new IllegalStateException("an order could change when some are sent again");
    }

    @Override
    public Ledger.AtomicResult applyTogether(List<LedgerCommand> commands) {
        return untilAnswered(
                commands.stream().map(command -> command.header().id()).toList(),
                ledger -> ledger.applyTogether(commands));
    }

    @Override
    public Outcome reverse(LedgerCommand.Header header, PostingId original) {
        return untilAnswered(
                List.of(header.id()),
                ledger -> {
                    try {
                        return ledger.reverse(header, original);
                    } catch (DataAccessException away) {
                        // The original is read before anything is sent.
                        throw Problem.of(Reason.UNAVAILABLE).money(MoneyState.CHECKING).exception();
                    }
                });
    }

    @Override
    public void freeze(UUID owner, @Nullable String as) {
        throw new IllegalStateException("a freeze has no id");
    }

    @Override
    public boolean sendsAgain() {
        return true;
    }

    private <T> T untilAnswered(List<PostingId> ids, Function<Ledger, T> call) {
        while (true) {
            Ledger ledger = ledgers.get(random.nextInt(ledgers.size())).get();
            try {
                T answer = call.apply(ledger);
                acknowledged.addAll(ids);
                return answer;
            } catch (ProblemException e) {
                if (e.problem().reason() != Reason.UNAVAILABLE) {
                    throw e;
                }
                repeats++;
                if (e.problem().money() == MoneyState.CHECKING) {
                    checking.addAll(ids);
                } else {
                    notDone(ids);
                }
            }
        }
    }

    private void notDone(List<PostingId> ids) {
        if (ids.stream().anyMatch(id -> checking.contains(id) || acknowledged.contains(id))) {
            return;
        }
        for (PostingId id : ids) {
            try {
                if (database.number(THERE.formatted(id.partition(), id)) > 0) {
                    throw new AssertionError(id + " is said not to be done, and is there");
                }
            } catch (IllegalStateException away) {
                return;
            }
        }
        if (givesUpOneIn > 0 && random.nextInt(givesUpOneIn) == 0) {
            throw new AbandonedException();
        }
    }
}
