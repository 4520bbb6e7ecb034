package io.xiaohu.ledger.faults;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What can go wrong with a message on its way to the database. */
enum Fault {
    NONE,
    /** It arrives some milliseconds later. */
    DELAY,
    /** Both sides are closed before it is passed on. */
    CUT_BEFORE,
    /** It is passed on, and both sides are closed at once. */
    CUT_AFTER,
    /** It is passed on, its answer comes, and both sides are closed before that is passed on. */
    CUT_ANSWER,
    /** It is not passed on, and nobody notices anything. */
    SWALLOW,
    /** It is passed on, and its answer never is. */
    SWALLOW_ANSWER,
    /** It is not passed on; the client is told that the connection ends, the database is not. */
    HALF_CLOSE,
    /** It is passed on; the client is told that the connection ends, the database is not. */
    HALF_CLOSE_AFTER;

    /** When a fault is decided. */
    enum Moment {
        CONNECT,
        STATEMENT,
        COMMIT
    }

    /** Faults in an order that a seed decides. */
    static final class Plan {
        private static final List<Fault> QUICK =
                List.of(CUT_BEFORE, CUT_AFTER, CUT_ANSWER, HALF_CLOSE, HALF_CLOSE_AFTER);
        private static final List<Fault> SLOW = List.of(SWALLOW, SWALLOW_ANSWER);

        private final Random random;
        private boolean healed;
        private int connectsToRefuse;
        private final Map<Moment, Integer> made = new EnumMap<>(Moment.class);

        Plan(long seed) {
            this.random = new Random(seed);
        }

        synchronized Fault next(Moment moment) {
            int roll = random.nextInt(1_000);
            int which = random.nextInt(1_000);
            if (healed) {
                return NONE;
            }
            Fault fault =
                    switch (moment) {
                        case CONNECT -> connectsToRefuse-- > 0 || roll < 60 ? CUT_BEFORE : NONE;
                        case STATEMENT -> of(roll, which, 20, 24, 24);
                        case COMMIT -> of(roll, which, 150, 350, 370);
                    };
            if (moment == Moment.COMMIT && roll >= 975) {
                // The database is away for a while.
                connectsToRefuse = 3 + which % 8;
                fault = QUICK.get(which % QUICK.size());
            }
            if (fault != NONE) {
                made.merge(moment, 1, Integer::sum);
            }
            return fault;
        }

        synchronized int delayMillis() {
            return 1 + random.nextInt(25);
        }

        synchronized void heal() {
            healed = true;
        }

        /** How many faults there were at such moments. */
        synchronized int made(Moment moment) {
            return made.getOrDefault(moment, 0);
        }

        private static Fault of(int roll, int which, int delays, int quick, int slow) {
            if (roll < delays) {
                return DELAY;
            }
            if (roll < quick) {
                return QUICK.get(which % QUICK.size());
            }
            return roll < slow ? SLOW.get(which % SLOW.size()) : NONE;
        }
    }
}
