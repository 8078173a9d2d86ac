package loyalty.drivers.lab;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import loyalty.drivers.DeviceAddress;
import loyalty.drivers.Ticker;
import loyalty.drivers.link.LinkSettings;
import loyalty.drivers.loop.DutyThread;
import loyalty.drivers.printer.MemoryJournal;
import loyalty.drivers.printer.PrintJob;
import loyalty.drivers.printer.Printer;
import loyalty.drivers.printer.PrinterNews;
import loyalty.drivers.printer.PrinterStation;
import loyalty.drivers.printer.Printers;
import loyalty.drivers.profile.PrinterProfile;
import loyalty.drivers.profile.Profiles;
import loyalty.drivers.scanner.Scan;
import loyalty.drivers.scanner.ScannerDuty;
import loyalty.drivers.scanner.ScannerEvents;
import loyalty.drivers.scanner.ScannerSettings;
import loyalty.drivers.scanner.Scanners;
import loyalty.drivers.simulate.PtyWire;
import loyalty.drivers.simulate.SimulatedWire;

/**
 * What devices cost while nothing happens: processor time of their threads, for a scanner that is
 * there and silent, for ones that are not there, and for a printer that is not there. Arguments:
 * seconds, 20 unless told.
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
        printer("no job, printer absent", List.of(), seconds);
        printer("a job waits, printer absent", List.of("receipt"), seconds);
        System.exit(0);
    }

    private static void printer(String what, List<String> jobs, int seconds) throws Exception {
        PrinterProfile profile = Profiles.bundled().need("epson-tm-t20iii");
        Printer absent =
                Printers.of(
                        "p", DeviceAddress.parse("usb:04b8:0e15"), profile, LinkSettings.usual());
        MemoryJournal journal = new MemoryJournal();
        for (String id : jobs) {
            journal.add("p", new PrintJob(id, PrintJob.Kind.RECEIPT, id, new byte[] {'x', '\n'}));
        }
        try (PrinterStation station =
                PrinterStation.start(9, absent, journal, new Silent(), Ticker.system())) {
            told(what, station.waiting().size() == jobs.size(), "printer-9", seconds);
        }
    }

    private static void told(String what, boolean running, String thread, int seconds)
            throws Exception {
        Thread.sleep(2000); // classes are loaded, the device is open or known to be absent
        long before = cpuNanos(thread);
        Thread.sleep(seconds * 1000L);
        long spent = cpuNanos(thread) - before;
        System.out.printf(
                "%-28s %s: %.2f ms of processor time a second%n",
                what, running ? "runs" : "ended", spent / 1e6 / seconds);
    }

    private static final class Silent implements PrinterNews {}

    private static void measure(String address, int seconds) throws Exception {
        ScannerSettings settings = ScannerSettings.usual(DeviceAddress.parse(address));
        ScannerDuty duty = new ScannerDuty("idle", () -> Scanners.open(settings), new Nobody());
        try (DutyThread thread = DutyThread.start(duty, ScannerDuty.REST, (who, e) -> {})) {
            told(address, thread.running(), "idle", seconds);
        }
    }

    private static long cpuNanos(String name) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long sum = 0;
        for (long id : threads.getAllThreadIds()) {
            if (threads.getThreadInfo(id) != null
                    && threads.getThreadInfo(id).getThreadName().equals(name)) {
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
