package loyalty.acceptance.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The demo's directory: each run begins with an empty one. */
final class Home {
    private Home() {}

    static void empty(Path home) throws IOException {
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
