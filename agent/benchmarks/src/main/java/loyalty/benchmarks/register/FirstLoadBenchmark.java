package loyalty.benchmarks.register;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.protocol.sync.Change;
import loyalty.protocol.sync.Changes;
import loyalty.protocol.sync.Contact;
import loyalty.protocol.text.JsonText;
import loyalty.terminal.commit.Ledger;
import loyalty.terminal.commit.LedgerSetup;
import loyalty.terminal.database.StorageException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The first load of a register beside a bare JDBC bulk insert of the same rows in the same pages,
 * each page one durable commit. The bare one gets finished rows; the register gets what the line
 * brings, reads it ({@link #pagesAsText}) or has it read already ({@link #pages}), checks versions
 * and seals names.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 1)
@Measurement(iterations = 3)
@Fork(1)
public class FirstLoadBenchmark {
    private static final int PAGE = 1_000;
    private static final Instant AT = Instant.parse("2026-11-25T09:30:00Z");
    private static final Contact CONTACT =
            new Contact(AT, Duration.ofDays(3), "g", Contact.Standing.LIVE, false);

    @Param("50000")
    public int members;

    private final List<Changes> pages = new ArrayList<>();
    private final List<byte[]> texts = new ArrayList<>();
    private Path folder = Path.of("");
    private Ledger ledger;
    private Connection bare;

    /** What the processor would send. */
    @Setup
    public void write() {
        for (int from = 0; from < members; from += PAGE) {
            List<Change> changes = new ArrayList<>();
            for (int i = from; i < Math.min(members, from + PAGE); i++) {
                changes.add(Crowd.member(i));
                changes.add(Crowd.card(i, 1));
            }
            boolean last = from + PAGE >= members;
            Optional<String> next = last ? Optional.empty() : Optional.of("p" + from);
            Changes page = new Changes(changes, "c", next, false, CONTACT);
            pages.add(page);
            texts.add(JsonText.bytes(page.toNode()));
        }
    }

    /** Two empty databases with the same tables. */
    @Setup(Level.Iteration)
    public void open() throws IOException, SQLException {
        folder = Folders.fresh("first-load");
        ledger = Ledger.open(LedgerSetup.of(folder, "r-1", "benchmark", Crowd.PERSONAL));
        bare = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("bare.db"));
        try (Statement statement = bare.createStatement()) {
            statement.execute("pragma journal_mode = wal");
            statement.execute("pragma synchronous = full");
            for (String command : SaleRows.tables()) {
                statement.execute(command);
            }
        }
        bare.setAutoCommit(false);
    }

    /** Closes both. */
    @TearDown(Level.Iteration)
    public void close() throws IOException, SQLException {
        ledger.close();
        bare.close();
        Folders.remove(folder);
    }

    /** The register, from pages that are read already. */
    @Benchmark
    public long pages() throws StorageException {
        for (Changes page : pages) {
            take(page);
        }
        return ledger.members().count();
    }

    /** The register, from the bytes of the line. */
    @Benchmark
    public long pagesAsText() throws StorageException, InvalidDocumentException {
        for (byte[] text : texts) {
            take(Changes.read(JsonText.read(text, "page")));
        }
        return ledger.members().count();
    }

    private void take(Changes page) throws StorageException {
        ledger.correspondence()
                .take(page, true, ledger.register().incarnation(), ledger.clock().moment());
    }

    /** The limit: finished rows, as fast as JDBC takes them. */
    @Benchmark
    public int bareInsert(Rows rows) throws SQLException {
        try (PreparedStatement member =
                        bare.prepareStatement(
                                "insert into member (id, version, as_of, state, personal)"
                                        + " values (?, 1, ?, ?, ?)");
                PreparedStatement card =
                        bare.prepareStatement(
                                "insert into identifier (hash, member, version)"
                                        + " values (?, ?, 1)")) {
            for (int i = 0; i < members; i++) {
                member.setString(1, rows.ids.get(i));
                member.setLong(2, AT.toEpochMilli());
                member.setBytes(3, rows.states.get(i));
                member.setString(4, rows.sealed);
                member.addBatch();
                card.setString(1, rows.hashes.get(i));
                card.setString(2, rows.ids.get(i));
                card.addBatch();
                if (i % PAGE == PAGE - 1 || i == members - 1) {
                    member.executeBatch();
                    card.executeBatch();
                    bare.commit();
                }
            }
        }
        return members;
    }

    /** The rows as they will lie in the database. */
    @State(Scope.Benchmark)
    public static class Rows {
        private final List<String> ids = new ArrayList<>();
        private final List<String> hashes = new ArrayList<>();
        private final List<byte[]> states = new ArrayList<>();
        private final String sealed = Crowd.PERSONAL.seal("{\"name\":\"Анна 10000\"}");

        /** Makes them before the clock runs. */
        @Setup
        public void make(FirstLoadBenchmark benchmark) {
            for (int i = 0; i < benchmark.members; i++) {
                ids.add(Crowd.id(i));
                hashes.add(Crowd.hash(i).hex());
                String state = JsonText.write(Crowd.state(i));
                states.add(state.getBytes(StandardCharsets.UTF_8));
            }
        }
    }
}
