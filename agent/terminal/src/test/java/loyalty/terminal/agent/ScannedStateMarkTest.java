package loyalty.terminal.agent;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import loyalty.drivers.DeviceAddress;
import loyalty.drivers.code.Classifier;
import loyalty.drivers.code.Code;
import loyalty.drivers.code.CodeRules;
import loyalty.drivers.code.SignedCodes;
import loyalty.drivers.scanner.ScannerSettings;
import loyalty.drivers.simulate.PtyWire;
import loyalty.drivers.simulate.ScannerSimulator;
import loyalty.receipt.template.Templates;
import loyalty.terminal.api.Events;
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
import loyalty.terminal.print.PaperStyle;
import loyalty.terminal.print.Receipts;
import loyalty.terminal.scan.Codes;
import loyalty.terminal.scan.ScanStation;
import loyalty.terminal.scan.Scanned;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** From the scanner's wire to the checkout: a state mark is known, and that is all. */
class ScannedStateMarkTest {
    private static final Path PACK = Path.of("../../config/programmes/veska.yaml");

    @TempDir Path home;

    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Level before = root.getLevel();

    @BeforeEach
    void listenToEveryLogger() {
        log.start();
        root.setLevel(Level.DEBUG);
        root.addAppender(log);
    }

    @AfterEach
    void listenNoMore() {
        root.detachAppender(log);
        root.setLevel(before);
    }

    /** Nobody runs the till: whatever looked something up would fail. */
    private Checkout checkoutWithIdleTill(Keys keys, Till till, Codes codes) throws Exception {
        Shop shop =
                new Shop(
                        "r-1",
                        "s-1",
                        "",
                        "offline",
                        "ru",
                        10_000_000,
                        ApprovalRules.USUAL,
                        Duration.ofMillis(1));
        Receipts receipts = new Receipts(Templates.bundled(), "");
        Paper paper = new Paper(receipts, Optional::empty, shop, PaperStyle.usual("s-1"));
        Programme programme = new Programme(Programme.read(Files.readString(PACK), "veska.yaml"));
        return new Checkout(
                till, keys, codes, programme, paper, Optional.empty(), shop, (event, data) -> {});
    }

    /** What a scanner said, kept until the test asks. */
    private record Heard(BlockingQueue<Code> codes) implements Scanned {
        @Override
        public void code(String scanner, Code code, boolean misread) {
            codes.add(code);
        }

        @Override
        public void scanner(String scanner, boolean there, String sentence) {}
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0104600000000015215SECRET7890\u001d93abcd",
                "0104600000000015215SECRET789093abcd",
                "(01)04600000000015(21)5SECRET7890(93)abcd",
                "]d20104600000000015215SECRET7890\u001d93abcd"
            })
    void aMarkWithOrWithoutGsIsNeverLookedUpAndNeverLogged(String mark) throws Exception {
        SignedCodes signed =
                new SignedCodes(Map.of(), InstantSource.system(), SignedCodes.Rules.USUAL);
        Codes codes = new Codes(new Classifier(CodeRules.usual(), signed));
        Keys keys = Keys.open(home.resolve("keys"));
        LedgerSetup setup = LedgerSetup.of(home, "r-1", "test", keys.personal());
        Ledger ledger = Ledger.open(setup);
        Till till = new Till(ledger, Ticker.system(), Duration.ofMillis(1));
        Checkout checkout = checkoutWithIdleTill(keys, till, codes);
        ScanDesk desk = new ScanDesk(checkout, new Events(InstantSource.system()), false);
        Heard heard = new Heard(new ArrayBlockingQueue<>(8));
        try (ScannerSimulator device = new ScannerSimulator(PtyWire.open())) {
            ScannerSettings settings = ScannerSettings.usual(DeviceAddress.parse(device.address()));
            try (ScanStation station = new ScanStation(Map.of("s", settings), codes, heard)) {
                station.start((name, failure) -> {});
                assertThat(device.awaitDriver(Duration.ofSeconds(30))).isTrue();
                device.scan(mark);
                Code code = heard.codes().poll(30, TimeUnit.SECONDS);
                assertThat(code).isInstanceOf(Code.StateMark.class);
                desk.code("s", code, false);
                desk.turn();
                assertThat(checkout.identify(code, false).kind()).isEqualTo("state-mark");
                assertThat(checkout.identify(code, false).code()).contains("");
                assertThat(code.toString()).doesNotContain("SECRET");
            }
        }
        till.close();
        List<String> said = log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
        assertThat(said).noneMatch(line -> line.contains("SECRET") || line.contains("460000000"));
    }
}
