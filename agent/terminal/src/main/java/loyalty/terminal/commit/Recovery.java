package loyalty.terminal.commit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import loyalty.terminal.database.Database;
import loyalty.terminal.database.Salvage;
import loyalty.terminal.database.Schema;
import loyalty.terminal.database.StorageException;
import loyalty.terminal.database.StorageFault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is done about a damaged ledger: it is set aside, a new one is made, and everything that can
 * be read goes over: operations first of all, also from the {@link Mirror}. Members come again from
 * the processor. The old rights are void, because their totals may be behind.
 */
final class Recovery {
    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

    /** Tables that only this register has, parents before children. */
    private static final List<String> OWN =
            List.of(
                    "setting",
                    "sale",
                    "sale_lot",
                    "sale_document",
                    "receipt_number",
                    "give_back",
                    "give_back_paper",
                    "request",
                    "operation",
                    "spending_right",
                    "transfer",
                    "trust",
                    "made_grant",
                    "owed_paper",
                    "document",
                    "identifier");

    private final LedgerSetup setup;
    private final Path file;

    Recovery(LedgerSetup setup, Path file) {
        this.setup = setup;
        this.file = file;
    }

    /** The marker that a damage was met while the ledger was in use. */
    static Path marker(Path file) {
        return file.resolveSibling(file.getFileName() + ".damaged");
    }

    /** What was saved, for the journal. */
    record Report(Path aside, int rows, int fromMirror) {
        String sentence() {
            return "set aside as "
                    + aside.getFileName()
                    + "; "
                    + rows
                    + " rows and "
                    + fromMirror
                    + " operations of the copy saved";
        }
    }

    /** Moves the damaged files away and fills a new ledger. */
    Report rebuild(Sealer sealer, Path mirror) throws StorageException {
        Path aside = setAside();
        try (Database fresh = Database.open(file, setup.connector(), Schema.scripts());
                Salvage salvage =
                        Salvage.open(aside.resolve(file.getFileName()), setup.connector())) {
            Report report = fresh.write(() -> fill(fresh, salvage, sealer, mirror, aside));
            Files.deleteIfExists(marker(file));
            LOG.warn(
                    "the ledger was damaged: {}; check the disk, keep that folder for support",
                    report.sentence());
            return report;
        } catch (IOException e) {
            throw e instanceof StorageException known ? known : failed(e);
        }
    }

    private Report fill(Database fresh, Salvage salvage, Sealer sealer, Path mirror, Path aside)
            throws StorageException {
        fresh.run("pragma defer_foreign_keys = on");
        int rows = 0;
        for (String table : OWN) {
            rows += salvage.copy(table, "1 = 1", fresh);
        }
        dropHalves(fresh);
        rows += salvage.copy("member", "provisional = 1", fresh);
        rows += salvage.copy("journal", "1 = 1", fresh);
        new Journal(fresh).cutWhereItBreaks();
        Settings settings = new Settings(fresh);
        settings.put("cursor", "");
        settings.put("snapshot.page", "");
        Register register = Register.reading(settings, setup.register());
        Chain chain = new Chain(fresh, register, setup.engineVersion(), sealer);
        AtomicInteger saved = new AtomicInteger();
        Mirror.read(mirror, line -> saved.addAndGet(chain.putBack(line) ? 1 : 0));
        return new Report(aside, rows, saved.get());
    }

    /** Where only one part of a sale could be read there is no sale; its operation has its own. */
    private static void dropHalves(Database fresh) throws StorageException {
        fresh.run(
                "delete from sale where not exists (select 1 from sale_document d"
                        + " where d.sale = sale.id and d.kind = 'body')");
        for (String part : List.of("sale_lot", "sale_document")) {
            fresh.run("delete from " + part + " where sale not in (select id from sale)");
        }
        fresh.run("delete from give_back_paper where give_back not in (select id from give_back)");
    }

    private Path setAside() throws StorageException {
        Instant now = setup.wall().instant();
        Path aside = file.resolveSibling("damaged-" + now.toEpochMilli());
        try {
            Files.createDirectories(aside);
            for (String ending : List.of("", "-wal", "-shm")) {
                Path part = file.resolveSibling(file.getFileName() + ending);
                if (Files.exists(part)) {
                    Files.move(part, aside.resolve(part.getFileName()));
                }
            }
            return aside;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private StorageException failed(IOException cause) {
        return new StorageException(
                StorageFault.FAILED,
                "the damaged ledger " + file + " cannot be set aside: check the folder's rights",
                cause);
    }
}
