package loyalty.terminal.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import loyalty.drivers.paper.Paper;
import loyalty.drivers.paper.PrinterMachine;
import loyalty.drivers.paper.PrinterSimulator;
import loyalty.drivers.simulate.TcpWire;
import loyalty.terminal.sale.KeptAnswer;
import loyalty.terminal.sale.SaleId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The paper of what is written comes out once, wherever between the commit and the paper the
 * register is killed, and also if the print journal's disk fails.
 */
class PaperAfterACrashTest {
    private static final String SOLD = "sold ";
    private static final String NOWHERE = "tcp://127.0.0.1:9";

    @TempDir Path home;
    private final BlockingQueue<Paper.Receipt> papers = new LinkedBlockingQueue<>();
    private PrinterSimulator printer;

    @BeforeEach
    void start() throws Exception {
        printer = PrinterSimulator.start(TcpWire.open(0), PrinterMachine.Model.EPSON_80);
        printer.onReceipt(papers::add);
    }

    @AfterEach
    void stop() {
        printer.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"opened", "committed", "queued", "printed", "settled"})
    void aReceiptComesOutOnceWhereverTheRegisterIsKilled(String where) throws Exception {
        String id = killed("sale", where);
        try (SellingRegister again = SellingRegister.open(home, printer.address())) {
            again.payPaper();
            again.confirmed(id); // a till that got no answer asks again
            again.payPaper();
            assertThat(papers.poll(30, TimeUnit.SECONDS)).isNotNull();
            comesOutAlone(again);
            assertThat(again.owed()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"committed", "queued", "printed", "settled"})
    void slipsComeOutOnceWhereverTheRegisterIsKilled(String where) throws Exception {
        String id = killed("slips", where);
        try (SellingRegister again = SellingRegister.open(home, printer.address())) {
            again.payPaper();
            assertThat(again.joined()).isEqualTo(id); // a till that got no answer asks again
            again.came();
            again.payPaper();
            assertThat(text()).contains("Добро пожаловать", "300");
            assertThat(text()).contains("С днём рождения", "5 0 0");
            comesOutAlone(again);
            assertThat(again.owed()).isZero();
        }
    }

    /** Lets another process do it, up to there; what it was about. */
    private String killed(String what, String where) throws Exception {
        String reaches = where.equals("queued") ? NOWHERE : printer.address();
        Process child = child(reaches, what, where);
        String said;
        try (BufferedReader out = child.inputReader(StandardCharsets.UTF_8)) {
            said = out.lines().filter(line -> line.startsWith(SOLD)).findFirst().orElseThrow();
        }
        child.destroyForcibly().waitFor();
        return said.substring(SOLD.length());
    }

    @Test
    void aReturnThatIsPrintedLateOrAgainSaysTheBalanceOfThen() throws Exception {
        String sale;
        String giveBack;
        try (SellingRegister broken = SellingRegister.open(home, NOWHERE)) {
            broken.joined();
            sale = broken.openedForMember("A-1", "1000.00");
            broken.confirmed(sale);
            broken.losePrintJournal();
            giveBack = broken.idOf(broken.returned("A-1"));
        }
        try (SellingRegister mended = SellingRegister.open(home, printer.address())) {
            mended.confirmed(mended.openedForMember("A-2", "5000.00"));
            mended.payPaper();
            mended.checkout().reprint(sale, Optional.of(giveBack), "1");
            List<String> papers = List.of(text(), text(), text(), text(), text());
            List<String> returns =
                    papers.stream().filter(text -> text.contains("В О З В Р А Т")).toList();
            assertThat(returns).hasSize(2);
            assertThat(returns).allSatisfy(text -> assertThat(text).contains("Баланс", "300"));
            assertThat(returns.get(1)).contains("К О П И Я");
        }
    }

    /** Printers keep the order of their jobs: what comes before the next sale's is all there is. */
    private void comesOutAlone(SellingRegister register) throws Exception {
        register.confirmed(register.opened("next"));
        Paper.Receipt next = papers.poll(30, TimeUnit.SECONDS);
        assertThat(next).isNotNull();
        assertThat(String.join("\n", next.lines())).contains("next");
        register.payPaper();
    }

    @Test
    void paperThatCouldNotBeQueuedIsOwedUntilItIs() throws Exception {
        try (SellingRegister broken = SellingRegister.open(home, NOWHERE)) {
            String id = broken.opened("A-1");
            broken.losePrintJournal();
            broken.confirmed(id);
            broken.returned("A-1");
            broken.payPaper();
            assertThat(broken.owed()).isEqualTo(2);
        }
        try (SellingRegister mended = SellingRegister.open(home, printer.address())) {
            mended.payPaper();
            assertThat(mended.owed()).isZero();
            assertThat(text()).contains("A-1", "Кофе");
            assertThat(text()).contains("В О З В Р А Т", "Кофе", "19,00");
            mended.payPaper();
            comesOutAlone(mended);
        }
    }

    private String text() throws InterruptedException {
        Paper.Receipt paper = papers.poll(30, TimeUnit.SECONDS);
        assertThat(paper).isNotNull();
        return String.join("\n", paper.lines());
    }

    @Test
    void aSaleWithoutPaperOwesNone() throws Exception {
        try (SellingRegister register = SellingRegister.open(home, printer.address())) {
            String id = register.opened("A-1");
            register.checkout().confirm(id, SellingRegister.asked("/confirm", "{}"), false);
            assertThat(register.owed()).isZero();
        }
    }

    private Process child(String address, String what, String where) throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        home.toString(),
                        address,
                        what,
                        where)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** The process that is killed: does one thing and stops dead at the place it was told. */
    static final class Child {
        private Child() {}

        public static void main(String[] args) throws Exception {
            SellingRegister register = SellingRegister.open(Path.of(args[0]), args[1]);
            String where = args[3];
            String about = args[2].equals("sale") ? sale(register, where) : slips(register, where);
            if (where.equals("queued") || where.equals("committed")) {
                stop(about);
            }
            while (!register.allPrinted()) {
                TimeUnit.MILLISECONDS.sleep(5);
            }
            if (where.equals("printed")) {
                stop(about);
            }
            register.payPaper();
            stop(about);
        }

        private static String sale(SellingRegister register, String where) throws Exception {
            String id = register.opened("A-1");
            switch (where) {
                case "opened" -> stop(id);
                case "committed" -> committed(register, id);
                default -> register.confirmed(id);
            }
            return id;
        }

        private static String slips(SellingRegister register, String where) throws Exception {
            if (where.equals("committed")) {
                register.losePrintJournal();
            }
            String member = register.joined();
            register.came();
            return member;
        }

        /** What a confirm does up to its commit, and nothing of what comes after. */
        private static void committed(SellingRegister register, String id) throws Exception {
            Asked asked = SellingRegister.asked("/v1/sales/" + id + "/confirm", "{}");
            Optional<KeptAnswer> answer = Optional.of(new KeptAnswer(200, "{}"));
            register.till()
                    .ask(
                            () ->
                                    register.till()
                                            .ledger()
                                            .confirm(new SaleId(id), asked.request(), answer, true))
                    .get();
            stop(id);
        }

        private static void stop(String id) throws InterruptedException {
            System.out.println(SOLD + id);
            System.out.flush();
            TimeUnit.MINUTES.sleep(1);
        }
    }
}
