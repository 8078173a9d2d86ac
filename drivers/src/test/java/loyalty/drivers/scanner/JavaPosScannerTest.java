package loyalty.drivers.scanner;

import static org.assertj.core.api.Assertions.assertThat;

import loyalty.drivers.Ticker;
import org.junit.jupiter.api.Test;

/** A scanner of a vendor's JavaPOS, which never shows halves of codes. */
class JavaPosScannerTest extends ScannerContract {
    private static final ScannerSettings SETTINGS = settings("javapos:TestScanner");

    @Override
    Scanner open() throws Exception {
        return Scanners.open(SETTINGS);
    }

    private static jpos.Scanner device() {
        return jpos.Scanner.OPEN.get("TestScanner");
    }

    @Override
    void scan(String code) {
        device().scan(code + "\r");
    }

    @Override
    void scanHalf(String code) {
        // the vendor's control keeps halves to itself
    }

    @Override
    void unplug() {
        if (device() != null) device().powerOff();
    }

    @Override
    void plug() {
        // opening makes a new control
    }

    @Test
    void symbolsAreToldAsAim() throws Exception {
        try (Scanner scanner = open()) {
            device().scan("4600000000015");
            assertThat(scanner.poll(PATIENCE).map(Scan::symbology)).contains(Symbology.EAN_13);
        }
    }

    @Test
    void healthAndStatisticsAreTheVendorsOwn() throws Exception {
        try (JavaPosScanner scanner = JavaPosScanner.open(SETTINGS, Ticker.system())) {
            assertThat(scanner.checkHealth()).isEqualTo("Internal HCheck: OK");
            assertThat(scanner.statistics()).isEqualTo("<UPOSStat/>");
        }
    }
}
