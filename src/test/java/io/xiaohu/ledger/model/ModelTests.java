package io.xiaohu.ledger.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.ledger.jdbc.TestLedger;
import io.xiaohu.ledger.jdbc.writer.WriterSettings;
import io.xiaohu.ledger.testing.LedgerDatabase;
import io.xiaohu.ledger.testing.LedgerInvariants;
import io.xiaohu.ledger.testing.Seeds;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Random commands against the real writer and a plain model: every answer and every row equal. */
class ModelTests {

    /** Small batches, so that a bulk call is several of them. */
    private static final WriterSettings SMALL_BATCHES =
            new WriterSettings(
                    2,
                    60,
                    1_000,
                    Duration.ofSeconds(20),
                    Duration.ofSeconds(25),
                    Duration.ofSeconds(8),
                    Duration.ofSeconds(12),
                    Duration.ofSeconds(15));

    @Test
    void everyAnswerAndEveryRowIsAsThePlainModelSays() {
        Seeds.with(seed -> run(seed, 1, 5, 1_000));
    }

    @Test
    void soTheyAreWhenManyLanesShareTwoWriters() {
        Seeds.with(seed -> run(seed, 12, 5, 300));
    }

    private static void run(long seed, int lanes, int rounds, int steps) {
        LedgerDatabase database = LedgerDatabase.create().withClock(ModelRun.BEGINNING);
        try (TestLedger first = TestLedger.open(database);
                TestLedger second = TestLedger.open(database, SMALL_BATCHES)) {
            ModelRun run = new ModelRun(database);
            run.lanes(
                    seed,
                    Mix.ALL,
                    lanes,
                    rounds,
                    steps,
                    n -> LaneTarget.of(n % 2 == 0 ? first : second));
            run.end();
            assertThat(run.steps()).isGreaterThanOrEqualTo((long) lanes * rounds * steps);
        }
        LedgerInvariants.check(database);
    }
}
