package loyalty.terminal.api;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import loyalty.drivers.code.Classifier;
import loyalty.drivers.code.CodeRules;
import loyalty.drivers.code.SignedCodes;
import loyalty.drivers.loop.DutyThread;
import loyalty.protocol.http.HttpServer;
import loyalty.protocol.http.Routes;
import loyalty.receipt.template.Templates;
import loyalty.terminal.checkout.ApprovalRules;
import loyalty.terminal.checkout.Checkout;
import loyalty.terminal.checkout.Paper;
import loyalty.terminal.checkout.Programme;
import loyalty.terminal.checkout.Shop;
import loyalty.terminal.clock.Ticker;
import loyalty.terminal.commit.Keys;
import loyalty.terminal.commit.Ledger;
import loyalty.terminal.commit.LedgerSetup;
import loyalty.terminal.commit.Till;
import loyalty.terminal.commit.TillWork;
import loyalty.terminal.print.PaperStyle;
import loyalty.terminal.print.Receipts;
import loyalty.terminal.scan.Codes;

/** The local API on a real ledger and a real socket, with no processor and no devices. */
final class TestAgent implements AutoCloseable {
    private static final Path PACK = Path.of("../../config/programmes/veska.yaml");

    private final Till desk;
    private final DutyThread till;
    private final HttpServer server;
    private final LocalApi api;
    private final String token;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private TestAgent(Till desk, DutyThread till, HttpServer server, LocalApi api, String token) {
        this.desk = desk;
        this.till = till;
        this.server = server;
        this.api = api;
        this.token = token;
    }

    static TestAgent start(Path home) throws Exception {
        Keys keys = Keys.open(home.resolve("keys"));
        LedgerSetup setup = LedgerSetup.of(home, "r-1", "test", keys.personal());
        Till till = new Till(Ledger.open(setup), Ticker.system(), Duration.ofMillis(50));
        Programme programme = new Programme(Programme.read(Files.readString(PACK), "veska.yaml"));
        Shop shop =
                new Shop(
                        "r-1",
                        "s-1",
                        "",
                        "offline",
                        "ru",
                        10_000_000,
                        ApprovalRules.USUAL,
                        Duration.ofMillis(800));
        Paper paper =
                new Paper(
                        new Receipts(Templates.bundled(), ""),
                        Optional::empty,
                        shop,
                        PaperStyle.usual("s-1"));
        SignedCodes signed =
                new SignedCodes(Map.of(), InstantSource.system(), SignedCodes.Rules.USUAL);
        Codes codes = new Codes(new Classifier(CodeRules.usual(), signed));
        Events events = new Events(InstantSource.system());
        Checkout checkout =
                new Checkout(
                        till,
                        keys,
                        codes,
                        programme,
                        paper,
                        Optional.empty(),
                        shop,
                        events::publish);
        Status status =
                new Status(till, programme, Optional.empty(), paper, Map::of, shop, List.of("ru"));
        Clients clients = new Clients(home);
        String token =
                clients.add("test", EnumSet.allOf(Scope.class), InstantSource.system().instant());
        LocalApi api =
                new LocalApi(
                        new Access(clients),
                        new Cashiers(home, Cashiers.Limits.USUAL, InstantSource.system()),
                        events,
                        status,
                        checkout,
                        paper,
                        till,
                        programme,
                        Optional.empty(),
                        false);
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        HttpServer server = HttpServer.start(any, api.service(Set.of(), Set.of()));
        DutyThread thread = DutyThread.start(till, Duration.ofMillis(50), (name, failure) -> {});
        return new TestAgent(till, thread, server, api, token);
    }

    List<Routes.Line> routes() {
        return api.routes().lines();
    }

    /** Something done to the ledger, on its own thread. */
    <T> T atTheTill(TillWork<T> work) throws Exception {
        return desk.ask(work).get();
    }

    Ledger ledger() {
        return desk.ledger();
    }

    HttpResponse<String> get(String path) throws Exception {
        return send(request(path).build());
    }

    HttpResponse<String> post(String path, String body) throws Exception {
        return post(path, body, UUID.randomUUID().toString());
    }

    HttpResponse<String> post(String path, String body, String key) throws Exception {
        return send(
                request(path)
                        .header("idempotency-key", key)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build());
    }

    HttpResponse<String> post(String path, String body, Map<String, String> headers)
            throws Exception {
        HttpRequest.Builder request =
                request(path)
                        .header("idempotency-key", UUID.randomUUID().toString())
                        .POST(HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return send(request.build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .header("authorization", "Bearer " + token);
    }

    HttpResponse<String> send(HttpRequest request) throws Exception {
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        server.close();
        till.close();
    }
}
