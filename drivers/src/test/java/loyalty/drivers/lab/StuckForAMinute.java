package loyalty.drivers.lab;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import loyalty.drivers.DeviceAddress;
import loyalty.drivers.Ticker;
import loyalty.drivers.link.LinkSettings;
import loyalty.drivers.paper.PrinterMachine;
import loyalty.drivers.paper.PrinterSimulator;
import loyalty.drivers.printer.FileJournal;
import loyalty.drivers.printer.JobState;
import loyalty.drivers.printer.PrintJob;
import loyalty.drivers.printer.PrinterNews;
import loyalty.drivers.printer.PrinterStation;
import loyalty.drivers.printer.Printers;
import loyalty.drivers.profile.PrinterProfile;
import loyalty.drivers.profile.Profiles;
import loyalty.drivers.simulate.PtyWire;
import loyalty.drivers.simulate.SimulatedWire;
import loyalty.drivers.simulate.TcpWire;

/**
 * A printer that stops reading for a minute in the middle of a report, on a PTY and on TCP: how
 * long every other call to it takes meanwhile, with the job journal on disk. Arguments: seconds, 60
 * unless told.
 */
final class StuckForAMinute {
    private static final Duration LIMIT = Duration.ofMillis(100);
    private static final Ticker TICKER = Ticker.system();

    private final PrinterStation station;
    private final List<Duration> took = new ArrayList<>();
    private Duration worst = Duration.ZERO;
    private String worstCall = "";

    private StuckForAMinute(PrinterStation station) {
        this.station = station;
    }

    private interface Call {
        Object make() throws Exception;
    }

    public static void main(String[] arguments) throws Exception {
        int seconds = arguments.length == 0 ? 60 : Integer.parseInt(arguments[0]);
        boolean well = true;
        for (SimulatedWire wire : List.of(PtyWire.open(), TcpWire.open(0)))
            well &= run(wire, seconds);
        System.exit(well ? 0 : 1);
    }

    private static boolean run(SimulatedWire wire, int seconds) throws Exception {
        PrinterProfile profile = Profiles.bundled().need("epson-tm-t20iii");
        Path directory = Files.createTempDirectory("stuck");
        try (PrinterSimulator simulator =
                        PrinterSimulator.start(wire, PrinterMachine.Model.EPSON_80);
                FileJournal journal = FileJournal.open(directory.resolve("jobs"));
                PrinterStation station =
                        PrinterStation.start(
                                1,
                                Printers.of(
                                        "p",
                                        DeviceAddress.parse(simulator.address()),
                                        profile,
                                        LinkSettings.usual()),
                                journal,
                                new Nobody(),
                                TICKER)) {
            return new StuckForAMinute(station).measure(simulator, seconds);
        }
    }

    private boolean measure(PrinterSimulator simulator, int seconds) throws Exception {
        simulator.tell(machine -> machine.stopReadingAfter(2_000));
        station.submit(new PrintJob("report", PrintJob.Kind.REPORT, "report", large()));
        long start = TICKER.nanos();
        while (TICKER.since(start).toSeconds() < seconds) {
            time("submit", () -> station.submit(receipt(took.size())));
            time("status", station::status);
            time("trouble", station::trouble);
            time("waiting", station::waiting);
            Thread.sleep(100);
        }
        int waiting = station.waiting().size();
        simulator.tell(PrinterMachine::readAgain);
        while (!station.waiting().isEmpty()) Thread.sleep(20);
        took.sort(null);
        boolean well = worst.compareTo(LIMIT) < 0 && simulator.receipts().size() == waiting;
        System.out.printf(
                "%s  %s: %d calls in %d s, half below %.2f ms, 99 of 100 below %.1f ms, the slowest"
                        + " (%s) %.1f ms; %d jobs waited and %d pieces of paper came out%n",
                well ? "ok    " : "FAILED",
                simulator.address().replaceFirst(":.*", ""),
                took.size(),
                seconds,
                millis(took.get(took.size() / 2)),
                millis(took.get(took.size() * 99 / 100)),
                worstCall,
                millis(worst),
                waiting,
                simulator.receipts().size());
        return well;
    }

    private static double millis(Duration duration) {
        return duration.toNanos() / 1e6;
    }

    private void time(String name, Call call) throws Exception {
        long start = TICKER.nanos();
        call.make();
        Duration now = TICKER.since(start);
        took.add(now);
        if (now.compareTo(worst) > 0) {
            worst = now;
            worstCall = name;
        }
    }

    private static byte[] large() {
        byte[] bytes = new byte[200_000];
        for (int i = 0; i < bytes.length; i++) bytes[i] = (byte) (i % 40 == 39 ? '\n' : 'x');
        return cut(bytes);
    }

    private static PrintJob receipt(int number) {
        byte[] bytes = new byte[800];
        for (int i = 0; i < bytes.length; i++) bytes[i] = (byte) (i % 40 == 39 ? '\n' : 'y');
        String id = "receipt " + number;
        return new PrintJob(id, PrintJob.Kind.RECEIPT, id, cut(bytes));
    }

    private static byte[] cut(byte[] bytes) {
        byte[] all = java.util.Arrays.copyOf(bytes, bytes.length + 4);
        System.arraycopy(new byte[] {0x1D, 'V', 66, 0}, 0, all, bytes.length, 4);
        return all;
    }

    private static final class Nobody implements PrinterNews {
        @Override
        public void job(String printer, PrintJob job, JobState state, String note) {}
    }
}
