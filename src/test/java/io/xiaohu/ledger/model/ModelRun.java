package io.xiaohu.ledger.model;

import io.xiaohu.ledger.testing.LedgerDatabase;
import io.xiaohu.testing.AtOnce;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;

/**
 * Lanes that run at the same time on one database whose clock stands still within a round and jumps
 * between rounds, over hours, days and a turn of the year.
 */
public final class ModelRun {

    /** Half an hour before a year begins in Shanghai. */
    public static final Instant BEGINNING = Instant.parse("2026-12-31T15:30:00Z");

    private final LedgerDatabase database;
    private final List<Lane> lanes = new ArrayList<>();
    private final FinalState end = new FinalState();
    private Instant now = BEGINNING;
    private long steps;

    /**
     * @param database with a clock of its own, see {@link LedgerDatabase#withClock}
     */
    public ModelRun(LedgerDatabase database) {
        this.database = database;
    }

    public long steps() {
        return steps;
    }

    /**
     * Runs new lanes; each of their answers is compared.
     *
     * @param target where the n-th lane sends its commands
     * @param steps how many commands each lane has in each round
     */
    public void lanes(
            long seed, Mix mix, int count, int rounds, int steps, IntFunction<LaneTarget> target) {
        compare();
        Random random = new Random(seed);
        for (int n = 0; n < count; n++) {
            lanes.add(new Lane(seed, "lane " + n, mix, target.apply(n)));
        }
        for (int round = 0; round < rounds; round++) {
            lanes.forEach(lane -> lane.at(now));
            AtOnce.times(
                    count,
                    n -> {
                        lanes.get(n).run(steps);
                        return true;
                    });
            now = now.plus(Duration.ofHours(1L << random.nextInt(6)));
            database.setClock(now);
        }
        lanes.forEach(lane -> this.steps += lane.steps());
    }

    /** Compares what the lanes left with what their models say, and forgets the lanes. */
    public void compare() {
        lanes.forEach(lane -> end.add(lane, database));
        lanes.clear();
    }

    /** Compares what all lanes left, and moved together; nothing else may have been done. */
    public void end() {
        compare();
        end.compareShared(database);
    }
}
