package loyalty.terminal.agent;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import loyalty.drivers.code.Classifier;
import loyalty.drivers.code.SignedCodes;
import loyalty.drivers.link.LinkSettings;
import loyalty.drivers.loop.Duty;
import loyalty.drivers.loop.DutyThread;
import loyalty.drivers.printer.JobState;
import loyalty.drivers.printer.PrintJob;
import loyalty.drivers.printer.PrinterNews;
import loyalty.drivers.scanner.ScannerSettings;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Tree;
import loyalty.engine.pack.RulePack;
import loyalty.protocol.http.HttpServer;
import loyalty.protocol.sync.PackDocument;
import loyalty.receipt.template.Templates;
import loyalty.terminal.api.Access;
import loyalty.terminal.api.Cashiers;
import loyalty.terminal.api.Clients;
import loyalty.terminal.api.Events;
import loyalty.terminal.api.LocalApi;
import loyalty.terminal.api.PrivateFile;
import loyalty.terminal.api.Status;
import loyalty.terminal.checkout.Checkout;
import loyalty.terminal.checkout.OutstandingPaper;
import loyalty.terminal.checkout.Paper;
import loyalty.terminal.checkout.Programme;
import loyalty.terminal.checkout.Shop;
import loyalty.terminal.clock.Ticker;
import loyalty.terminal.commit.Keys;
import loyalty.terminal.commit.Till;
import loyalty.terminal.print.PrintDesk;
import loyalty.terminal.print.PrinterSpec;
import loyalty.terminal.print.Receipts;
import loyalty.terminal.scan.Codes;
import loyalty.terminal.scan.ScanStation;
import loyalty.terminal.settings.AgentSettings;
import loyalty.terminal.settings.PrinterEntry;
import loyalty.terminal.sync.HttpSync;
import loyalty.terminal.sync.Sync;
import loyalty.terminal.sync.SyncSettings;
import loyalty.terminal.sync.TrustedAuthority;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running agent. {@link #start} opens the stages in the order of a sale, each on its thread;
 * {@link #close} closes them in the opposite order, so that what was begun is written down.
 */
public final class Agent implements AutoCloseable {
    /** Written on operations, so that a replay knows what calculated them. */
    public static final String VERSION = "0.1.0";

    private static final Logger LOG = LoggerFactory.getLogger(Agent.class);
    private static final Duration TILL_PATIENCE = Duration.ofMillis(250);
    private static final Duration REST = Duration.ofMillis(300);
    private static final Duration PAPER_REST = Duration.ofSeconds(5);
    private static final Duration PACK_REST = Duration.ofSeconds(1);
    private static final Duration FORGETTING_REST = Duration.ofMinutes(10);

    private final AgentSettings settings;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private volatile Optional<PrintDesk> printers = Optional.empty();
    private volatile Optional<ScanStation> scanners = Optional.empty();
    private final Events events = new Events(InstantSource.system());
    private int port;

    private Agent(AgentSettings settings) {
        this.settings = settings;
    }

    /**
     * Starts everything. Devices are opened behind: one that is missing holds up nobody.
     *
     * @throws InvalidDocumentException if the rule pack cannot be used
     * @throws IOException if the ledger or the port cannot be had; the sentence says what to do
     */
    public static Agent start(AgentSettings settings) throws IOException, InvalidDocumentException {
        Agent agent = new Agent(settings);
        try {
            agent.run();
            return agent;
        } catch (IOException | InvalidDocumentException | RuntimeException e) {
            agent.close();
            throw e;
        }
    }

    private void run() throws IOException, InvalidDocumentException {
        Home home = Home.of(settings);
        NeededKeys needed = new NeededKeys(settings.home());
        needed.toOpen();
        RulePack pack =
                Programme.read(Files.readString(settings.pack()), settings.pack().toString());
        Programme programme = new Programme(pack);
        Keys keys = home.keys();
        Till till = new Till(home.ledger(keys), Ticker.system(), TILL_PATIENCE);
        needed.toSpeak(till.ledger());
        // What the processor says could not be kept.
        Optional<HttpSync> connection = home.writable() ? connect(till, keys) : Optional.empty();
        Optional<Sync> sync = connection.map(HttpSync::sync);
        duty(till, REST);
        connection.ifPresent(open::push);
        sync.ifPresent(duty -> duty(duty, REST));

        Shop shop = shop();
        Receipts receipts = new Receipts(Templates.bundled(), settings.receipts().template());
        Paper paper = new Paper(receipts, () -> printers, shop, settings.receipts().style());
        duty(new TemplateWatch(till, receipts), PACK_REST);
        Codes codes = codes();
        Checkout checkout =
                new Checkout(till, keys, codes, programme, paper, sync, shop, events::publish);
        Status status =
                new Status(
                        till,
                        programme,
                        sync,
                        paper,
                        this::scannerStates,
                        shop,
                        settings.register().languages());
        Access access = new Access(new Clients(settings.home()));
        serve(
                new LocalApi(
                        access,
                        new Cashiers(
                                settings.home(),
                                settings.cashiers().limits(),
                                InstantSource.system()),
                        events,
                        status,
                        checkout,
                        paper,
                        till,
                        programme,
                        sync,
                        settings.receipts().print()),
                access,
                home);
        duty(new PackWatch(till, programme, events), PACK_REST);
        if (home.writable()) {
            duty(new Forgetting(till, keys, settings.sales().keep()), FORGETTING_REST);
        }
        duty(new OutstandingPaper(till, keys, programme, paper), PAPER_REST);
        sync.ifPresent(duty -> duty(new Watch(duty, events), REST));
        devices(checkout, codes);
    }

    private Optional<HttpSync> connect(Till till, Keys keys) throws IOException {
        Optional<URI> url = settings.processor().url();
        if (url.isEmpty()) {
            return Optional.empty();
        }
        SyncSettings usual = SyncSettings.DEFAULT;
        SyncSettings sync =
                new SyncSettings(
                        usual.batch(),
                        usual.batchBytes(),
                        usual.page(),
                        settings.processor().poll(),
                        usual.look(),
                        usual.idleReturn(),
                        usual.patience());
        return Optional.of(
                HttpSync.connect(
                        till,
                        keys,
                        url.get(),
                        TrustedAuthority.of(url.get(), settings.processor().authority()),
                        settings.processor().budget(),
                        Agent::problem,
                        sync));
    }

    /** What is wrong with a pack that came; empty if it can be used. */
    private static Optional<String> problem(PackDocument document) {
        try {
            RulePack pack = Programme.read(document.text(), document.hash());
            return pack.hash().equals(document.hash())
                    ? Optional.empty()
                    : Optional.of("it says " + document.hash() + " and is " + pack.hash());
        } catch (InvalidDocumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private Shop shop() {
        return new Shop(
                settings.register().name(),
                settings.register().store(),
                settings.register().region(),
                settings.register().channel(),
                settings.register().language(),
                settings.sales().maximumAmount(),
                settings.cashiers().approvals(),
                settings.processor().budget());
    }

    private Codes codes() {
        SignedCodes signed =
                new SignedCodes(
                        settings.codes().issuers(),
                        InstantSource.system(),
                        SignedCodes.Rules.USUAL);
        return new Codes(new Classifier(settings.codes().rules(), signed));
    }

    private void serve(LocalApi api, Access access, Home home) throws IOException {
        InetSocketAddress at =
                new InetSocketAddress(settings.http().address(), settings.http().port());
        HttpServer server;
        try {
            server =
                    HttpServer.start(
                            at, api.service(settings.http().hosts(), settings.http().origins()));
        } catch (IOException e) {
            IOException taken = new IOException(Port.taken(at, e));
            taken.addSuppressed(e);
            throw taken;
        }
        open.push(server);
        port = server.port();
        if (home.writable()) {
            tellCommands(access);
        }
    }

    private void tellCommands(Access access) throws IOException {
        // For the commands of this machine's owner: where the agent is, and the key to it.
        String address = url() + "\n" + access.commandToken() + "\n";
        Path file = settings.home().resolve(Running.FILE);
        PrivateFile.write(file, address.getBytes(StandardCharsets.UTF_8));
        open.push(() -> Files.deleteIfExists(file));
    }

    private void devices(Checkout checkout, Codes codes) {
        ScanDesk desk = new ScanDesk(checkout, events, settings.receipts().print());
        duty(desk, REST);
        Map<String, ScannerSettings> wanted = new LinkedHashMap<>();
        settings.scanners().forEach(entry -> wanted.put(entry.name(), entry.settings()));
        ScanStation station = new ScanStation(wanted, codes, desk);
        scanners = Optional.of(station);
        open.push(station);
        station.start(Agent::report);
        if (!settings.printers().isEmpty()) {
            printers();
        }
    }

    /** A printer that cannot be set up is told of; the register sells without paper. */
    private void printers() {
        List<PrinterSpec> specs = settings.printers().stream().map(Agent::spec).toList();
        Path journal = settings.home().resolve("print.journal");
        Path models = settings.file().resolveSibling("devices");
        try {
            PrintDesk desk = new PrintDesk(specs, journal, models, new News());
            printers = Optional.of(desk);
            open.push(desk);
        } catch (IOException | RuntimeException e) {
            LOG.error("printers cannot be used: {}", e.getMessage());
            events.publish(
                    "device",
                    Tree.mapping()
                            .put("kind", "printer")
                            .put("state", String.valueOf(e.getMessage()))
                            .node());
        }
    }

    private static PrinterSpec spec(PrinterEntry printer) {
        LinkSettings link = LinkSettings.usual().with(printer.line());
        return new PrinterSpec(
                printer.name(), printer.address(), link, printer.model(), printer.letters());
    }

    private Map<String, String> scannerStates() {
        return scanners.map(ScanStation::states).orElse(Map.of());
    }

    private void duty(Duty duty, Duration rest) {
        open.push(DutyThread.start(duty, rest, Agent::report));
    }

    /** The one place where a failing turn of any thread is told. */
    private static void report(String thread, Exception failure) {
        LOG.error("{} failed and goes on", thread, failure);
    }

    /** Where the cashier page and the API are. */
    public String url() {
        return "http://" + settings.http().address() + ":" + port;
    }

    @Override
    public void close() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                // Whatever cannot be closed must not keep the rest open.
                LOG.warn("could not be closed", e);
            }
        }
    }

    /** Tells what happens at printers. */
    private final class News implements PrinterNews {
        @Override
        public void job(String printer, PrintJob job, JobState state, String note) {
            String sale = job.id().split(":", 2)[0];
            events.publish(
                    "print",
                    Tree.mapping()
                            .put("printer", printer)
                            .put("job", job.id())
                            .put("sale", sale)
                            .put("state", state.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                            .put("note", note)
                            .node());
        }

        @Override
        public void trouble(String printer, String sentence) {
            LOG.warn("{}: {}", printer, sentence);
            device(printer, sentence);
        }

        @Override
        public void well(String printer) {
            LOG.info("{}: ready", printer);
            device(printer, "ready");
        }

        private void device(String printer, String state) {
            events.publish(
                    "device",
                    Tree.mapping()
                            .put("name", printer)
                            .put("kind", "printer")
                            .put("state", state)
                            .node());
        }
    }
}
