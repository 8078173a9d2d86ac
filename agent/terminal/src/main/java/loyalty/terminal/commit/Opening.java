package loyalty.terminal.commit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import loyalty.terminal.database.Database;
import loyalty.terminal.database.Schema;
import loyalty.terminal.database.StorageException;
import loyalty.terminal.database.StorageFault;

/** How a ledger is opened: alone in its folder, looked over if it was not closed, or rebuilt. */
final class Opening {
    private static final String FILE = "ledger.db";
    private static final String LOCK = "ledger.lock";
    private static final long CHECK_BYTES = 64L << 20;

    private Opening() {}

    /** Opens the ledger in its folder, making both if missing. */
    static Book book(LedgerSetup setup) throws StorageException {
        try {
            Files.createDirectories(setup.folder());
        } catch (IOException e) {
            throw new StorageException(
                    StorageFault.READ_ONLY,
                    "cannot make " + setup.folder() + ": check the rights of its parent",
                    e);
        }
        FolderLock lock = FolderLock.take(setup.folder().resolve(LOCK));
        try {
            return openWhole(setup, lock);
        } catch (StorageException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** Opens a ledger that is there, to be looked at where nothing can be written. */
    static Book look(LedgerSetup setup) throws StorageException {
        FolderLock lock = FolderLock.look(setup.folder().resolve(LOCK));
        try {
            return look(setup, lock);
        } catch (StorageException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static Book look(LedgerSetup setup, FolderLock lock) throws StorageException {
        Path file = setup.folder().resolve(FILE);
        Database database = Database.look(file, setup.connector(), Schema.scripts());
        try {
            return Book.looking(setup, database, lock);
        } catch (StorageException | RuntimeException e) {
            database.close();
            throw e;
        }
    }

    /** Damage that shows only while opening is met by opening again. */
    private static Book openWhole(LedgerSetup setup, FolderLock lock) throws StorageException {
        try {
            return open(setup, lock);
        } catch (StorageException e) {
            if (e.fault() != StorageFault.CORRUPT) {
                throw e;
            }
            return open(setup, lock);
        }
    }

    private static Book open(LedgerSetup setup, FolderLock lock) throws StorageException {
        Path file = setup.folder().resolve(FILE);
        Optional<Database> whole = whole(setup, file);
        Optional<Recovery.Report> report = Optional.empty();
        if (whole.isEmpty()) {
            Sealer sealer = new Sealer(setup.personalKey());
            report =
                    Optional.of(
                            new Recovery(setup, file)
                                    .rebuild(sealer, Copies.pathIn(setup.folder())));
            whole = Optional.of(Database.open(file, setup.connector(), Schema.scripts()));
        }
        Database database = whole.get();
        try {
            Book book = Book.writable(setup, database, lock);
            book.begin(report);
            return book;
        } catch (StorageException | RuntimeException e) {
            database.close();
            throw e;
        }
    }

    /** The ledger; empty if it is damaged. */
    private static Optional<Database> whole(LedgerSetup setup, Path file) throws StorageException {
        if (Files.exists(Recovery.marker(file))) {
            return Optional.empty();
        }
        boolean unclean = size(file.resolveSibling(file.getFileName() + "-wal")) > 0;
        try {
            Database database = Database.open(file, setup.connector(), Schema.scripts());
            if (unclean && size(file) < CHECK_BYTES && !database.quickCheck().isEmpty()) {
                database.close();
                return Optional.empty();
            }
            return Optional.of(database);
        } catch (StorageException e) {
            if (e.fault() == StorageFault.CORRUPT) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static long size(Path file) {
        return file.toFile().length();
    }
}
