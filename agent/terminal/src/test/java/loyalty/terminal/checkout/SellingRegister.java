package loyalty.terminal.checkout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import loyalty.drivers.DeviceAddress;
import loyalty.drivers.code.Classifier;
import loyalty.drivers.code.CodeRules;
import loyalty.drivers.code.SignedCodes;
import loyalty.drivers.encode.LetterRules;
import loyalty.drivers.link.LinkSettings;
import loyalty.drivers.loop.DutyThread;
import loyalty.drivers.printer.JobState;
import loyalty.drivers.printer.PrintJob;
import loyalty.drivers.printer.PrinterNews;
import loyalty.engine.document.Node;
import loyalty.engine.document.Tree;
import loyalty.engine.quote.MemberKey;
import loyalty.protocol.identity.SigningKey;
import loyalty.protocol.sync.Contact;
import loyalty.protocol.sync.EnrolAnswer;
import loyalty.protocol.sync.Holder;
import loyalty.protocol.text.JsonText;
import loyalty.receipt.template.Templates;
import loyalty.terminal.clock.Ticker;
import loyalty.terminal.commit.Keys;
import loyalty.terminal.commit.Ledger;
import loyalty.terminal.commit.LedgerSetup;
import loyalty.terminal.commit.Till;
import loyalty.terminal.database.Connector;
import loyalty.terminal.print.PaperStyle;
import loyalty.terminal.print.PrintDesk;
import loyalty.terminal.print.PrinterSpec;
import loyalty.terminal.print.Receipts;
import loyalty.terminal.sale.OwedPaper;
import loyalty.terminal.scan.Codes;

/**
 * A register that sells and prints: a real ledger, a real print journal, and a processor that was
 * there once, at the enrolment.
 */
final class SellingRegister implements AutoCloseable {
    private static final Path PACK = Path.of("../../config/programmes/alpina.yaml");
    private static final String BASKET =
            """
            {"basket": {"receipt": "%s", "lines": [
              {"id": "1", "name": "Кофе", "quantity": "2", "price": "9.50"}]}}""";
    private static final String MEMBERS_BASKET =
            """
            {"member": {"phone": "%s"}, "basket": {"receipt": "%s", "lines": [
              {"id": "1", "name": "Книга", "quantity": "1", "price": "%s"}]}}""";
    private static final String PHONE = "+79161234567";

    private final Till till;
    private final DutyThread thread;
    private final PrintDesk desk;
    private final Checkout checkout;
    private final OutstandingPaper outstanding;

    private SellingRegister(Till till, PrintDesk desk, Checkout checkout, OutstandingPaper paper) {
        this.till = till;
        this.thread = DutyThread.start(till, Duration.ofMillis(50), (name, failure) -> {});
        this.desk = desk;
        this.checkout = checkout;
        this.outstanding = paper;
    }

    static SellingRegister open(Path home, String printer) throws Exception {
        Keys keys = Keys.open(home.resolve("keys"));
        LedgerSetup setup = LedgerSetup.of(home, "r-1", "test", keys.personal());
        Ledger ledger = Ledger.open(setup);
        if (keys.identifier().isEmpty()) {
            enrolled(ledger, keys);
        }
        return on(ledger, keys, home, printer);
    }

    /** The same where nothing can be written. */
    static SellingRegister looking(Path home, String printer) throws Exception {
        Keys keys = Keys.look(home.resolve("keys"));
        LedgerSetup usual = LedgerSetup.of(home, "r-1", "test", keys.personal());
        LedgerSetup setup =
                new LedgerSetup(
                        usual.folder(),
                        usual.register(),
                        usual.engineVersion(),
                        usual.personalKey(),
                        usual.saleLimit(),
                        usual.bootGap(),
                        Connector.looking(),
                        usual.wall(),
                        usual.ticker(),
                        usual.random());
        return on(Ledger.look(setup), keys, home, printer);
    }

    private static SellingRegister on(Ledger ledger, Keys keys, Path home, String printer)
            throws Exception {
        Till till = new Till(ledger, Ticker.system(), Duration.ofMillis(50));
        PrintDesk desk = desk(home, printer);
        Programme programme = new Programme(Programme.read(Files.readString(PACK), "alpina.yaml"));
        Duration budget = Duration.ofMillis(800);
        Shop shop =
                new Shop(
                        "r-1", "s-1", "", "offline", "ru", 10_000_000, ApprovalRules.USUAL, budget);
        Receipts receipts = new Receipts(Templates.bundled(), "");
        Paper paper = new Paper(receipts, () -> Optional.of(desk), shop, PaperStyle.usual("s-1"));
        SignedCodes signed =
                new SignedCodes(Map.of(), InstantSource.system(), SignedCodes.Rules.USUAL);
        Codes codes = new Codes(new Classifier(CodeRules.usual(), signed));
        Checkout checkout =
                new Checkout(
                        till,
                        keys,
                        codes,
                        programme,
                        paper,
                        Optional.empty(),
                        shop,
                        (name, event) -> {});
        return new SellingRegister(
                till, desk, checkout, new OutstandingPaper(till, keys, programme, paper));
    }

    private static void enrolled(Ledger ledger, Keys keys) throws IOException {
        Contact contact =
                new Contact(
                        ledger.clock().instant(),
                        Duration.ofDays(3),
                        "g1",
                        Contact.Standing.LIVE,
                        false);
        EnrolAnswer answer =
                new EnrolAnswer(
                        new Holder("r-1", 1),
                        "s-1",
                        "alpina",
                        SigningKey.generate().verifyKey().base64(),
                        Base64.getEncoder().encodeToString(new byte[32]),
                        Tree.mapping().node(),
                        contact);
        String key = keys.signing().verifyKey().base64();
        ledger.correspondence().enrolled(answer, ledger.clock().moment(), keys, key);
    }

    private static PrintDesk desk(Path home, String address) throws IOException {
        PrinterSpec spec =
                new PrinterSpec(
                        "receipt",
                        DeviceAddress.parse(address),
                        LinkSettings.usual(),
                        "epson-tm-t20iii",
                        LetterRules.USUAL);
        Path journal = home.resolve("print.journal");
        return new PrintDesk(List.of(spec), journal, home.resolve("devices"), new Silent());
    }

    Till till() {
        return till;
    }

    Checkout checkout() {
        return checkout;
    }

    /** What becomes of owed paper every few seconds. */
    void payPaper() throws NotPossible, IOException {
        boolean more = outstanding.turn();
        if (more) {
            throw new AssertionError("more paper is owed than a test makes");
        }
    }

    /** Whether whatever is owed has come out. */
    boolean allPrinted() throws Exception {
        List<OwedPaper> owed = till.ask(() -> till.ledger().paper().all(10)).get();
        for (OwedPaper one : owed) {
            if (!desk.job(one.job()).map(r -> r.state() == JobState.CONFIRMED).orElse(false)) {
                return false;
            }
        }
        return true;
    }

    int owed() throws Exception {
        return till.ask(() -> till.ledger().paper().all(10)).get().size();
    }

    /** The id of an open sale. */
    String opened(String receipt) throws Exception {
        return idOf(checkout.open(asked("/v1/sales", BASKET.formatted(receipt))));
    }

    /** An open sale of the member of {@link #joined}. */
    String openedForMember(String receipt, String price) throws Exception {
        String basket = MEMBERS_BASKET.formatted(PHONE, receipt, price);
        return idOf(checkout.open(asked("/v1/sales", basket)));
    }

    String idOf(Answered answered) throws Exception {
        Node.Mapping told = (Node.Mapping) JsonText.read(answered.json(), "answer");
        return ((Node.Text) told.entries().get("id")).value();
    }

    Answered confirmed(String id) throws Exception {
        return checkout.confirm(id, asked("/v1/sales/" + id + "/confirm", "{}"), true);
    }

    Answered returned(String receipt) throws Exception {
        String wish = "{\"receipt\": \"" + receipt + "\"}";
        return checkout.giveBack(asked("/v1/returns", wish), Approval.SUPERVISOR, true);
    }

    /** Somebody joins whose birthday is today. */
    String joined() throws Exception {
        String born = LocalDate.now(ZoneId.of("Europe/Moscow")).withYear(1988).toString();
        String newcomer =
                """
                {"phone": "%s", "name": "Anna", "birthday": "%s", "consents": ["personal-data"]}"""
                        .formatted(PHONE, born);
        return checkout.enrol(asked("/v1/members", newcomer), true).member().orElseThrow().id();
    }

    /** The member of {@link #joined} comes again. */
    Identified came() throws Exception {
        return checkout.identify(new MemberKey(MemberKey.Kind.PHONE, PHONE), true);
    }

    static Asked asked(String path, String body) throws Exception {
        return new Asked(
                "pos", path, "key of " + path + body.hashCode(), JsonText.read(body, "request"));
    }

    /** From here on nothing can be written to the print journal. */
    void losePrintJournal() throws IOException {
        desk.close();
    }

    @Override
    public void close() throws IOException {
        desk.close();
        thread.close();
    }

    private static final class Silent implements PrinterNews {
        @Override
        public void job(String printer, PrintJob job, JobState state, String note) {}
    }
}
