package loyalty.acceptance.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The files of one machine, and the copy of them that somebody keeps. */
final class Disks {
    private final Path disk;
    private final Path image;

    Disks(Path folder) {
        this.disk = folder.resolve("disk");
        this.image = folder.resolve("image");
    }

    Path disk() {
        return disk;
    }

    /** All is gone; a copy's ledger could only be read with the keys that are gone. */
    void lose() {
        empty(disk);
        empty(image);
    }

    void copy() {
        empty(image);
        copy(disk, image);
    }

    boolean hasCopy() {
        return Files.exists(image);
    }

    /** Everything is as it was when it was copied, keys and all. */
    void putBack() {
        empty(disk);
        copy(image, disk);
    }

    /** The ledger alone is as it was. */
    void putLedgerBack() {
        try {
            for (String ending : List.of("-wal", "-shm")) {
                Files.deleteIfExists(disk.resolve("ledger.db" + ending));
            }
            Files.copy(
                    image.resolve("ledger.db"),
                    disk.resolve("ledger.db"),
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path from, Path to) {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else if (!file.getFileName().toString().endsWith(".lock")) {
                    Files.copy(file, target);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes a folder and what is in it. */
    static void empty(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
