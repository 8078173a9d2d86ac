package loyalty.drivers.scanner;

import static org.assertj.core.api.Assertions.assertThat;

import loyalty.drivers.Ticker;
import loyalty.drivers.hid.KeyStrokes;
import org.junit.jupiter.api.Test;

/** A scanner that types. */
class WedgeScannerTest extends ScannerContract {
    private static final ScannerSettings SETTINGS = settings("evdev:/dev/input/event9");

    private MemoryLink link = new MemoryLink(new byte[0]);

    @Override
    Scanner open() {
        link = new MemoryLink(new byte[0]);
        return new FramedScanner(link, new Scanners.Keys(), SETTINGS, Ticker.system());
    }

    @Override
    void scan(String code) {
        link.put(KeyStrokes.of(code + "\r"));
    }

    @Override
    void scanHalf(String code) {
        link.put(KeyStrokes.of(code));
    }

    @Override
    void unplug() {
        link.unplug();
    }

    @Override
    void plug() {
        link = new MemoryLink(new byte[0]);
    }

    @Test
    void aCodeWithLostKeysIsThrownAwayWhole() throws Exception {
        try (Scanner scanner = open()) {
            link.put(KeyStrokes.of("29000"));
            link.put(KeyStrokes.dropped());
            link.put(KeyStrokes.of("12349\r46\r"));
            assertThat(scanner.poll(PATIENCE).map(Scan::text)).contains("46");
        }
    }
}
