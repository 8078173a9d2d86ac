package loyalty.processor.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import loyalty.engine.document.Node;
import loyalty.processor.packs.EnginePacks;
import loyalty.processor.packs.PackReplay;
import loyalty.processor.packs.Packs;
import loyalty.processor.settings.Keys;
import loyalty.processor.settings.ProcessorSettings;
import loyalty.processor.store.Home;
import loyalty.processor.store.RecordedStore;
import loyalty.processor.store.SqliteStore;
import loyalty.processor.store.Store;
import loyalty.processor.store.StoreException;
import loyalty.processor.sync.Desks;
import loyalty.processor.sync.Office;
import loyalty.processor.sync.Programme;
import loyalty.protocol.text.JsonText;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** Bulk work on both kinds of books; on PostgreSQL each transaction must have written one home. */
@ParameterizedClass(name = "{0}")
@ValueSource(strings = {"SQLite", "PostgreSQL"})
abstract class LoadContract {
    static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

    @TempDir Path home;
    private final String books;
    Store store;
    Office office;
    Desks desks;

    LoadContract(String books) {
        this.books = books;
    }

    @BeforeEach
    void open() throws Exception {
        store =
                books.equals("SQLite")
                        ? SqliteStore.open(home.resolve("p.db"))
                        : RecordedStore.fresh();
        office =
                new Office(
                        store,
                        Keys.in(home.resolve("keys")),
                        ProcessorSettings.defaults(),
                        () -> NOW);
        Programme programme = new Programme(office);
        Packs packs = new Packs(office, programme, new EnginePacks());
        desks = new Desks(office, programme, new PackReplay(packs), (kind, answer) -> {});
    }

    @AfterEach
    void close() {
        desks.operations().close();
        if (store instanceof RecordedStore recorded) {
            recorded.requireOneHomeEach();
            recorded.requireNoFullScan();
        }
        store.close();
    }

    /** With so many points in one lot; every other one is chosen. */
    final void members(int count) throws IOException, StoreException {
        StringBuilder lines = new StringBuilder("id,segments,points\n");
        for (int i = 0; i < count; i++) {
            lines.append("m-%03d,%s,%d%n".formatted(i, i % 2 == 0 ? "chosen" : "", i));
        }
        new MemberImport(office, desks).run(lines.toString(), "members.csv");
    }

    /** All members as they lie in the books. */
    final String written() throws StoreException {
        StringBuilder all = new StringBuilder();
        store.page(Home.Kind.MEMBER, "", 100_000)
                .forEach(each -> all.append(each.state()).append('\n'));
        return all.toString();
    }

    final long available(String member) throws StoreException {
        return office.account(member).orElseThrow().available(NOW);
    }

    final Path file(String name, String text) throws IOException {
        return Files.writeString(home.resolve(name), text);
    }

    static Node.Mapping json(String text) throws Exception {
        return (Node.Mapping) JsonText.read(text, "order");
    }
}
