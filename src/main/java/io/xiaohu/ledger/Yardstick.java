package io.xiaohu.ledger;

import io.xiaohu.kernel.Load.Measured;

/**
 * What this machine and its PostgreSQL make of the plainest way to write transfers: one transaction
 * each, by as many connections as serve it best. Machines differ by a factor of three; figures of
 * other measurements compare as multiples of this one, taken in the same run.
 */
public interface Yardstick {

    /**
     * Measures for about a minute.
     *
     * @param seconds for each number of connections, after a warm-up
     */
    Measured measure(int seconds);
}
