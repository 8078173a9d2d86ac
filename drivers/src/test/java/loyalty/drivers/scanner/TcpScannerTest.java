package loyalty.drivers.scanner;

import loyalty.drivers.simulate.ScannerSimulator;
import loyalty.drivers.simulate.TcpWire;

/** A scanner on the network. */
class TcpScannerTest extends SimulatedDeviceContract {
    @Override
    ScannerSimulator newDevice() throws Exception {
        return new ScannerSimulator(TcpWire.open(0));
    }
}
