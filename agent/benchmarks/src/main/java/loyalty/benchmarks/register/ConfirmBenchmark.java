package loyalty.benchmarks.register;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import loyalty.protocol.identity.PersonalKey;
import loyalty.terminal.commit.Ledger;
import loyalty.terminal.commit.LedgerSetup;
import loyalty.terminal.database.StorageException;
import loyalty.terminal.sale.Outcome;
import loyalty.terminal.sale.Request;
import loyalty.terminal.sale.SaleDraft;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A sale confirmed for good, its operation and journal entry in the same commit, beside bare JDBC
 * with a write-ahead log and {@code synchronous=FULL} on the same disk: one row of the same size
 * ({@link #bareInsert}), and the rows that a sale is, in tables with the ledger's indexes ({@link
 * #bareRows}). Compare the medians. The file system makes a commit dearer that comes some
 * milliseconds after the one before, as they do at a till: {@code Paced} compares those.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 3)
@Measurement(iterations = 3, time = 5)
@Fork(1)
public class ConfirmBenchmark {

    /** A pause before each commit that nobody measures. */
    @State(Scope.Benchmark)
    public static class Pace {
        private static final long PAUSE_MILLIS = 10;

        /** A customer comes. */
        @Setup(Level.Invocation)
        public void pause() throws InterruptedException {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
    }

    /** A table and nothing else, and the ledger's own tables. */
    @State(Scope.Benchmark)
    public static class Bare {
        private static final byte[] ROW = Receipts.bytes();

        private Connection connection;
        private PreparedStatement insert;
        private SaleRows rows;
        private long number;

        /** As durable as the ledger. */
        @Setup
        public void open() throws IOException, SQLException {
            Path file = Folders.fresh("bare").resolve("bare.db");
            connection = DriverManager.getConnection("jdbc:sqlite:" + file);
            try (Statement statement = connection.createStatement()) {
                statement.execute("pragma journal_mode = wal");
                statement.execute("pragma synchronous = full");
                for (String command : SaleRows.tables()) {
                    statement.execute(command);
                }
                statement.execute("create table bare (id integer primary key, body blob)");
            }
            connection.setAutoCommit(false);
            insert = connection.prepareStatement("insert into bare (id, body) values (?, ?)");
            rows = new SaleRows(connection);
        }

        int insert() throws SQLException {
            insert.setLong(1, ++number);
            insert.setBytes(2, ROW);
            int inserted = insert.executeUpdate();
            connection.commit();
            return inserted;
        }

        int rows() throws SQLException {
            int inserted = rows.insert(++number, ROW);
            connection.commit();
            return inserted;
        }

        /** Closes the file. */
        @TearDown
        public void close() throws SQLException {
            connection.close();
        }
    }

    /** A register's ledger with one sale open. */
    @State(Scope.Benchmark)
    public static class Register {
        private final Receipts receipts = new Receipts("r-1");
        private Ledger ledger;
        private SaleDraft open;
        private long requests;

        /** An empty ledger. */
        @Setup
        public void start() throws IOException {
            Path folder = Folders.fresh("confirm");
            PersonalKey key = new PersonalKey(new byte[32]);
            ledger = Ledger.open(LedgerSetup.of(folder, "r-1", "benchmark", key));
        }

        /** The next sale, which nobody measures. */
        @Setup(Level.Invocation)
        public void next() throws StorageException {
            open = receipts.next("m-" + requests % 1_000);
            ledger.open(open, request("open"));
        }

        private Request request(String path) {
            requests++;
            return new Request("pos", path, Long.toString(requests), "body");
        }

        /** Closes the ledger. */
        @TearDown
        public void close() {
            ledger.close();
        }
    }

    /** The limit: one row and one commit. */
    @Benchmark
    public int bareInsert(Bare bare) throws SQLException {
        return bare.insert();
    }

    /** What the disk asks for the rows of a sale, whoever writes them. */
    @Benchmark
    public int bareRows(Bare bare) throws SQLException {
        return bare.rows();
    }

    /** The limit, at a till's pace. */
    @Benchmark
    public int bareInsertPaced(Bare bare, Pace pace) throws SQLException {
        return bare.insert();
    }

    /** What a till waits for, at its pace. */
    @Benchmark
    public Outcome confirmPaced(Register register, Pace pace) throws StorageException {
        return confirm(register);
    }

    /** What a till waits for. */
    @Benchmark
    public Outcome confirm(Register register) throws StorageException {
        return register.ledger.confirm(
                register.open.id(), register.request("confirm"), Optional.empty());
    }
}
