package loyalty.terminal.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Whether a log can be written in a folder. */
final class LogFolder {
    private LogFolder() {}

    /** Makes the folder if need be; a sentence for the shop if nothing can be written there. */
    static Optional<String> problem(Path folder) {
        try {
            Files.createDirectories(folder);
            Files.delete(Files.createTempFile(folder, "try", ".log"));
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(
                    "No log can be written in "
                            + folder
                            + " ("
                            + e.getMessage()
                            + "): check its rights and the disk. Until the next start only what"
                            + " goes wrong is told, and only here.");
        }
    }
}
