package loyalty.drivers.lab;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import loyalty.drivers.DeviceAddress;
import loyalty.drivers.loop.DutyThread;
import loyalty.drivers.scanner.Scan;
import loyalty.drivers.scanner.ScannerDuty;
import loyalty.drivers.scanner.ScannerEvents;
import loyalty.drivers.scanner.ScannerSettings;
import loyalty.drivers.scanner.Scanners;
import loyalty.drivers.simulate.PtyWire;
import loyalty.drivers.simulate.SimulatedWire;

/**
 * What a scanner costs while nothing happens: processor time of its thread, for one that is there
 * and silent and for ones that are not there. Arguments: seconds, 20 unless told.
 */
final class IdleCost {
    private IdleCost() {}

    public static void main(String[] arguments) throws Exception {
        int seconds = arguments.length == 0 ? 20 : Integer.parseInt(arguments[0]);
        try (SimulatedWire wire = PtyWire.open()) {
            for (String address :
                    List.of(
                            wire.address(),
                            "serial:/dev/ttyACM99",
                            "serial:0403:6001",
                            "hidraw:0c2e:0b61",
                            "usb:0c2e:0b61",
                            "tcp:127.0.0.1:9")) {
                measure(address, seconds);
            }
        }
        System.exit(0);
    }

    private static void measure(String address, int seconds) throws Exception {
        ScannerSettings settings = ScannerSettings.usual(DeviceAddress.parse(address));
        ScannerDuty duty = new ScannerDuty("idle", () -> Scanners.open(settings), new Nobody());
        try (DutyThread thread = DutyThread.start(duty, ScannerDuty.REST, (who, e) -> {})) {
            Thread.sleep(2000); // classes are loaded, the device is open or known to be absent
            long before = cpuNanos();
            Thread.sleep(seconds * 1000L);
            long spent = cpuNanos() - before;
            System.out.printf(
                    "%-24s %s: %.2f ms of processor time a second%n",
                    address, thread.running() ? "runs" : "ended", spent / 1e6 / seconds);
        }
    }

    private static long cpuNanos() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long sum = 0;
        for (long id : threads.getAllThreadIds()) {
            if (threads.getThreadInfo(id) != null
                    && threads.getThreadInfo(id).getThreadName().equals("idle")) {
                sum += threads.getThreadCpuTime(id);
            }
        }
        return sum;
    }

    private static final class Nobody implements ScannerEvents {
        @Override
        public void scanned(String scanner, Scan scan) {}

        @Override
        public void attached(String scanner) {}

        @Override
        public void detached(String scanner, String reason) {}
    }
}
