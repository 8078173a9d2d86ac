package loyalty.acceptance.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A directory that each run begins with empty. */
public final class EmptyDirectory {
    private EmptyDirectory() {}

    /** Deletes whatever is there. */
    public static void make(Path home) throws IOException {
        if (Files.exists(home)) {
            List<Path> old;
            try (Stream<Path> tree = Files.walk(home)) {
                old = tree.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path path : old) {
                Files.delete(path);
            }
        }
        Files.createDirectories(home);
    }
}
