package loyalty.terminal.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * An agent that runs on this machine, as the commands find it: its address, and the key for whoever
 * may read its home.
 *
 * @param url such as {@code http://127.0.0.1:7780}
 * @param token for the {@code Authorization} header
 */
public record Running(String url, String token) {
    static final String FILE = "agent.running";

    /** The one whose home this is; empty if none runs, or none that ended as it should. */
    public static Optional<Running> in(Path home) throws IOException {
        try {
            List<String> lines = Files.readAllLines(home.resolve(FILE));
            return lines.size() < 2
                    ? Optional.empty()
                    : Optional.of(new Running(lines.get(0), lines.get(1)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }
}
