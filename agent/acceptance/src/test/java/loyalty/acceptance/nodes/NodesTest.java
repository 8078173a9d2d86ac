package loyalty.acceptance.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A short run of {@code scripts/nodes}. */
class NodesTest {
    /** Not a temporary directory of JUnit's: as root the server's files may be another user's. */
    private static final Path HOME = Path.of("target", "nodes");

    @Test
    void nodesAndDatabaseKilledUnderLoadLoseAndDoubleNothing() throws Exception {
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(told, true, StandardCharsets.UTF_8);
        int broken = Nodes.run(out, new Nodes.Options(2, 2, 1), Path.of("..", ".."), HOME);
        assertThat(broken).as(() -> told.toString(StandardCharsets.UTF_8)).isZero();
    }
}
