package loyalty.acceptance.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.LoadState;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import loyalty.acceptance.program.CentralOffice;
import loyalty.acceptance.program.Register;
import loyalty.drivers.paper.PrinterMachine;
import loyalty.drivers.paper.PrinterSimulator;
import loyalty.drivers.simulate.PtyWire;
import loyalty.drivers.simulate.ScannerSimulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cashier at the page, in a real browser, with a real agent, scanner and printer behind it. */
class CashierPageTest {
    private static final String CARD = "2900000000018";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir private Path home;

    @Test
    void aCashierScansSellsWithPointsAndGoesOnWhenTheLineIsCut() throws Exception {
        Path members = home.resolve("members.csv");
        try (InputStream list = getClass().getResourceAsStream("/demo/members.csv")) {
            Files.copy(list, members);
        }
        Path pack = Path.of("../../config/programmes/veska.yaml");
        try (ScannerSimulator scanner =
                        new ScannerSimulator(PtyWire.open(home.resolve("scanner")));
                PrinterSimulator printer =
                        PrinterSimulator.start(
                                PtyWire.open(home.resolve("printer")),
                                PrinterMachine.Model.EPSON_80);
                CentralOffice office =
                        CentralOffice.open(home.resolve("processor"), pack, members);
                Register register = register(office, scanner, printer, pack);
                Playwright playwright = Playwright.create(Chromium.quiet());
                Browser browser = playwright.chromium().launch(Chromium.installed())) {
            register.calls()
                    .until("/v1/status", answer -> answer.at("members").equals("3"), PATIENCE);
            assertThat(scanner.awaitDriver(PATIENCE)).isTrue();
            Page page = browser.newPage(new Browser.NewPageOptions().setViewportSize(1400, 900));
            page.navigate(register.address().toString() + "/");
            page.waitForLoadState(LoadState.NETWORKIDLE);
            online(page);
            theScannedMemberAppears(page, scanner);
            aBasketIsQuotedAndSoldWithPoints(page);
            theReceiptIsShownAndPrinted(page);
            goodsComeBackWithAPin(page, register);
            theNextCustomerBuysByLinesInEnglish(page);
            office.kill();
            theCutLineIsShown(page);
        }
    }

    private Register register(
            CentralOffice office, ScannerSimulator scanner, PrinterSimulator printer, Path pack)
            throws Exception {
        String devices =
                """
                scanners:
                  - {name: scanner, address: "%s"}
                printers:
                  - {name: receipt, address: "%s", model: generic-80}
                """
                        .formatted(scanner.address(), printer.address());
        Register.Setup setup =
                new Register.Setup(
                        home.resolve("agent"),
                        "demo-1-01",
                        "demo-1",
                        pack,
                        office.address(),
                        devices);
        return Register.open(setup, office.enrolmentCode("demo-1-01", "demo-1"));
    }

    private static void online(Page page) {
        assertThat(page.locator("#mode")).hasAttribute("data-state", "online");
        assertThat(page.locator("#programme")).hasText("VЁSKA");
        Chromium.picture(page, "1-ready");
    }

    private static void theScannedMemberAppears(Page page, ScannerSimulator scanner)
            throws Exception {
        assertThat(scanner.scan(CARD)).isTrue();
        assertThat(page.locator("#pass .who")).hasText("Анна К.");
        assertThat(page.locator("#available")).containsText("5000");
    }

    private static void goodsComeBackWithAPin(Page page, Register register) throws Exception {
        register.command("cashier", "add", "17", "--pin", "4711");
        page.locator("#return").click();
        page.locator("#returnForm [name=receipt]").fill(page.locator("#saleId").textContent());
        page.locator("#returnFind").click();
        assertThat(page.locator("#returnSums")).containsText("12.60");
        assertThat(page.locator("#returnPin")).isVisible();
        page.locator("#returnForm [name=cashier]").fill("17");
        page.locator("#returnForm [name=pin]").fill("1111");
        page.locator("#returnDo").click();
        assertThat(page.locator("#returnError")).isVisible();
        page.locator("#returnForm [name=pin]").fill("4711");
        page.locator("#returnDo").click();
        assertThat(page.locator("#giveBack")).isHidden();
        assertThat(page.locator("#scan")).containsText("12.60");
    }

    private static void aBasketIsQuotedAndSoldWithPoints(Page page) {
        page.locator("#amount").fill("42,00");
        assertThat(page.locator("#due")).hasText("42.00");
        page.keyboard().press("F8");
        assertThat(page.locator("#due")).hasText("12.60");
        assertThat(page.locator("#ceiling")).containsText("2940");
        Chromium.picture(page, "2-quoted");
        page.keyboard().press("F9");
        assertThat(page.locator("#receipt")).isVisible();
        assertThat(page.locator("#confirm")).isHidden();
    }

    private static void theReceiptIsShownAndPrinted(Page page) {
        Locator paper = page.locator("#paper");
        assertThat(paper).hasJSProperty("complete", true);
        assertThat(page.locator("#printState")).hasText("Чек напечатан", within());
        Chromium.picture(page, "3-sold");
    }

    private static LocatorAssertions.HasTextOptions within() {
        return new LocatorAssertions.HasTextOptions().setTimeout((double) PATIENCE.toMillis());
    }

    private static void theNextCustomerBuysByLinesInEnglish(Page page) {
        page.locator("#language").click();
        page.keyboard().press("Escape");
        assertThat(page.locator("#pass")).isHidden();
        page.keyboard().press("F4");
        Locator cells = page.locator("#lines tr").last().locator("input");
        cells.nth(0).fill("Coffee");
        cells.nth(1).fill("drinks/coffee");
        cells.nth(3).fill("4.50");
        assertThat(page.locator("#due")).hasText("4.50");
        page.locator("#code").fill("2900000000019");
        page.locator("#code").press("Enter");
        assertThat(page.locator("#scan")).containsText("check digit");
        page.locator("#code").fill("+375291234568");
        page.locator("#code").press("Enter");
        assertThat(page.locator("#pass .who")).hasText(Pattern.compile("П.+"));
        Chromium.picture(page, "4-lines-english");
    }

    private static void theCutLineIsShown(Page page) {
        assertThat(page.locator("#mode"))
                .hasAttribute(
                        "data-state",
                        "offline",
                        new LocatorAssertions.HasAttributeOptions().setTimeout(60_000));
        assertThat(page.locator("#banner")).isVisible();
        Chromium.picture(page, "5-offline");
    }
}
