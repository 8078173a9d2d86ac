package loyalty.drivers.lab;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import loyalty.drivers.DeviceAddress;
import loyalty.drivers.Ticker;
import loyalty.drivers.link.LinkSettings;
import loyalty.drivers.paper.PrinterMachine;
import loyalty.drivers.paper.PrinterSimulator;
import loyalty.drivers.printer.FileJournal;
import loyalty.drivers.printer.JobJournal;
import loyalty.drivers.printer.JobState;
import loyalty.drivers.printer.MemoryJournal;
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
 * long every other call to it takes meanwhile. With the job journal in memory none may take 100 ms:
 * nothing waits for the printer. With the journal on disk the calls are told beside what the disk
 * alone takes. Each job must come out once. Arguments: seconds, 60 unless told.
 */
final class StuckForAMinute {
    private static final Duration LIMIT = Duration.ofMillis(100);
    private static final Ticker TICKER = Ticker.system();

    private final PrinterStation station;
    private final boolean limited;
    private final Map<String, List<Duration>> took = new LinkedHashMap<>();
    private int submitted;

    private StuckForAMinute(PrinterStation station, boolean limited) {
        this.station = station;
        this.limited = limited;
    }

    private interface Call {
        Object make() throws Exception;
    }

    public static void main(String[] arguments) throws Exception {
        int seconds = arguments.length == 0 ? 60 : Integer.parseInt(arguments[0]);
        boolean well = true;
        for (SimulatedWire wire : List.of(PtyWire.open(), TcpWire.open(0))) {
            well &= run(wire, seconds, "memory", new MemoryJournal());
        }
        Path file = Files.createTempDirectory("stuck").resolve("jobs");
        try (FileJournal journal = FileJournal.open(file)) {
            well &= run(PtyWire.open(), seconds, "disk", journal);
        }
        System.exit(well ? 0 : 1);
    }

    private static boolean run(SimulatedWire wire, int seconds, String where, JobJournal journal)
            throws Exception {
        PrinterProfile profile = Profiles.bundled().need("epson-tm-t20iii");
        try (PrinterSimulator simulator =
                        PrinterSimulator.start(wire, PrinterMachine.Model.EPSON_80);
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
            System.out.printf("journal in %s, ", where);
            return new StuckForAMinute(station, where.equals("memory")).measure(simulator, seconds);
        }
    }

    private boolean measure(PrinterSimulator simulator, int seconds) throws Exception {
        simulator.tell(machine -> machine.stopReadingAfter(2_000));
        station.submit(new PrintJob("report", PrintJob.Kind.REPORT, "report", large()));
        submitted++;
        Path file = Files.createTempFile("stuck", ".disk");
        try (FileChannel disk = FileChannel.open(file, StandardOpenOption.WRITE)) {
            long start = TICKER.nanos();
            while (TICKER.since(start).toSeconds() < seconds) {
                time("submit", () -> station.submit(receipt(submitted++)));
                time("status", station::status);
                time("trouble", station::trouble);
                time("waiting", station::waiting);
                Thread.sleep(50);
                // Also after a rest: a disk that others have given work to is slow at the first
                // write.
                time("(the disk alone)", () -> bareWrite(disk));
                Thread.sleep(50);
            }
        }
        simulator.tell(PrinterMachine::readAgain);
        while (!station.waiting().isEmpty()) Thread.sleep(20);
        int pieces = simulator.receipts().size();
        System.out.printf(
                "%s %d s: %d jobs, %d pieces of paper%n",
                simulator.address().replaceFirst(":.*", ""), seconds, submitted, pieces);
        took.forEach(StuckForAMinute::tell);
        boolean quick =
                !limited
                        || took.entrySet().stream()
                                .filter(call -> !call.getKey().startsWith("("))
                                .allMatch(
                                        call ->
                                                Collections.max(call.getValue()).compareTo(LIMIT)
                                                        < 0);
        System.out.println(quick && pieces == submitted ? "ok" : "FAILED");
        return quick && pieces == submitted;
    }

    private static Object bareWrite(FileChannel disk) throws IOException {
        disk.write(ByteBuffer.allocate(1_200));
        disk.force(false);
        return disk;
    }

    private static void tell(String call, List<Duration> times) {
        times.sort(null);
        System.out.printf(
                "  %-17s half below %6.2f ms, 99 of 100 below %6.1f ms, slowest %6.1f ms%n",
                call,
                millis(times.get(times.size() / 2)),
                millis(times.get(times.size() * 99 / 100)),
                millis(times.get(times.size() - 1)));
    }

    private static double millis(Duration duration) {
        return duration.toNanos() / 1e6;
    }

    private void time(String name, Call call) throws Exception {
        long start = TICKER.nanos();
        call.make();
        took.computeIfAbsent(name, first -> new ArrayList<>()).add(TICKER.since(start));
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
        byte[] all = Arrays.copyOf(bytes, bytes.length + 4);
        System.arraycopy(new byte[] {0x1D, 'V', 66, 0}, 0, all, bytes.length, 4);
        return all;
    }

    private static final class Nobody implements PrinterNews {
        @Override
        public void job(String printer, PrintJob job, JobState state, String note) {}
    }
}
