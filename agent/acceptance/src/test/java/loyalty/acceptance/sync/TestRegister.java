package loyalty.acceptance.sync;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import loyalty.engine.document.Node;
import loyalty.engine.document.Position;
import loyalty.protocol.sync.LotGrant;
import loyalty.protocol.sync.LotPoints;
import loyalty.protocol.sync.SaleBody;
import loyalty.terminal.clock.Ticker;
import loyalty.terminal.commit.Keys;
import loyalty.terminal.commit.Ledger;
import loyalty.terminal.commit.LedgerSetup;
import loyalty.terminal.commit.Till;
import loyalty.terminal.sale.Outcome;
import loyalty.terminal.sale.ReceiptNumber;
import loyalty.terminal.sale.Request;
import loyalty.terminal.sale.SaleDraft;
import loyalty.terminal.sale.SaleFigures;
import loyalty.terminal.sale.SaleId;
import loyalty.terminal.sync.HttpSync;
import loyalty.terminal.sync.SyncSettings;
import loyalty.terminal.sync.TrustedAuthority;

/** A register's ledger, till and sync, real but for the thread: the test takes the turns. */
final class TestRegister implements AutoCloseable {
    private static final Node.Mapping EMPTY = new Node.Mapping(Map.of(), Position.NONE);
    private static final SyncSettings SETTINGS =
            new SyncSettings(
                    500,
                    1 << 20,
                    500,
                    Duration.ofSeconds(1),
                    Duration.ofMillis(50),
                    Duration.ofDays(14),
                    Duration.ofMillis(5));

    private final Path folder;
    private final URI processor;
    private final Optional<Path> trusted;
    private Ledger ledger;
    private Till till;
    private HttpSync sync;
    private int receipts;

    TestRegister(Path folder, int port) throws Exception {
        this(folder, URI.create("http://127.0.0.1:" + port), Optional.empty());
    }

    /** A register that trusts only what the file says. */
    TestRegister(Path folder, URI processor, Optional<Path> trusted) throws Exception {
        this.folder = folder;
        this.processor = processor;
        this.trusted = trusted;
        start();
    }

    private void start() throws Exception {
        Keys keys = Keys.open(folder.resolve("keys"));
        ledger = Ledger.open(LedgerSetup.of(folder, "unnamed", "1", keys.personal()));
        till = new Till(ledger, Ticker.system(), Duration.ZERO);
        sync =
                HttpSync.connect(
                        till,
                        keys,
                        processor,
                        TrustedAuthority.of(processor, trusted),
                        Duration.ofMillis(800),
                        pack -> Optional.empty(),
                        SETTINGS);
    }

    Ledger ledger() {
        return ledger;
    }

    HttpSync sync() {
        return sync;
    }

    /** The program ends without a word, and starts again. */
    void restart() throws Exception {
        close();
        start();
    }

    void until(String what, Callable<Boolean> reached) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!reached.call()) {
            sync.sync().turn();
            till.turn();
            if (System.nanoTime() > end) {
                throw new AssertionError("never: " + what + "; " + sync.sync().state());
            }
        }
    }

    <T> T await(CompletableFuture<T> future) throws Exception {
        until("an answer", future::isDone);
        return future.get();
    }

    void settled() throws Exception {
        until("the outbox is empty", () -> ledger.outbox().backlog().operations() == 0);
    }

    /** Sells to a member: spends and earns, confirmed. */
    SaleDraft sell(String member, List<SaleBody.Spend> spends, long earned) throws Exception {
        SaleDraft draft = draft(member, spends, earned);
        Outcome opened = ledger.open(draft, request("open"));
        if (!(opened instanceof Outcome.Done)) {
            throw new AssertionError(opened);
        }
        ledger.confirm(draft.id(), request("confirm"), Optional.empty());
        return draft;
    }

    Request request(String what) {
        return new Request("pos", what, Integer.toString(receipts), "body");
    }

    SaleDraft draft(String member, List<SaleBody.Spend> spends, long earned) {
        receipts++;
        String id = ledger.nextId().toString();
        long points = spends.stream().mapToLong(SaleBody.Spend::points).sum();
        LotGrant lot =
                new LotGrant(
                        id + ":purchase",
                        "purchase",
                        Optional.empty(),
                        earned,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());
        String number = ledger.register().name() + "-" + receipts;
        SaleBody body =
                new SaleBody(
                        id,
                        number,
                        "msk-1",
                        "2026-11-25",
                        Optional.of("17"),
                        EMPTY,
                        EMPTY,
                        EMPTY,
                        Optional.empty(),
                        0,
                        spends,
                        earned == 0 ? List.of() : List.of(lot),
                        List.of(),
                        new SaleBody.Money(10_000, 0, points * 100, 10_000 - points * 100),
                        List.of(),
                        List.of(),
                        List.of());
        return new SaleDraft(
                new SaleId(id),
                ledger.nextId(),
                Optional.of(member),
                new ReceiptNumber(
                        "msk-1", ledger.register().name(), LocalDate.of(2026, 11, 25), number),
                body,
                "",
                !sync.sync().state().online(),
                new SaleFigures("17", 10_000 - points * 100, points, earned, 0));
    }

    List<SaleBody.Spend> fromRights(String lot, long points) throws Exception {
        return ledger.split(List.of(new LotPoints(lot, points)), false);
    }

    @Override
    public void close() {
        sync.sync().close();
        sync.close();
        till.close();
    }
}
