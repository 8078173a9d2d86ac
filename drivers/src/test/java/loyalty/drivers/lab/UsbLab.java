package loyalty.drivers.lab;

import static loyalty.drivers.lab.Checks.PATIENCE;
import static loyalty.drivers.lab.Checks.TICKER;
import static loyalty.drivers.lab.Checks.link;
import static loyalty.drivers.lab.Checks.require;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import loyalty.drivers.link.Link;
import loyalty.drivers.link.LinkSettings;
import loyalty.drivers.link.UsbEvents;
import loyalty.drivers.loop.DutyThread;
import loyalty.drivers.presence.DeviceList;
import loyalty.drivers.presence.FoundDevice;
import loyalty.drivers.scanner.Scanner;

/**
 * Five USB devices, used, unplugged and plugged in again by the real drivers: four are gadgets of
 * this machine's own kernel, the fifth is the emulator's FTDI adapter. Prints a line per check and
 * ends with a verdict that {@code scripts/usb-lab} looks for.
 */
final class UsbLab {
    private static final byte[] SCANNER_REPORTS =
            hex(
                    "058c0902a1018502150026ff00750895010501093b81029503058c09fb09fc09fd8102953809fe"
                            + "82020195030666ff09048102c0");
    private static final byte[] KEYBOARD_REPORTS =
            hex(
                    "05010906a101 050719e029e7 15002501 75019508 8102 95017508 8103 95057501 0508"
                            + "19012905 9102 95017503 9103 95067508 15002565 050719002965 8100 c0");

    private final Checks checks = new Checks();

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replace(" ", ""));
    }

    /**
     * Arguments: {@code all}, or {@code user} for what a user without privileges must be able to.
     */
    public static void main(String[] arguments) throws Exception {
        UsbLab lab = new UsbLab();
        boolean all = arguments[0].equals("all");
        if (all) lab.all();
        else lab.asUser();
        boolean well = lab.checks.verdict("USB-LAB " + arguments[0]);
        if (all) lab.awaitOthers();
        System.exit(well ? 0 : 1);
    }

    /** The printer is made by this process: it stays until the user's checks are over. */
    private void awaitOthers() throws Exception {
        Files.createFile(Path.of("/run/checked"));
        while (!Files.exists(Path.of("/run/over"))) Thread.sleep(100);
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

        checks.check("all four are found, with kinds and addresses", this::found);
        checks.check("javax.usb sees the same four", this::javaxUsb);
        new ScannerChecks(checks).run(scanner, serial, wedge);
        new PrinterChecks(checks).run(printer, device);
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
                        LinkSettings.usual().nativeFiles(),
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

    /** With our udev rules a user of the agent's group opens everything. */
    private void asUser() {
        for (String address :
                List.of(
                        "hidraw:0c2e:0b61",
                        "usb:0c2e:0b61",
                        "serial:05f9:4204",
                        "evdev:05e0:1200")) {
            checks.check(
                    "as a user: " + address,
                    () -> {
                        try (Scanner scanner = ScannerChecks.open(address)) {
                            return scanner.poll(Duration.ZERO).isEmpty() ? "" : "a scan?";
                        }
                    });
        }
        for (String address : List.of("usblp:04b8:0e15", "usb:04b8:0e15")) {
            checks.check(
                    "as a user: " + address,
                    () -> {
                        try (Link link = link(address)) {
                            link.writeAll(new byte[] {0x1B, 0x40}, PATIENCE);
                            return "";
                        }
                    });
        }
    }
}
