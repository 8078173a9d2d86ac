package loyalty.terminal.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import loyalty.terminal.database.Connector;
import loyalty.terminal.database.Database;
import loyalty.terminal.database.Schema;

/** A copy of the ledger to look into: the ledger itself has one owner, the agent. */
final class LedgerCopy {
    private static final List<String> FILES = List.of("ledger.db", "ledger.db-wal");

    /** Something to be read from a ledger. */
    @FunctionalInterface
    interface Reader<T> {
        T read(Database database) throws IOException;
    }

    private LedgerCopy() {}

    static <T> T read(Path home, Reader<T> reader) throws IOException {
        if (!Files.isRegularFile(home.resolve(FILES.get(0)))) {
            throw new IOException("there is no ledger in " + home);
        }
        Path folder = Files.createTempDirectory("ledger");
        try {
            for (String name : FILES) {
                if (Files.exists(home.resolve(name))) {
                    Files.copy(home.resolve(name), folder.resolve(name));
                }
            }
            Path copy = folder.resolve(FILES.get(0));
            try (Database database = Database.open(copy, Connector.sqlite(), Schema.scripts())) {
                return reader.read(database);
            }
        } finally {
            delete(folder);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(folder);
    }
}
