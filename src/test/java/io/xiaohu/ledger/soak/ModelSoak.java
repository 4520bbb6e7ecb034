package io.xiaohu.ledger.soak;

import io.xiaohu.ledger.jdbc.TestLedger;
import io.xiaohu.ledger.model.LaneTarget;
import io.xiaohu.ledger.model.Mix;
import io.xiaohu.ledger.model.ModelRun;
import io.xiaohu.ledger.testing.LedgerDatabase;
import io.xiaohu.ledger.testing.LedgerInvariants;

/** Lane after lane on one database through two writers, all of it looked at in the end. */
final class ModelSoak implements Soak.Proof {

    private static final int LANES = 16;

    private final LedgerDatabase database = LedgerDatabase.create().withClock(ModelRun.BEGINNING);
    private final TestLedger first = TestLedger.open(database);
    private final TestLedger second = TestLedger.open(database);
    private final ModelRun run = new ModelRun(database);

    @Override
    public String next(long seed) {
        run.lanes(seed, Mix.ALL, LANES, 5, 1_000, n -> LaneTarget.of(n % 2 == 0 ? first : second));
        run.compare();
        return "seed %d: %,d commands by now".formatted(seed, run.steps());
    }

    @Override
    public String end() {
        run.end();
        long entries = LedgerInvariants.check(database);
        return "%,d commands, every answer as foretold; %,d entries verified"
                .formatted(run.steps(), entries);
    }

    @Override
    public void close() {
        first.close();
        second.close();
    }
}
