package io.xiaohu.ledger.soak;

import io.xiaohu.ledger.faults.FaultSimulation;

/** The fault simulation with one seed after another. */
final class FaultSoak implements Soak.Proof {

    private long steps;
    private int commitsMet;
    private int runs;

    @Override
    public String next(long seed) {
        FaultSimulation simulation = new FaultSimulation(seed);
        simulation.run(10, 3, 60);
        steps += simulation.steps();
        commitsMet += simulation.commitsMet();
        runs++;
        return simulation.toString();
    }

    @Override
    public String end() {
        return "%d runs, %d commands, faults at %d commits".formatted(runs, steps, commitsMet);
    }

    @Override
    public void close() {}
}
