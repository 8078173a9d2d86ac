package loyalty.drivers.scanner;

import java.nio.charset.StandardCharsets;
import loyalty.drivers.simulate.ScannerSimulator;
import org.junit.jupiter.api.BeforeEach;

/** The contract over a simulated device. */
abstract class SimulatedDeviceContract extends ScannerContract {
    private ScannerSimulator device;

    abstract ScannerSimulator newDevice() throws Exception;

    @BeforeEach
    void makeDevice() throws Exception {
        device = newDevice();
    }

    @Override
    Scanner open() throws Exception {
        Scanner scanner = Scanners.open(settings(device.address()));
        device.awaitDriver(PATIENCE);
        return scanner;
    }

    @Override
    void scan(String code) throws Exception {
        device.scan(code);
    }

    @Override
    void scanHalf(String code) throws Exception {
        device.send(code.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    void unplug() throws Exception {
        device.unplug();
    }

    @Override
    void plug() throws Exception {
        device.plug();
    }
}
