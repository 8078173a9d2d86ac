package loyalty.terminal.commit;

import static loyalty.terminal.commit.Drafts.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import loyalty.engine.document.Tree;
import loyalty.protocol.identity.PersonalKey;
import loyalty.protocol.sync.EnrolBody;
import loyalty.terminal.database.Connector;
import loyalty.terminal.database.StorageException;
import loyalty.terminal.database.StorageFault;
import loyalty.terminal.sale.EnrolDraft;
import loyalty.terminal.sale.Outcome;
import loyalty.terminal.sale.Sale;
import loyalty.terminal.sale.SaleDraft;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rotten pages, full and read-only disks, a second agent. */
class DamagedLedgerTest {
    @TempDir Path folder;
    private final HandClock clock = new HandClock();
    private final List<Connection> connections = new ArrayList<>();
    private long opened;

    private Ledger open() throws StorageException {
        Connector remembering =
                file -> {
                    Connection connection = Connector.sqlite().connect(file);
                    connections.add(connection);
                    return connection;
                };
        return Ledger.open(
                new LedgerSetup(
                        folder,
                        "msk-1-02",
                        "1",
                        new PersonalKey(new byte[32]),
                        Duration.ofMinutes(5),
                        Duration.ofHours(12),
                        remembering,
                        clock,
                        clock,
                        new SplittableRandom(opened++)));
    }

    private List<UUID> sell(Ledger ledger, int from, int to) throws StorageException {
        List<UUID> operations = new ArrayList<>();
        for (int i = from; i < to; i++) {
            SaleDraft draft = Drafts.sale(ledger, "A-" + i);
            ledger.open(draft, request("open " + i));
            ledger.confirm(draft.id(), request("confirm " + i), Optional.empty());
            operations.add(draft.operation());
        }
        return operations;
    }

    private void setNow(String pragma) throws SQLException {
        try (Statement statement = connections.get(connections.size() - 1).createStatement()) {
            statement.execute(pragma);
        }
    }

    static LongStream seeds() {
        return LongStream.range(0, 8);
    }

    /** Whatever page rots, every operation that was not sent is still there to be sent. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void rottenPagesCostNoOperation(long seed) throws Exception {
        List<UUID> sold;
        try (Ledger ledger = open()) {
            sold = sell(ledger, 0, 60);
        }
        rot(folder.resolve("ledger.db"), new SplittableRandom(seed));
        try (Ledger ledger = openUntilWhole()) {
            assertThat(ledger.outbox().waiting(1_000))
                    .extracting(Outbox.Entry::id)
                    .containsExactlyElementsOf(sold);
            assertThat(ledger.journal().verify().problem()).isEmpty();
            sold.addAll(sell(ledger, 60, 62));
        }
        try (Ledger ledger = open()) {
            assertThat(ledger.outbox().waiting(1_000))
                    .extracting(Outbox.Entry::id)
                    .containsExactlyElementsOf(sold);
        }
    }

    /** Opens; if damage shows only in use, opens again, as the agent does after a restart. */
    private Ledger openUntilWhole() throws StorageException {
        for (int tries = 0; tries < 3; tries++) {
            Ledger ledger = open();
            try {
                ledger.outbox().waiting(1_000);
                ledger.journal().verify();
                ledger.undecided();
                sellAndTakeBack(ledger);
                return ledger;
            } catch (StorageException e) {
                ledger.close();
                assertThat(e.fault())
                        .as(String.valueOf(e.getCause()))
                        .isEqualTo(StorageFault.CORRUPT);
                assertThat(folder.resolve("ledger.db.damaged")).exists();
            }
        }
        throw new AssertionError("damaged for ever");
    }

    private static void sellAndTakeBack(Ledger ledger) throws StorageException {
        SaleDraft draft = Drafts.sale(ledger, "probe");
        ledger.open(draft, request("probe " + draft.id()));
        ledger.cancel(draft.id(), request("no probe " + draft.id()), Optional.empty());
    }

    private static void rot(Path file, SplittableRandom random) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            long pages = channel.size() / 4096;
            for (int i = 0; i < 3; i++) {
                byte[] noise = new byte[4096];
                random.nextBytes(noise);
                long page = 1 + random.nextLong(pages - 1);
                channel.write(ByteBuffer.wrap(noise), page * 4096);
            }
        }
    }

    @Test
    void aFileThatIsNoDatabaseIsSetAsideAndTheCopyGivesTheOperationsBack() throws Exception {
        List<UUID> sold;
        try (Ledger ledger = open()) {
            sold = sell(ledger, 0, 5);
        }
        Files.writeString(folder.resolve("ledger.db"), "something else entirely".repeat(1_000));
        try (Ledger ledger = open()) {
            assertThat(ledger.outbox().waiting(10))
                    .extracting(Outbox.Entry::id)
                    .containsExactlyElementsOf(sold);
            assertThat(ledger.register().fenced()).isTrue();
            assertThat(ledger.journal().after(0, 10))
                    .extracting(Journal.Entry::kind)
                    .contains("ledger.rebuilt");
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.filter(f -> f.getFileName().toString().startsWith("damaged-")))
                    .hasSize(1);
        }
    }

    @Test
    void aFullDiskRefusesTheSaleAndLosesNothing() throws Exception {
        try (Ledger ledger = open()) {
            List<UUID> sold = sell(ledger, 0, 3);
            setNow("PRAGMA max_page_count = 1");
            SaleDraft draft = Drafts.sale(ledger, "B-1");
            boolean refused = false;
            for (int i = 0; i < 50 && !refused; i++) {
                refused = isFull(ledger, Drafts.sale(ledger, "B-" + i), i);
            }
            assertThat(refused).isTrue();
            assertThat(ledger.offlineRules().standing(Optional.empty(), false).step())
                    .isEqualTo(Step.IDENTIFY_ONLY);
            setNow("PRAGMA max_page_count = 1000000");
            ledger.open(draft, request("again"));
            ledger.confirm(draft.id(), request("confirm again"), Optional.empty());
            assertThat(ledger.outbox().waiting(100))
                    .extracting(Outbox.Entry::id)
                    .containsAll(sold)
                    .contains(draft.operation());
            assertThat(ledger.journal().verify().holds()).isTrue();
        }
    }

    private static boolean isFull(Ledger ledger, SaleDraft draft, int number)
            throws StorageException {
        try {
            ledger.open(draft, request("full " + number));
            ledger.cancel(draft.id(), request("not full " + number), Optional.empty());
            return false;
        } catch (StorageException e) {
            assertThat(e.fault()).isEqualTo(StorageFault.FULL);
            assertThat(e).hasMessageContaining("free some space");
            assertThat(ledger.sale(draft.id()).filter(Sale::undecided)).isEmpty();
            return true;
        }
    }

    @Test
    void aReadOnlyDiskIsNamedAsSuch() throws Exception {
        try (Ledger ledger = open()) {
            sell(ledger, 0, 1);
            setNow("PRAGMA query_only = ON");
            SaleDraft draft = Drafts.sale(ledger, "B-1");
            assertThatThrownBy(() -> ledger.open(draft, request("1")))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("cannot be written");
            setNow("PRAGMA query_only = OFF");
            assertThat(ledger.open(draft, request("1"))).isInstanceOf(Outcome.Done.class);
        }
    }

    @Test
    void aSecondAgentOnTheSameFolderIsRefused() throws Exception {
        try (Ledger ledger = open()) {
            assertThat(ledger.undecided()).isEmpty();
            assertThatThrownBy(this::open)
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("another agent");
        }
        open().close();
    }

    @Test
    void namesAndBirthdaysAreNowhereInTheFiles() throws Exception {
        try (Ledger ledger = open()) {
            EnrolBody body =
                    new EnrolBody(
                            "ab".repeat(32),
                            List.of(),
                            Map.of("name", "Klavdiya", "birthday", "1990-12-04"),
                            List.of(),
                            false,
                            Optional.empty());
            EnrolDraft draft =
                    new EnrolDraft(
                            ledger.nextId(),
                            "m-new",
                            body,
                            Tree.mapping()
                                    .put("id", "m-new")
                                    .put("name", "Klavdiya")
                                    .put("birthday", "1990-12-04")
                                    .node(),
                            List.of());
            ledger.occasions().enrol(draft, request("1"), Optional.empty());
            assertThat(ledger.outbox().waiting(1).get(0).json()).contains("Klavdiya");
            assertThat(ledger.members().find(draft.member()).orElseThrow().snapshot().entries())
                    .containsKey("name");
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String content = Files.readString(file, StandardCharsets.ISO_8859_1);
                assertThat(content).as(file.toString()).doesNotContain("Klavdiya", "1990-12-04");
            }
        }
    }
}
