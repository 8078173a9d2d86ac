package loyalty.drivers.lab;

import static loyalty.drivers.lab.Checks.PATIENCE;
import static loyalty.drivers.lab.Checks.TICKER;
import static loyalty.drivers.lab.Checks.hexOf;
import static loyalty.drivers.lab.Checks.link;
import static loyalty.drivers.lab.Checks.require;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import loyalty.drivers.DeviceException;
import loyalty.drivers.Fault;
import loyalty.drivers.link.Link;

/** A USB printer through both drivers: used, out of paper, stuck, unplugged and crashed. */
final class PrinterChecks {
    private final Checks checks;

    PrinterChecks(Checks checks) {
        this.checks = checks;
    }

    void run(Gadget gadget, GadgetPrinter device) {
        byte[] job = new byte[20_000];
        new Random(42).nextBytes(job);
        for (int i = 0; i < job.length; i++) if (job[i] == 0x10) job[i] = 0x11;
        checks.check(
                "printer through usblp: bytes and status",
                () -> print("usblp:04b8:0e15", job, device));
        checks.check(
                "printer through libusb: bytes and status",
                () -> print("usb:04b8:0e15", job, device));
        checks.check("usblp has it back after libusb", () -> print("usblp:04b8:0e15", job, device));
        checks.check("paper out is seen", () -> paperOut(device));
        checks.check("a printer that stops reading costs only the patience", () -> stuck(device));
        for (String address : List.of("usb:04b8:0e15", "usblp:04b8:0e15")) {
            checks.check(
                    "printer " + address + ": unplugged in the middle, replugged",
                    () -> unplugPrinting(address, job, gadget, device));
        }
        checks.check("a crash of the USB process is an unplug", () -> crash(job, device));
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
}
