package loyalty.acceptance.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import loyalty.acceptance.simulation.audit.Violation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each rule that is switched off between register, line and database is missed by the audit. */
class SwitchedOffTest {
    private static final int SEEDS = 20;
    private static final Map<List<Object>, Boolean> SOUND = new HashMap<>();

    /** In one of a few worlds that are sound while all rules are kept. */
    @ParameterizedTest(name = "{0}")
    @EnumSource(Rule.class)
    void aRuleThatIsSwitchedOffIsMissed(Rule rule) {
        assertThat(LongStream.range(rule.seed(), rule.seed() + SEEDS))
                .as("worlds that miss it")
                .anyMatch(seed -> isMissed(rule, seed) && isSound(rule, seed));
    }

    /** Only what the audit says counts; a world that breaks in another way shows nothing. */
    private static boolean isMissed(Rule rule, long seed) {
        return end(seed, rule.steps(), rule.off()).filter(Violation.class::isInstance).isPresent();
    }

    private static boolean isSound(Rule rule, long seed) {
        Switches kept = rule.kept();
        return SOUND.computeIfAbsent(
                List.of(seed, rule.steps(), kept.equals(Switches.NONE) ? "" : rule.name()),
                world -> end(seed, rule.steps(), kept).isEmpty());
    }

    /** How a world ended before its time. */
    private static Optional<Exception> end(long seed, int steps, Switches switches) {
        try {
            Simulation.run(seed, steps, switches);
            return Optional.empty();
        } catch (Exception e) {
            return Optional.of(e);
        }
    }
}
