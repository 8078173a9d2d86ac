package loyalty.terminal.commit;

import static loyalty.terminal.commit.Drafts.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import loyalty.engine.pack.RulePack;
import loyalty.terminal.checkout.Programme;
import loyalty.terminal.database.Connector;
import loyalty.terminal.database.StorageException;
import loyalty.terminal.database.StorageFault;
import loyalty.terminal.sale.Outcome;
import loyalty.terminal.sale.SaleDraft;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A ledger where nothing can be written: members are shown, everything else says why not. */
class LookingLedgerTest {
    private static final Path PACK = Path.of("../../config/programmes/veska.yaml");

    @TempDir Path folder;
    private final HandClock clock = new HandClock();
    private Path home;

    @BeforeEach
    void aRegisterWithAMember() throws Exception {
        home = folder.resolve("home");
        try (Ledger ledger = Ledgers.open(home, clock)) {
            ledger.occasions().enrol(Drafts.newcomer("m-1"), request("1"), Optional.empty());
        }
    }

    private Ledger look(Path place) throws StorageException {
        return Ledger.look(Ledgers.setup(place, clock, Connector.looking()));
    }

    @Test
    void membersAreShownAndTheStepSaysWhyNothingElseGoes() throws Exception {
        try (Ledger ledger = look(home)) {
            assertThat(ledger.members().find("m-1")).isPresent();
            Optional<RulePack> pack =
                    Optional.of(Programme.read(Files.readString(PACK), "veska.yaml"));
            Allowance standing = ledger.offlineRules().standing(pack, true);
            assertThat(standing.step()).isEqualTo(Step.IDENTIFY_ONLY);
            assertThat(standing.cause()).isEqualTo(Cause.NO_ROOM);
            assertThat(standing.reason()).contains("READ_ONLY");
        }
    }

    @Test
    void eachChangeFailsAndLeavesEveryFileAsItIs() throws Exception {
        byte[] before = Files.readAllBytes(home.resolve("ledger.db"));
        byte[] beside = Files.readAllBytes(home.resolve("ledger.register"));
        try (Ledger ledger = look(home)) {
            SaleDraft draft = Drafts.sale(ledger, "A-1");
            assertThatThrownBy(() -> ledger.open(draft, request("2")))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("cannot be written")
                    .extracting(e -> ((StorageException) e).fault())
                    .isEqualTo(StorageFault.READ_ONLY);
            ledger.housekeeping();
        }
        assertThat(Files.readAllBytes(home.resolve("ledger.db"))).isEqualTo(before);
        assertThat(Files.readAllBytes(home.resolve("ledger.register"))).isEqualTo(beside);
        try (Ledger again = Ledgers.open(home, clock)) {
            assertThat(again.register().fenced()).isFalse();
            assertThat(again.open(Drafts.sale(again, "A-1"), request("2")))
                    .isInstanceOf(Outcome.Done.class);
        }
    }

    @Test
    void whatOnlyTheLogHoldsAfterACrashIsShownToo() throws Exception {
        Path crashed = folder.resolve("crashed");
        try (Ledger ledger = Ledgers.open(home, clock)) {
            ledger.occasions().enrol(Drafts.newcomer("m-2"), request("2"), Optional.empty());
            assertThat(home.resolve("ledger.db-wal")).isNotEmptyFile();
            copy(home, crashed);
        }
        try (Ledger ledger = look(crashed)) {
            assertThat(ledger.members().find("m-2")).isPresent();
        }
    }

    @Test
    void aLedgerThatAnotherAgentWritesIsNotLookedAt() throws Exception {
        try (Ledger writer = Ledgers.open(home, clock)) {
            assertThat(writer.undecided()).isEmpty();
            assertThatThrownBy(() -> look(home))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("another agent");
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (var files = Files.list(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }
}
