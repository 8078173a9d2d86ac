package loyalty.drivers.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import loyalty.drivers.DeviceAddress;
import loyalty.drivers.DeviceException;
import loyalty.drivers.Fault;
import loyalty.drivers.Ticker;
import loyalty.drivers.link.Link;
import loyalty.drivers.link.LinkSettings;
import loyalty.drivers.link.Links;
import loyalty.drivers.link.UsbEvents;
import loyalty.drivers.loop.DutyThread;
import loyalty.drivers.posix.PosixFile;
import loyalty.drivers.presence.DeviceList;
import loyalty.drivers.presence.FoundDevice;
import loyalty.drivers.scanner.Framing;
import loyalty.drivers.scanner.Scan;
import loyalty.drivers.scanner.Scanner;
import loyalty.drivers.scanner.ScannerDuty;
import loyalty.drivers.scanner.ScannerEvents;
import loyalty.drivers.scanner.ScannerSettings;
import loyalty.drivers.scanner.Scanners;

/**
 * Four USB devices, used, unplugged and plugged in again by the real drivers. Prints a line per
 * check and ends with a verdict that {@code scripts/usb-lab} looks for.
 */
final class UsbLab {
    /** An emulated machine on a busy host is slow; nothing here waits this long on a quick one. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Framing SLOW =
            new Framing(
                    "",
                    Framing.USUAL.terminators(),
                    Duration.ofSeconds(5),
                    false,
                    Framing.USUAL_CAP);
    private static final Ticker TICKER = Ticker.system();
    private static final byte[] SCANNER_REPORTS =
            hex(
                    "058c0902a1018502150026ff00750895010501093b81029503058c09fb09fc09fd8102953809fe"
                            + "82020195030666ff09048102c0");
    private static final byte[] KEYBOARD_REPORTS =
            hex(
                    "05010906a101 050719e029e7 15002501 75019508 8102 95017508 8103 95057501 0508"
                            + "19012905 9102 95017503 9103 95067508 15002565 050719002965 8100 c0");

    private final LinkSettings settings = LinkSettings.usual();
    private int passed;
    private int failed;

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replace(" ", ""));
    }

    /**
     * Arguments: {@code all}, or {@code user} for what a user without privileges must be able to.
     */
    public static void main(String[] arguments) throws Exception {
        UsbLab lab = new UsbLab();
        if (arguments[0].equals("all")) lab.all();
        else lab.asUser();
        System.out.printf(
                "USB-LAB %s: %d checks passed, %d failed%n",
                arguments[0] + (lab.failed == 0 ? " PASSED" : " FAILED"), lab.passed, lab.failed);
        if (arguments[0].equals("all")) lab.awaitOthers();
        System.exit(lab.failed == 0 ? 0 : 1);
    }

    /** The printer is made by this process: it stays until the user's checks are over. */
    private void awaitOthers() throws Exception {
        Files.createFile(Path.of("/run/checked"));
        while (!Files.exists(Path.of("/run/over"))) Thread.sleep(100);
    }

    private interface Body {
        String run() throws Exception;
    }

    /** Runs one check; what it answers is told beside its name. */
    private void check(String name, Body body) {
        long start = TICKER.nanos();
        try {
            String detail = body.run();
            passed++;
            System.out.printf(
                    "ok      %s (%d ms) %s%n", name, TICKER.since(start).toMillis(), detail);
        } catch (Exception | AssertionError e) {
            failed++;
            System.out.printf("FAILED  %s: %s%n", name, e);
        }
    }

    private static void require(boolean holds, String what) {
        if (!holds) throw new AssertionError(what);
    }

    private void all() throws Exception {
        Path functions = Path.of("/run/printer");
        Gadget printer =
                Gadget.make(0, 0x04b8, 0x0e15, "EPSON", "TM-T20II").with("ffs.printer", Map.of());
        Gadget scanner =
                Gadget.make(1, 0x0c2e, 0x0b61, "Honeywell", "Lab HID POS")
                        .with("hid.scanner", hid("0", "64", SCANNER_REPORTS));
        Gadget serial =
                Gadget.make(2, 0x05f9, 0x4204, "Datalogic", "Lab serial").with("acm.s", Map.of());
        Gadget wedge =
                Gadget.make(3, 0x05e0, 0x1200, "Symbol", "Lab wedge")
                        .with("hid.wedge", hid("1", "8", KEYBOARD_REPORTS));
        mount(functions);
        GadgetPrinter device = new GadgetPrinter(functions);
        for (Gadget gadget : List.of(printer, scanner, serial, wedge)) gadget.bind();

        check("all four are found, with kinds and addresses", this::found);
        check("javax.usb sees the same four", this::javaxUsb);
        scanners(scanner, serial, wedge);
        printers(printer, device);
    }

    private static Map<String, byte[]> hid(String protocol, String length, byte[] descriptor) {
        return Map.of(
                "protocol", protocol.getBytes(StandardCharsets.US_ASCII),
                "subclass", protocol.getBytes(StandardCharsets.US_ASCII),
                "report_length", length.getBytes(StandardCharsets.US_ASCII),
                "report_desc", descriptor);
    }

    private static void mount(Path functions) throws Exception {
        Files.createDirectories(functions);
        int result =
                new ProcessBuilder("mount", "-t", "functionfs", "printer", functions.toString())
                        .inheritIO()
                        .start()
                        .waitFor();
        require(result == 0, "functionfs cannot be mounted");
    }

    private String found() throws Exception {
        List<FoundDevice> found = List.of();
        long start = TICKER.nanos();
        while (TICKER.since(start).compareTo(PATIENCE) < 0) {
            found =
                    DeviceList.now(usb -> List.of()).stream()
                            .filter(device -> device.name().matches(".*(Lab|TM-T20II).*"))
                            .filter(device -> device.kind() != FoundDevice.Kind.OTHER)
                            .toList();
            if (found.size() == 4) return "\n" + table(found);
            Thread.sleep(50);
        }
        throw new AssertionError("found only " + found);
    }

    private static String table(List<FoundDevice> found) {
        StringBuilder table = new StringBuilder();
        for (FoundDevice device : found) {
            table.append("        ").append(device.kind()).append("  ").append(device.name());
            table.append("  ").append(device.addresses()).append('\n');
        }
        return table.toString();
    }

    private String javaxUsb() throws Exception {
        BlockingQueue<String> seen = new LinkedBlockingQueue<>();
        UsbEvents events =
                new UsbEvents(
                        settings.nativeFiles(),
                        (usb, there) -> seen.add((there ? "+" : "-") + usb));
        try (DutyThread thread =
                DutyThread.start(
                        events, Duration.ofMillis(200), (who, e) -> System.out.println(e))) {
            require(thread.running(), "running");
            for (int i = 0; i < 4; i++) {
                require(
                        seen.poll(60, TimeUnit.SECONDS) != null,
                        "only " + i + " devices were told");
            }
            return "";
        }
    }

    private void scanners(Gadget scanner, Gadget serial, Gadget wedge) throws Exception {
        Path reports = Path.of("/dev/hidg0");
        check("HID POS through hidraw: a code", () -> hidCode("hidraw:0c2e:0b61", reports));
        check("HID POS through libusb: a code", () -> hidCode("usb:0c2e:0b61", reports));
        check(
                "a keyboard is not taken for a HID POS scanner",
                () -> refused("hidraw:05e0:1200", Fault.UNSUPPORTED));
        Sender hidSender = code -> report(reports, code);
        check("HID POS: unplug, replug", () -> replug("hidraw:0c2e:0b61", scanner, hidSender));
        check("HID POS, libusb: unplug, replug", () -> replug("usb:0c2e:0b61", scanner, hidSender));
        Sender serialSender =
                code ->
                        write(
                                Path.of("/dev/ttyGS0"),
                                (code + "\r").getBytes(StandardCharsets.US_ASCII));
        check("USB serial: unplug, replug", () -> replug("serial:05f9:4204", serial, serialSender));
        Sender wedgeSender = code -> type(Path.of("/dev/hidg1"), code);
        check(
                "keyboard wedge: unplug, replug",
                () -> replug("evdev:05e0:1200", wedge, wedgeSender));
        check("keyboard wedge: grabbed, so a second driver is refused", this::grabbed);
        check("twenty replugs leave no descriptor behind", () -> twenty(scanner));
    }

    /** What makes a lab device scan. */
    private interface Sender {
        void scan(String code) throws Exception;
    }

    private static void report(Path node, String code) throws DeviceException {
        byte[] report = new byte[64];
        report[0] = 2;
        report[1] = (byte) code.length();
        report[2] = ']';
        report[3] = 'E';
        report[4] = '0';
        byte[] bytes = code.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, report, 5, bytes.length);
        write(node, report);
    }

    private static void type(Path node, String code) throws DeviceException {
        for (char c : (code + "\n").toCharArray()) {
            int usage = c == '\n' ? 0x28 : c == '0' ? 0x27 : 0x1E + (c - '1');
            write(node, new byte[] {0, 0, (byte) usage, 0, 0, 0, 0, 0});
            write(node, new byte[8]);
        }
    }

    private static void write(Path node, byte[] bytes) throws DeviceException {
        try (PosixFile file = PosixFile.open(node, PosixFile.Access.BOTH)) {
            int taken = file.write(bytes, 0, bytes.length, PATIENCE);
            require(taken == bytes.length, "the host took " + taken + " bytes");
        }
    }

    private static ScannerSettings settings(String address) {
        return ScannerSettings.usual(DeviceAddress.parse(address)).with(SLOW);
    }

    private static Scanner open(String address) throws DeviceException {
        return Scanners.open(settings(address));
    }

    private String hidCode(String address, Path reports) throws Exception {
        try (Scanner scanner = open(address)) {
            report(reports, "4600000000015");
            Scan scan = scanner.poll(PATIENCE).orElseThrow();
            require(scan.text().equals("4600000000015"), "read " + scan);
            require(scan.aim().equals("]E0"), "AIM " + scan.aim());
            return "";
        }
    }

    private String refused(String address, Fault fault) throws DeviceException {
        try (Scanner scanner = open(address)) {
            throw new AssertionError("opened " + scanner);
        } catch (DeviceException e) {
            require(e.fault() == fault, "refused as " + e.fault() + ": " + e.getMessage());
            return "\n        " + e.getMessage();
        }
    }

    private String grabbed() throws DeviceException {
        try (Scanner first = open("evdev:05e0:1200")) {
            require(first.poll(Duration.ZERO).isEmpty(), "silence");
            return refused("evdev:05e0:1200", Fault.BUSY);
        }
    }

    /** The agent's own duty on its own thread, through an unplug and a replug. */
    private String replug(String address, Gadget gadget, Sender sender) throws Exception {
        Told told = new Told();
        ScannerSettings scanner = settings(address);
        ScannerDuty duty = new ScannerDuty("scanner", () -> Scanners.open(scanner), told);
        try (DutyThread thread =
                DutyThread.start(duty, ScannerDuty.REST, (who, e) -> told.tell(e.toString()))) {
            require(thread.running(), "running");
            told.expect("attached");
            sender.scan("1111111111");
            told.expect("1111111111");
            gadget.unplug();
            told.expect("detached");
            gadget.plug();
            long plugged = TICKER.nanos();
            told.expect("attached");
            long back = TICKER.since(plugged).toMillis();
            sender.scan("2222222222");
            told.expect("2222222222");
            return "back after " + back + " ms";
        }
    }

    private String twenty(Gadget gadget) throws Exception {
        long before = 0;
        for (int i = 0; i < 20; i++) {
            if (i == 2) before = descriptors();
            try (Scanner scanner = await("hidraw:0c2e:0b61")) {
                gadget.unplug();
                awaitGone(scanner);
            }
            gadget.plug();
        }
        long after = descriptors();
        require(after <= before, before + " descriptors became " + after);
        await("hidraw:0c2e:0b61").close();
        return before + " descriptors before, " + after + " after";
    }

    private Scanner await(String address) throws Exception {
        long start = TICKER.nanos();
        while (true) {
            try {
                return open(address);
            } catch (DeviceException e) {
                if (TICKER.since(start).compareTo(PATIENCE) > 0) throw e;
                Thread.sleep(50);
            }
        }
    }

    private static void awaitGone(Scanner scanner) {
        try {
            while (scanner.poll(PATIENCE).isPresent()) {
                // what was scanned before does not matter here
            }
            throw new AssertionError("still there");
        } catch (DeviceException e) {
            require(e.fault() == Fault.UNPLUGGED, e.toString());
        }
    }

    private static long descriptors() throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.count();
        }
    }

    private void printers(Gadget gadget, GadgetPrinter device) {
        byte[] job = new byte[20_000];
        new Random(42).nextBytes(job);
        for (int i = 0; i < job.length; i++) if (job[i] == 0x10) job[i] = 0x11;
        check(
                "printer through usblp: bytes and status",
                () -> print("usblp:04b8:0e15", job, device));
        check(
                "printer through libusb: bytes and status",
                () -> print("usb:04b8:0e15", job, device));
        check("usblp has it back after libusb", () -> print("usblp:04b8:0e15", job, device));
        check("paper out is seen", () -> paperOut(device));
        check("a printer that stops reading costs only the patience", () -> stuck(device));
        for (String address : List.of("usb:04b8:0e15", "usblp:04b8:0e15")) {
            check(
                    "printer " + address + ": unplugged in the middle, replugged",
                    () -> unplugPrinting(address, job, gadget, device));
        }
        check("a crash of the USB process is an unplug", () -> crash(job, device));
    }

    private Link link(String address) throws Exception {
        long start = TICKER.nanos();
        while (true) {
            try {
                return Links.open(DeviceAddress.parse(address), settings);
            } catch (DeviceException e) {
                if (TICKER.since(start).compareTo(PATIENCE) > 0) throw e;
                Thread.sleep(50);
            }
        }
    }

    private String print(String address, byte[] job, GadgetPrinter device) throws Exception {
        device.takePaper();
        long start = TICKER.nanos();
        String times;
        try (Link link = link(address)) {
            times = "opened in " + TICKER.since(start).toMillis();
            link.writeAll(job, PATIENCE);
            times += ", written after " + TICKER.since(start).toMillis();
            link.writeAll(new byte[] {0x10, 0x04, 0x01}, PATIENCE);
            byte[] status = link.read(PATIENCE);
            times += ", answered after " + TICKER.since(start).toMillis() + " ms";
            require(Arrays.equals(status, new byte[] {0x12}), "status " + hexOf(status));
        }
        byte[] paper = device.takePaper();
        require(Arrays.equals(Arrays.copyOf(paper, job.length), job), "other bytes on paper");
        return job.length + " bytes the same; " + times;
    }

    private static String hexOf(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private String paperOut(GadgetPrinter device) throws Exception {
        device.paperOut(true);
        try (Link link = link("usb:04b8:0e15")) {
            link.writeAll(new byte[] {0x10, 0x04, 0x04}, PATIENCE);
            byte[] status = link.read(PATIENCE);
            require((status[0] & 0x60) == 0x60, "status " + hexOf(status));
            return hexOf(status);
        } finally {
            device.paperOut(false);
        }
    }

    private String stuck(GadgetPrinter device) throws Exception {
        device.takePaper();
        try (Link link = link("usb:04b8:0e15")) {
            link.writeAll(new byte[] {0x1B, 0x40}, PATIENCE);
            device.reading(false);
            byte[] much = new byte[100_000];
            int taken = link.write(much, 0, much.length, Duration.ofMillis(500));
            require(taken < much.length, "all taken");
            device.reading(true);
            link.write(much, taken, much.length - taken, PATIENCE);
            awaitPaper(device, much.length + 2);
            return taken + " bytes taken, the rest when it read again";
        } finally {
            device.reading(true);
        }
    }

    private static void awaitPaper(GadgetPrinter device, int bytes) throws Exception {
        long start = TICKER.nanos();
        int printed = 0;
        while (printed < bytes) {
            printed += device.takePaper().length;
            require(TICKER.since(start).compareTo(PATIENCE) < 0, printed + " bytes on paper");
            Thread.sleep(10);
        }
        require(printed == bytes, printed + " bytes on paper, not " + bytes);
    }

    private String unplugPrinting(String address, byte[] job, Gadget gadget, GadgetPrinter device)
            throws Exception {
        try (Link link = link(address)) {
            link.writeAll(job, PATIENCE);
            gadget.unplug();
            expectGone(link);
        } finally {
            gadget.plug();
        }
        return print(address, job, device);
    }

    private static void expectGone(Link link) throws Exception {
        try {
            for (int i = 0; i < 100; i++) {
                link.write(new byte[] {0x1B, 0x40}, 0, 2, Duration.ofMillis(500));
                Thread.sleep(20);
            }
            throw new AssertionError("still there");
        } catch (DeviceException e) {
            require(e.fault() == Fault.UNPLUGGED, e.fault() + ": " + e.getMessage());
        }
    }

    private String crash(byte[] job, GadgetPrinter device) throws Exception {
        try (Link link = link("usb:04b8:0e15")) {
            link.writeAll(new byte[] {0x1B, 0x40}, PATIENCE);
            ProcessHandle.current().children().forEach(ProcessHandle::destroyForcibly);
            expectGone(link);
        }
        return print("usb:04b8:0e15", job, device);
    }

    /** With our udev rules a user of the agent's group opens everything. */
    private void asUser() {
        for (String address :
                List.of(
                        "hidraw:0c2e:0b61",
                        "usb:0c2e:0b61",
                        "serial:05f9:4204",
                        "evdev:05e0:1200")) {
            check(
                    "as a user: " + address,
                    () -> {
                        try (Scanner scanner = open(address)) {
                            return scanner.poll(Duration.ZERO).isEmpty() ? "" : "a scan?";
                        }
                    });
        }
        for (String address : List.of("usblp:04b8:0e15", "usb:04b8:0e15")) {
            check(
                    "as a user: " + address,
                    () -> {
                        try (Link link = link(address)) {
                            link.writeAll(new byte[] {0x1B, 0x40}, PATIENCE);
                            return "";
                        }
                    });
        }
    }

    /** What the agent was told, in order. */
    private static final class Told implements ScannerEvents {
        private final BlockingQueue<String> queue = new LinkedBlockingQueue<>();

        void tell(String what) {
            queue.add(what);
        }

        void expect(String what) throws InterruptedException {
            String told = queue.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            while ("detached".equals(told) && !"detached".equals(what)) {
                told = queue.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS); // another reason
            }
            require(what.equals(told), "expected " + what + " and was told " + told);
        }

        @Override
        public void scanned(String scanner, Scan scan) {
            tell(scan.text());
        }

        @Override
        public void attached(String scanner) {
            tell("attached");
        }

        @Override
        public void detached(String scanner, String reason) {
            tell("detached");
        }
    }
}
