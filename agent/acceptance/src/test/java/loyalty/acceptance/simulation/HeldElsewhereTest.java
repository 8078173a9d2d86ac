package loyalty.acceptance.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HeldElsewhereTest {
    private static final Path AGENT = Path.of("..");

    @ParameterizedTest(name = "{0}")
    @EnumSource(HeldElsewhere.class)
    void theTestThatHoldsItIsThere(HeldElsewhere rule) throws Exception {
        assertThat(Files.readString(AGENT.resolve(rule.file())))
                .contains("void " + rule.test() + "(");
    }
}
