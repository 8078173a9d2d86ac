package loyalty.acceptance.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import loyalty.acceptance.simulation.audit.Violation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule that is switched off between register, line and database is missed by the audit. */
class SwitchedOffTest {
    static Stream<Arguments> worlds() {
        return Arrays.stream(Rule.values())
                .map(rule -> List.<Object>of(rule.seed(), rule.steps()))
                .distinct()
                .map(world -> Arguments.of(world.toArray()));
    }

    /** Else what follows would show nothing. */
    @ParameterizedTest(name = "seed {0}, {1} steps")
    @MethodSource("worlds")
    void withAllRulesTheSameWorldIsSound(long seed, int steps) throws Exception {
        assertThat(Simulation.run(seed, steps).operations()).isPositive();
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Rule.class)
    void aRuleThatIsSwitchedOffIsMissed(Rule rule) {
        assertThatThrownBy(() -> Simulation.run(rule.seed(), rule.steps(), rule.off()))
                .isInstanceOf(Violation.class);
    }
}
