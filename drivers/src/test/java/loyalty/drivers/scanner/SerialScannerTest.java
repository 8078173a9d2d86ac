package loyalty.drivers.scanner;

import java.nio.file.Path;
import loyalty.drivers.simulate.PtyWire;
import loyalty.drivers.simulate.ScannerSimulator;
import org.junit.jupiter.api.io.TempDir;

/** A scanner on a PTY, opened through jSerialComm like any serial device. */
class SerialScannerTest extends SimulatedDeviceContract {
    @TempDir Path directory;

    @Override
    ScannerSimulator newDevice() throws Exception {
        return new ScannerSimulator(PtyWire.open(directory.resolve("scanner")));
    }
}
