package io.xiaohu.ledger.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.ledger.testing.Seeds;
import org.junit.jupiter.api.Test;

/** Connections are cut before, during and after commits; nothing is lost and nothing doubled. */
class FaultSimulationTests {

    @Test
    void whateverHappensOnTheWayEveryAnswerIsTheModelsAndNothingIsDoubled() {
        Seeds.with(seed -> {
            FaultSimulation simulation = new FaultSimulation(seed);
            simulation.run(8, 2, 40);
            assertThat(simulation.commitsMet()).as(simulation.toString()).isGreaterThan(10);
        });
    }
}
