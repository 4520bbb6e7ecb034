package io.xiaohu.ledger.faults;

import io.xiaohu.ledger.Ledger;
import io.xiaohu.ledger.jdbc.TestLedger;
import io.xiaohu.ledger.model.Mix;
import io.xiaohu.ledger.model.ModelRun;
import io.xiaohu.ledger.testing.LedgerDatabase;
import io.xiaohu.ledger.testing.LedgerInvariants;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Two writers, each behind a proxy, and lanes of people who send until they have an answer. One
 * seed decides the commands and what happens to them on their way; every answer must be the
 * model's, whatever happened.
 */
public final class FaultSimulation {

    private final long seed;
    private long steps;
    private int commitsMet;
    private int statementsMet;
    private int repeats;

    public FaultSimulation(long seed) {
        this.seed = seed;
    }

    public long steps() {
        return steps;
    }

    /** How many commits were delayed, cut or swallowed. */
    public int commitsMet() {
        return commitsMet;
    }

    @Override
    public String toString() {
        return "seed %d: %d commands, sent again %d times, faults at %d commits, %d statements"
                .formatted(seed, steps, repeats, commitsMet, statementsMet);
    }

    /** Runs it on a new database and looks at everything afterwards. */
    public void run(int lanes, int rounds, int stepsEach) {
        LedgerDatabase database = LedgerDatabase.create().withClock(ModelRun.BEGINNING);
        ModelRun run = new ModelRun(database);
        int port = FaultProxy.portOf(database.url());
        try (FaultProxy first = new FaultProxy(port, seed);
                FaultProxy second = new FaultProxy(port, ~seed)) {
            try (TestLedger one = open(first, database);
                    TestLedger two = open(second, database)) {
                List<PatientCaller> callers = new ArrayList<>();
                List<Supplier<Ledger>> both = List.of(one::ledger, two::ledger);
                run.lanes(
                        seed,
                        Mix.SENT_AGAIN,
                        lanes,
                        rounds,
                        stepsEach,
                        n -> {
                            callers.add(new PatientCaller(both, database, seed + n, 3));
                            return callers.getLast();
                        });
                first.heal();
                second.heal();
                repeats = callers.stream().mapToInt(PatientCaller::repeats).sum();
            }
            commitsMet = first.commitsMet() + second.commitsMet();
            statementsMet = first.statementsMet() + second.statementsMet();
        }
        run.end();
        steps = run.steps();
        LedgerInvariants.check(database);
    }

    private static TestLedger open(FaultProxy proxy, LedgerDatabase database) {
        return TestLedger.open(
                proxy.through(database.writerUrl()), database.writerUrl(), TestLedger.IMPATIENT);
    }
}
