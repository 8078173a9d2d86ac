package loyalty.drivers.lab;

import static loyalty.drivers.lab.Checks.PATIENCE;
import static loyalty.drivers.lab.Checks.TICKER;
import static loyalty.drivers.lab.Checks.await;
import static loyalty.drivers.lab.Checks.require;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import loyalty.drivers.DeviceAddress;
import loyalty.drivers.DeviceException;
import loyalty.drivers.Fault;
import loyalty.drivers.loop.DutyThread;
import loyalty.drivers.posix.PosixFile;
import loyalty.drivers.scanner.Framing;
import loyalty.drivers.scanner.Scan;
import loyalty.drivers.scanner.Scanner;
import loyalty.drivers.scanner.ScannerDuty;
import loyalty.drivers.scanner.ScannerEvents;
import loyalty.drivers.scanner.ScannerSettings;
import loyalty.drivers.scanner.Scanners;

/** Every kind of scanner: used, unplugged and plugged in again. */
final class ScannerChecks {
    private static final Framing SLOW =
            new Framing(
                    "",
                    Framing.USUAL.terminators(),
                    Duration.ofSeconds(5),
                    false,
                    Framing.USUAL_CAP);
    private final Checks checks;

    ScannerChecks(Checks checks) {
        this.checks = checks;
    }

    void run(Gadget scanner, Gadget serial, Gadget wedge) {
        Path reports = Path.of("/dev/hidg0");
        checks.check("HID POS through hidraw: a code", () -> hidCode("hidraw:0c2e:0b61", reports));
        checks.check("HID POS through libusb: a code", () -> hidCode("usb:0c2e:0b61", reports));
        checks.check(
                "a keyboard is not taken for a HID POS scanner",
                () -> refused("hidraw:05e0:1200", Fault.UNSUPPORTED));
        Sender hidSender = code -> report(reports, code);
        checks.check(
                "HID POS: unplug, replug", () -> replug("hidraw:0c2e:0b61", scanner, hidSender));
        checks.check(
                "HID POS, libusb: unplug, replug",
                () -> replug("usb:0c2e:0b61", scanner, hidSender));
        checks.check("USB serial: unplug, replug", () -> replug("serial:05f9:4204", serial, ACM));
        checks.check("USB serial, FTDI: unplug, replug", this::ftdi);
        Sender wedgeSender = code -> type(Path.of("/dev/hidg1"), code);
        checks.check(
                "keyboard wedge: unplug, replug",
                () -> replug("evdev:05e0:1200", wedge, wedgeSender));
        checks.check("keyboard wedge: grabbed, so a second driver is refused", this::grabbed);
        checks.check("twenty replugs leave no descriptor behind", () -> twenty(scanner));
    }

    /** What makes a lab device scan. */
    private interface Sender {
        void scan(String code) throws Exception;

        /** Half a code, where half a code can be sent. */
        default void part(String code) throws Exception {}
    }

    private static final Sender ACM =
            new Sender() {
                @Override
                public void scan(String code) throws DeviceException {
                    part(code + "\r");
                }

                @Override
                public void part(String code) throws DeviceException {
                    write(Path.of("/dev/ttyGS0"), code.getBytes(StandardCharsets.US_ASCII));
                }
            };

    /** The adapter is QEMU's own; its other end is outside this machine. */
    private String ftdi() throws Exception {
        Hand hand = new Hand();
        hand.plug();
        Sender outside =
                new Sender() {
                    @Override
                    public void scan(String code) {
                        hand.scan(code);
                    }

                    @Override
                    public void part(String code) {
                        hand.part(code);
                    }
                };
        return replug("serial:0403:6001", hand, outside);
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

    static Scanner open(String address) throws DeviceException {
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
    private String replug(String address, Plug plug, Sender sender) throws Exception {
        Told told = new Told();
        ScannerSettings scanner = settings(address);
        ScannerDuty duty = new ScannerDuty("scanner", () -> Scanners.open(scanner), told);
        try (DutyThread thread =
                DutyThread.start(duty, ScannerDuty.REST, (who, e) -> told.tell(e.toString()))) {
            require(thread.running(), "running");
            told.expect("attached");
            sender.scan("1111111111");
            told.expect("1111111111");
            sender.part("33333"); // never to be seen
            plug.unplug();
            told.expect("detached");
            plug.plug();
            long plugged = TICKER.nanos();
            told.expect("attached");
            long back = TICKER.since(plugged).toMillis();
            sender.scan("2222222222");
            told.expect("2222222222");
            return "back after " + back + " ms";
        }
    }

    private String twenty(Plug plug) throws Exception {
        long before = 0;
        for (int i = 0; i < 20; i++) {
            if (i == 2) before = descriptors();
            try (Scanner scanner = await(() -> open("hidraw:0c2e:0b61"))) {
                plug.unplug();
                awaitGone(scanner);
            }
            plug.plug();
        }
        long after = descriptors();
        require(after <= before, before + " descriptors became " + after);
        await(() -> open("hidraw:0c2e:0b61")).close();
        return before + " descriptors before, " + after + " after";
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
