package loyalty.acceptance.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HeldElsewhereTest {
    private static final Path AGENT = Path.of("..");

    private static boolean says(Path file, String words) {
        try {
            return file.toString().endsWith(".java") && Files.readString(file).contains(words);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(HeldElsewhere.class)
    void theTestThatHoldsItIsThere(HeldElsewhere rule) throws Exception {
        for (String module : new String[] {"processor", "terminal"}) {
            try (Stream<Path> files = Files.walk(AGENT.resolve(module).resolve("src/test/java"))) {
                if (files.anyMatch(file -> says(file, "void " + rule.test() + "("))) {
                    return;
                }
            }
        }
        assertThat(rule).as("a rule without its test").isNull();
    }
}
