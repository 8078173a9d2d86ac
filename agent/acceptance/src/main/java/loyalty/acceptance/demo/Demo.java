package loyalty.acceptance.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import loyalty.acceptance.program.Books;
import loyalty.acceptance.program.Calls;
import loyalty.acceptance.program.CentralOffice;
import loyalty.acceptance.program.Ears;
import loyalty.acceptance.program.EmptyDirectory;
import loyalty.acceptance.program.Register;
import loyalty.drivers.DeviceException;
import loyalty.drivers.paper.Paper;
import loyalty.drivers.paper.PrinterMachine;
import loyalty.drivers.paper.PrinterSimulator;
import loyalty.drivers.simulate.PtyWire;
import loyalty.drivers.simulate.ScannerSimulator;
import loyalty.engine.document.Node;

/**
 * The main job on real parts: an agent with a scanner and a printer on serial ports, an SQLite
 * ledger, the processor as another process; then an outage and a power cut. Reading {@link #play}
 * is reading the story. Exit code 0 only if everything it promised held.
 */
public final class Demo {
    private static final String CARD = "2900000000018";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int CHAPTERS = 9;

    private final Story story;
    private final Path home;
    private final ScannerSimulator scanner;
    private final PrinterSimulator printer;
    private final Path papers;
    private final List<Paper.Receipt> cut = new CopyOnWriteArrayList<>();

    private Demo(Story story, Path home) throws IOException {
        this.story = story;
        this.home = home;
        this.papers = home.resolve("paper");
        this.scanner = new ScannerSimulator(PtyWire.open(home.resolve("dev/scanner")));
        this.printer =
                PrinterSimulator.start(
                                PtyWire.open(home.resolve("dev/printer")),
                                PrinterMachine.Model.EPSON_80)
                        .saveInto(papers)
                        .onReceipt(cut::add);
    }

    /** {@code --once} ends when the story is told; without it the agent stays for a look. */
    public static void main(String[] arguments) throws Exception {
        List<String> words = List.of(arguments);
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        if (words.contains("--help") || !List.of("--once").containsAll(words)) {
            out.println("usage: scripts/demo [--once]");
            out.println(
                    "  --once   end when the story is told; exit code 0 only if all of it held");
            System.exit(words.contains("--help") ? 0 : 2);
        }
        Path home = Path.of("var", "demo").toAbsolutePath();
        EmptyDirectory.make(home);
        Story story = new Story(out, CHAPTERS);
        new Demo(story, home).play(words.contains("--once"));
        System.exit(story.allHeld() ? 0 : 1);
    }

    private void play(boolean once) throws Exception {
        story.chapter("A central processor starts, with VЁSKA's programme and three members.");
        try (CentralOffice office = openOffice();
                Register register = openRegister(office)) {
            scanCard(register);
            Node basket = Baskets.coffeeAndCakes("A-1001");
            quote(register, basket);
            sell(register, basket, "first", 1);
            processorLearns(register, office);
            outage(register, office);
            powerCut(register);
            settled(register, office);
            story.end();
            if (!once) {
                stay(register);
            }
        } finally {
            printer.close();
            scanner.close();
        }
    }

    private CentralOffice openOffice() throws IOException {
        Path members = home.resolve("members.csv");
        try (InputStream list = Demo.class.getResourceAsStream("/demo/members.csv")) {
            if (list == null) {
                throw new IOException("the demo's members are not in its jar: build it again");
            }
            Files.copy(list, members);
        }
        CentralOffice office =
                CentralOffice.open(
                        home.resolve("processor"),
                        Path.of("config", "programmes", "veska.yaml"),
                        members);
        story.tell("It listens at " + office.address() + ", in a process of its own.");
        return office;
    }

    private Register openRegister(CentralOffice office) throws IOException, InterruptedException {
        story.chapter(
                "A register enrols and its agent starts: scanner and printer on serial ports.");
        Register.Setup setup =
                new Register.Setup(
                        home.resolve("agent"),
                        "demo-1-01",
                        "demo-1",
                        Path.of("config", "programmes", "veska.yaml"),
                        office.address(),
                        devices());
        Register register = Register.open(setup, office.enrolmentCode("demo-1-01", "demo-1"));
        story.tell("Agent at " + register.address() + ", scanner on " + scanner.address());
        story.tell("and printer on " + printer.address() + "; ledger in SQLite beside it.");
        boolean members =
                register.calls()
                        .until("/v1/status", a -> a.at("members").equals("3"), PATIENCE)
                        .at("members")
                        .equals("3");
        story.promise("the three members came down from the processor", members);
        story.promise("the agent holds the scanner's port", scanner.awaitDriver(PATIENCE));
        return register;
    }

    private String devices() {
        return """
                scanners:
                  - {name: scanner, address: "%s"}
                printers:
                  - {name: receipt, address: "%s", model: epson-tm-t20iii}
                """
                .formatted(scanner.address(), printer.address());
    }

    private void scanCard(Register register) throws Exception {
        story.chapter("The customer's card is scanned.");
        try (Ears ears = Ears.open(register)) {
            scanner.scan(CARD);
            Calls.Answer heard = ears.await("member", PATIENCE);
            story.tell(
                    "Member %s, tier %s: balance %s, of which %s can be paid with now."
                            .formatted(
                                    heard.at("data.member.name"),
                                    heard.at("data.member.tier"),
                                    heard.at("data.member.balance"),
                                    heard.at("data.member.redeemable")));
            story.promiseEqual(
                    "the balance is the imported one", "5000", heard.at("data.member.balance"));
        }
    }

    private void quote(Register register, Node basket) throws IOException {
        story.chapter(
                "A basket is quoted: coffee and two cakes, paying with as many points as allowed.");
        Calls.Answer quote = register.calls().post("/v1/quotes", basket);
        story.tell(
                "%s before discounts, %s off by promotions, %s paid with points, %s due; earns %s."
                        .formatted(
                                quote.at("total.base"),
                                quote.at("total.discount"),
                                quote.at("total.redeemed"),
                                quote.at("total.due"),
                                quote.at("points.earned")));
        story.tell("The points were limited by " + quote.at("points.ceilingLimitedBy") + ".");
        story.promiseEqual("30 % off one cake with the coffee", "3.60", quote.at("total.discount"));
        story.promiseEqual("the cap of 70 % holds", "2688", quote.at("points.redeemed"));
    }

    /** Sells and confirms under one key, then looks at the paper. */
    private Calls.Answer sell(Register register, Node basket, String key, int receipts)
            throws IOException {
        story.chapter("The sale is confirmed: durable first, then paper.");
        Calls.Answer sale = sale(register, basket, key);
        story.promise("the sale " + sale.at("id") + " is " + sale.at("state"), sale.ok());
        paper(receipts);
        return sale;
    }

    private static Calls.Answer sale(Register register, Node basket, String key)
            throws IOException {
        return register.calls()
                .post("/v1/sales?confirm=true", basket, Map.of("Idempotency-Key", key));
    }

    private void paper(int receipts) throws IOException {
        List<Paper.Receipt> printed =
                Waits.until(() -> List.copyOf(cut), r -> r.size() >= receipts, PATIENCE);
        story.promiseEqual(
                "receipts on paper", Integer.toString(receipts), Integer.toString(printed.size()));
        if (!printed.isEmpty()) {
            story.tell("");
            printed.get(printed.size() - 1).lines().forEach(line -> story.tell("| " + line));
            story.tell("");
        }
        story.tell(
                "The paper as pictures and text: "
                        + Path.of("").toAbsolutePath().relativize(papers));
    }

    private void processorLearns(Register register, CentralOffice office) throws IOException {
        story.chapter("The processor learns of the sale.");
        awaitSettled(register);
        compare(register, office);
    }

    private Books compare(Register register, CentralOffice office) throws IOException {
        Books books = Books.of(office, register.calls(), CARD);
        story.promiseEqual(
                "balance at the processor and at the register",
                Long.toString(books.processor()),
                Long.toString(books.register()));
        return books;
    }

    private void outage(Register register, CentralOffice office) throws Exception {
        story.chapter("The processor is killed. A second sale redeems offline, within its limit.");
        office.kill();
        Calls.Answer status =
                register.calls().until("/v1/status", a -> a.at("mode").equals("offline"), PATIENCE);
        story.promiseEqual("the agent says so", "offline", status.at("mode"));
        story.tell("It may still redeem, together, " + status.at("worstLoss.couldRedeem") + ".");
        Calls.Answer sale = sale(register, Baskets.feast("A-1002"), "second");
        story.promise("the sale is " + sale.at("state"), sale.ok());
        story.tell(
                "It pays with %s points; what limited it: %s."
                        .formatted(
                                sale.at("quote.points.redeemed"),
                                sale.at("quote.points.ceilingLimitedBy")));
        story.promise(
                "it redeemed something, within the leased rights",
                !sale.at("quote.points.redeemed").isEmpty()
                        && !sale.at("quote.points.redeemed").equals("0"));
        paper(2);
    }

    private void powerCut(Register register) throws IOException {
        story.chapter("Power cut: the agent is killed with -9 and started again.");
        Calls.Answer before = sale(register, Baskets.feast("A-1002"), "second");
        register.kill();
        register.start();
        Calls.Answer after = sale(register, Baskets.feast("A-1002"), "second");
        story.promise(
                "the second sale, asked for again under its key, is the same one",
                after.ok() && after.at("id").equals(before.at("id")));
        story.promise("its journal verifies", journalVerifies(register));
        story.promiseEqual("receipts on paper are still two", "2", Integer.toString(cut.size()));
    }

    private static boolean journalVerifies(Register register) throws IOException {
        try {
            register.command("journal", "verify");
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private void settled(Register register, CentralOffice office) throws IOException {
        story.chapter("The processor is back. Everything settles, exactly once.");
        office.start();
        awaitSettled(register);
        Books books = compare(register, office);
        story.promiseEqual("sales at the processor", "2", Long.toString(books.sales()));
    }

    private void awaitSettled(Register register) throws IOException {
        Calls.Answer status =
                register.calls()
                        .until(
                                "/v1/status",
                                a ->
                                        a.at("mode").equals("online")
                                                && a.at("pending.operations").equals("0"),
                                PATIENCE);
        story.promiseEqual(
                "operations waiting at the register", "0", status.at("pending.operations"));
    }

    private void stay(Register register) throws InterruptedException, DeviceException {
        story.tell("");
        story.tell("The agent stays. Cashier page: " + register.address() + "/");
        story.tell("Customer display:              " + register.address() + "/display");
        story.tell("Ctrl+C ends it.");
        new CountDownLatch(1).await();
    }
}
