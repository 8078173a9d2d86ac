package loyalty.benchmarks.register;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Folders beside the build, on the disk that is measured. */
final class Folders {
    private static final Path PLACE = Path.of("agent/benchmarks/target/measured");

    private Folders() {}

    /** An empty folder of this name. */
    static Path fresh(String name) throws IOException {
        Path folder = PLACE.resolve(name).toAbsolutePath();
        remove(folder);
        return Files.createDirectories(folder);
    }

    /** A folder that keeps what an earlier run has put into it. */
    static Path kept(String name) throws IOException {
        return Files.createDirectories(PLACE.resolve(name).toAbsolutePath());
    }

    static void remove(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> found = Files.walk(folder)) {
            all = found.sorted(Comparator.reverseOrder()).toList();
        }
        try {
            all.forEach(Folders::delete);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void delete(Path path) {
        try {
            Files.delete(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
